package io.jvirt.doctor;

import io.jvirt.host.facts.HostMemory;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Memory and what can be done with it. */
final class MemoryChecks implements Check {
    private static final String AREA = "Memory";
    private static final long KIB_PER_MIB = 1024;
    /** A guest with a small Linux, and its emulator. */
    private static final long LEAST_AVAILABLE_MIB = 512;

    @Override
    public List<Finding> run(Programs programs) {
        return List.of(
                memory(HostMemory.read()), hugePages(HostMemory.hugePages()), sharing(HostMemory.ksm()));
    }

    static Finding memory(HostMemory memory) {
        long available = memory.available() / KIB_PER_MIB;
        String amounts = available + " MiB of " + memory.total() / KIB_PER_MIB + " MiB available";
        return available >= LEAST_AVAILABLE_MIB
                ? Finding.pass(AREA, "memory", amounts)
                : Finding.warn(AREA, "memory", amounts, "stop something, or give guests little memory");
    }

    static Finding hugePages(List<HostMemory.HugePages> pools) {
        if (pools.isEmpty()) {
            return Finding.warn(AREA, "huge pages", "the kernel has none",
                    "use a kernel with CONFIG_HUGETLBFS; guests run without");
        }
        StringJoiner found = new StringJoiner(", ");
        for (HostMemory.HugePages pool : pools) {
            found.add(pool.total() + " of " + pool.sizeKib() / KIB_PER_MIB + " MiB reserved");
        }
        return Finding.pass(AREA, "huge pages", found.toString());
    }

    static Finding sharing(Optional<HostMemory.Ksm> ksm) {
        return ksm
                .map(state -> Finding.pass(AREA, "memory sharing (KSM)", state.running()
                        ? "on, " + state.pagesSharing() + " pages saved"
                        : "there, off (echo 1 > /sys/kernel/mm/ksm/run turns it on)"))
                .orElseGet(() -> Finding.warn(AREA, "memory sharing (KSM)", "the kernel has none",
                        "use a kernel with CONFIG_KSM to share equal pages of guests"));
    }
}

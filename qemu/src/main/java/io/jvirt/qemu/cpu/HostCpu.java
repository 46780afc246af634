package io.jvirt.qemu.cpu;

import io.jvirt.host.facts.Cpuid;
import io.jvirt.model.cpu.CpuSignature;
import io.jvirt.model.cpu.X86CpuData;
import io.jvirt.model.cpu.X86CpuMap;
import io.jvirt.model.cpu.X86Feature;
import io.jvirt.model.cpu.X86ModelChoice;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.xml.Records;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The processor of this host, as far as it is an x86: asked with the CPUID instruction.
 *
 * @param data what it says of itself
 * @param addressBits width of physical addresses, 0 when it does not tell
 */
public record HostCpu(X86CpuData data, int addressBits) {
    private static final int EXTENDED = 0x80000000;
    private static final int ADDRESS_SIZES = 0x80000008;
    /** Which CPUID feature says that a model-specific register is there. */
    private static final Map<Integer, String> REGISTERS = Map.of(0x10a, "arch-capabilities", 0xcf, "core-capability");

    private static final class Holder {
        static final Optional<HostCpu> THIS = read();
    }

    /** {@return this host's CPU, empty when it is no x86 or when this process may not ask} Asked once. */
    public static Optional<HostCpu> ofThisHost() {
        return Holder.THIS;
    }

    /** {@return the CPU by the model that comes closest, empty when none is a part of it} */
    public Optional<Cpu> described() {
        return X86ModelChoice.forHost(X86CpuMap.get(), data).map(c -> Records.blank(Cpu.class)
                .withModel(new Cpu.Model(null, null, c.model().name())).withVendor(data.vendor().orElse(null))
                .withFeature(c.features()));
    }

    private static Optional<HostCpu> read() {
        Optional<Cpuid> opened = Cpuid.open();
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Cpuid cpu = opened.get()) {
            Answers answers = new Answers(cpu);
            List<X86Feature> found = new ArrayList<>();
            for (X86Feature feature : X86CpuMap.get().features()) {
                if (answers.has(feature, found)) {
                    found.add(feature);
                }
            }
            int[] basic = answers.of(0, 0);
            byte[] id = ByteBuffer.allocate(3 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(basic[1]).putInt(basic[3]).putInt(basic[2]).array();
            X86CpuData data = new X86CpuData(X86CpuMap.vendorOfId(new String(id, StandardCharsets.US_ASCII)),
                    Optional.of(CpuSignature.ofCpuid(answers.of(1, 0)[0])), X86CpuMap.get().setOf(found));
            return Optional.of(new HostCpu(data, answers.of(ADDRESS_SIZES, 0)[0] & 0xff));
        }
    }

    /** What one CPU answered, each question asked once. */
    private static final class Answers {
        private final Cpuid cpu;
        private final Map<Long, int[]> answers = new HashMap<>();
        private final Map<Integer, OptionalLong> registers = new HashMap<>();
        private final int lastBasic;
        private final int lastExtended;

        Answers(Cpuid cpu) {
            this.cpu = cpu;
            lastBasic = cpu.ask(0, 0)[0];
            lastExtended = cpu.ask(EXTENDED, 0)[0];
        }

        /** {@return the four registers; zeros for what the CPU does not know, where it would answer anything} */
        int[] of(int leaf, int subleaf) {
            int last = leaf < 0 ? lastExtended : lastBasic;
            if (Integer.compareUnsigned(leaf, last) > 0) {
                return new int[4];
            }
            return answers.computeIfAbsent((long) leaf << Integer.SIZE | subleaf, key -> cpu.ask(leaf, subleaf));
        }

        boolean has(X86Feature feature, List<X86Feature> found) {
            X86Feature.Place place = feature.place();
            long value = switch (place.register()) {
                case EAX, EBX, ECX, EDX -> of(place.number(), place.subleaf())[place.register().ordinal()];
                case LOW -> register(place.number(), found);
                case HIGH -> register(place.number(), found) >>> Integer.SIZE;
            };
            return (value >>> place.bit() & 1) == 1;
        }

        private long register(int number, List<X86Feature> found) {
            String condition = REGISTERS.get(number);
            if (condition == null || found.stream().noneMatch(f -> f.name().equals(condition))) {
                return 0;
            }
            return registers.computeIfAbsent(number, Cpuid::register).orElse(0);
        }
    }
}

package io.jvirt.acceptance.conformance;

import io.jvirt.api.JvirtException;
import io.jvirt.qemu.capabilities.Accelerator;
import io.jvirt.qemu.host.DomainCapabilities;
import io.jvirt.qemu.host.HostCaches;
import io.jvirt.qemu.host.HostCapabilities;
import io.jvirt.qemu.host.HostTopology;
import io.jvirt.qemu.host.Markup;
import io.jvirt.qemu.host.NumaFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What a host can do from a copy of its sysfs, and what guests can have from a recorded session with QEMU. */
final class CapabilitiesSuite implements Suite {
    private static final int CASE_ADDRESS_BITS = 64;

    @Override
    public String name() {
        return "capabilities";
    }

    @Override
    public String run(ConformanceCase theCase) throws IOException {
        return String.valueOf(theCase.input().getFileName()).endsWith(".tar.gz") ? host(theCase) : guest(theCase);
    }

    private static String host(ConformanceCase theCase) throws IOException {
        Path folder = Files.createTempDirectory("jvirt-conformance-host").toRealPath();
        try {
            TarGz.unpack(theCase.input(), folder);
            Path system = folder.resolve("system");
            boolean migrates = theCase.is("live_migrate");
            HostCapabilities host = new HostCapabilities(Optional.empty(), theCase.text("arch").orElse("x86_64"),
                    Optional.empty(), List.of(), false, migrates, List.of(),
                    HostTopology.read(system, new CaseMemory()),
                    HostCaches.read(system, folder.resolve("resctrl")), List.of());
            Markup out = new Markup().start("capabilities");
            host.write(out);
            return out.end("capabilities").toString();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The cases' copies of sysfs have no memory: their host has a GiB more in each node, and pages of three sizes. */
    private static final class CaseMemory implements NumaFacts {
        private static final long[] PAGE_SIZES = {4, 2048, 1048576};

        @Override
        public long memoryKib(int node) {
            return (node + 1) * 1048576L;
        }

        @Override
        public List<Pages> pages(int node) {
            return Stream.of(0, 1, 2).map(i -> new Pages(PAGE_SIZES[i], (node + i + 1) * 2048L)).toList();
        }

        @Override
        public Map<Integer, Integer> distances(int node) {
            return Map.of();
        }
    }

    private static String guest(ConformanceCase theCase) {
        String arch = theCase.text("arch").orElse("").replaceFirst("[+].*", "");
        Accelerator accelerator = switch (theCase.text("virt").orElse("")) {
            case "kvm" -> Accelerator.KVM;
            case "hvf" -> Accelerator.HVF;
            default -> Accelerator.TCG;
        };
        return new DomainCapabilities(QemuEnvironment.probed(theCase.input()), accelerator,
                "/usr/bin/qemu-system-" + arch, theCase.text("machine").orElse(null),
                new DomainCapabilities.HostFacts(List.of("/obviously/fake/firmware1.fd", "/obviously/fake/firmware2.fd"),
                        firmware(arch), tpmVersions(theCase), true,
                        OptionalInt.of(CASE_ADDRESS_BITS),
                        arch.equals("ppc64") ? Optional.of("POWER8") : Optional.empty())).document();
    }

    private static List<String> firmware(String arch) {
        return switch (arch) {
            case "x86_64" -> List.of("bios", "efi");
            case "aarch64", "riscv64", "loongarch64" -> List.of("efi");
            default -> List.of();
        };
    }

    /** The cases' hosts with QEMU up to 6 have a TPM emulator that can do both versions, later ones only the second. */
    private static List<String> tpmVersions(ConformanceCase theCase) {
        return theCase.text("version").orElse("").matches("[0-6][.].*") ? List.of("1.2", "2.0") : List.of("2.0");
    }

    @Override
    public Optional<String> difference(String expected, String actual) throws IOException {
        return CanonicalXml.difference(expected, actual);
    }

    @Override
    public boolean isRejection(Throwable thrown) {
        return thrown instanceof JvirtException;
    }
}

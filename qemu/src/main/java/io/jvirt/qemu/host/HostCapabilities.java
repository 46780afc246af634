package io.jvirt.qemu.host;

import io.jvirt.model.IdSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the host is and has, for {@code virsh capabilities}.
 *
 * @param uuid the host's identity, empty when not asked for
 * @param arch CPU architecture
 * @param cpu what the CPU can do, empty when not asked for
 * @param sleepStates ways to suspend: {@code suspend_mem}, {@code suspend_disk}, {@code suspend_hybrid}
 * @param iommu whether devices can be given to guests
 * @param liveMigration whether guests can move while they run
 * @param transports how, such as {@code tcp}
 * @param topology CPUs and memory
 * @param caches caches and what of them can be shared out
 * @param securityModels names of the security drivers, {@code none} for none
 */
public record HostCapabilities(Optional<String> uuid, String arch, Optional<HostCpuFacts> cpu,
        List<String> sleepStates, boolean iommu, boolean liveMigration, List<String> transports,
        HostTopology topology, HostCaches caches, List<String> securityModels) {
    public HostCapabilities {
        sleepStates = List.copyOf(sleepStates);
        transports = List.copyOf(transports);
        securityModels = List.copyOf(securityModels);
    }

    /**
     * What the CPU says of itself.
     *
     * @param vendor Intel, AMD ..., empty when unknown
     * @param microcode version of the microcode, empty when unknown
     * @param signature family, model and stepping
     * @param features names of the features
     */
    public record HostCpuFacts(String vendor, String microcode, int[] signature, List<String> features) {
        public HostCpuFacts {
            features = List.copyOf(features);
        }

        /** Reads {@code /proc/cpuinfo}, first processor. */
        public static Optional<HostCpuFacts> read(Path cpuinfo) {
            String vendor = "";
            String microcode = "";
            int[] signature = new int[3];
            List<String> features = List.of();
            for (String line : SmallFile.lines(cpuinfo)) {
                int colon = line.indexOf(':');
                if (colon < 0) {
                    break;
                }
                String value = line.substring(colon + 1).strip();
                switch (line.substring(0, colon).strip()) {
                    case "vendor_id" -> vendor = vendorName(value);
                    case "microcode" -> microcode = Long.decode(value).toString();
                    case "cpu family" -> signature[0] = Integer.parseInt(value);
                    case "model" -> signature[1] = Integer.parseInt(value);
                    case "stepping" -> signature[2] = Integer.parseInt(value);
                    case "flags", "Features" -> features = List.copyOf(new TreeSet<>(List.of(value.split("\\s+"))));
                    default -> { }
                }
            }
            return features.isEmpty() ? Optional.empty()
                    : Optional.of(new HostCpuFacts(vendor, microcode, signature, features));
        }

        private static String vendorName(String id) {
            return switch (id) {
                case "GenuineIntel" -> "Intel";
                case "AuthenticAMD" -> "AMD";
                case "HygonGenuine" -> "Hygon";
                default -> id;
            };
        }
    }

    /** {@return this host} Reads a few hundred small files; blocks for milliseconds. */
    public static HostCapabilities ofThisHost(String uuid) {
        Path system = Path.of("/sys/devices/system");
        String arch = System.getProperty("os.arch", "");
        return new HostCapabilities(Optional.of(uuid), arch.equals("amd64") ? "x86_64" : arch,
                HostCpuFacts.read(Path.of("/proc/cpuinfo")), sleepStates(Path.of("/sys/power")),
                hasIommu(Path.of("/sys/kernel/iommu_groups")), true, List.of("tcp"),
                HostTopology.read(system, new SysfsNuma(system)),
                HostCaches.read(system, Path.of("/sys/fs/resctrl")), List.of("none"));
    }

    private static List<String> sleepStates(Path power) {
        String states = SmallFile.text(power.resolve("state")).orElse("");
        boolean memory = states.contains("mem");
        boolean disk = states.contains("disk");
        return memory && disk ? List.of("suspend_mem", "suspend_disk", "suspend_hybrid")
                : memory ? List.of("suspend_mem") : disk ? List.of("suspend_disk") : List.of();
    }

    private static boolean hasIommu(Path groups) {
        String[] names = groups.toFile().list();
        return Files.isDirectory(groups) && names != null && names.length > 0;
    }

    /** Writes {@code <host>}. */
    public void write(Markup out) {
        out.start("host");
        uuid.ifPresent(u -> out.text("uuid", u));
        cpu(out);
        if (sleepStates.isEmpty()) {
            out.empty("power_management");
        } else {
            out.start("power_management");
            sleepStates.forEach(out::empty);
            out.end("power_management");
        }
        out.empty("iommu", "support", iommu ? "yes" : "no");
        if (liveMigration) {
            out.start("migration_features").empty("live");
            if (!transports.isEmpty()) {
                out.start("uri_transports");
                transports.forEach(t -> out.text("uri_transport", t));
                out.end("uri_transports");
            }
            out.end("migration_features");
        }
        topology(out);
        caches.write(out);
        for (String model : securityModels) {
            out.start("secmodel").text("model", model).text("doi", 0).end("secmodel");
        }
        out.end("host");
    }

    private void cpu(Markup out) {
        out.start("cpu").text("arch", arch);
        cpu.ifPresent(c -> {
            if (!c.vendor().isEmpty()) {
                out.text("vendor", c.vendor());
            }
            if (!c.microcode().isEmpty()) {
                out.empty("microcode", "version", c.microcode());
            }
            out.empty("signature", "family", c.signature()[0], "model", c.signature()[1], "stepping",
                    c.signature()[2]);
            counts(out);
            c.features().forEach(f -> out.empty("feature", "name", f));
            topology.cells().getFirst().pages().forEach(p -> out.empty("pages", "unit", "KiB", "size", p.sizeKib()));
        });
        out.end("cpu");
    }

    private void counts(Markup out) {
        List<HostTopology.HostCpu> cpus = topology.cells().stream().flatMap(c -> c.cpus().stream()).toList();
        if (cpus.isEmpty()) {
            return;
        }
        int threads = cpus.stream().mapToInt(c -> c.siblings().size()).max().orElse(1);
        long sockets = cpus.stream().mapToInt(HostTopology.HostCpu::socket).distinct().count();
        long dies = Math.max(1, cpus.stream().map(c -> c.socket() + "," + c.die()).distinct().count() / sockets);
        long cores = Math.max(1, cpus.size() / (sockets * dies * threads));
        out.empty("topology", "sockets", sockets, "dies", dies, "clusters", 1, "cores", cores, "threads", threads);
    }

    private void topology(Markup out) {
        out.start("topology").start("cells", "num", topology.cells().size());
        for (HostTopology.Cell cell : topology.cells()) {
            out.start("cell", "id", cell.id());
            out.text("memory", cell.memoryKib(), "unit", "KiB");
            cell.pages().forEach(p -> out.text("pages", p.count(), "unit", "KiB", "size", p.sizeKib()));
            if (!cell.distances().isEmpty()) {
                out.start("distances");
                cell.distances().forEach((id, value) -> out.empty("sibling", "id", id, "value", value));
                out.end("distances");
            }
            out.start("cpus", "num", cell.cpus().size());
            for (HostTopology.HostCpu c : cell.cpus()) {
                IdSet siblings = c.siblings();
                out.empty("cpu", "id", c.id(), "socket_id", c.socket(), "die_id", c.die(), "cluster_id", c.cluster(),
                        "core_id", c.core(), "siblings", siblings);
            }
            out.end("cpus").end("cell");
        }
        out.end("cells").end("topology");
    }
}

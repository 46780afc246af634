package io.jvirt.qemu.host;

import io.jvirt.model.IdSet;
import io.jvirt.model.cpu.CpuSignature;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.cpu.HostCpu;
import io.jvirt.qemu.cpu.PowerCpu;
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
     * The host's CPU as documents describe CPUs.
     *
     * @param document model, vendor and the features that the model lacks
     * @param microcode version of the microcode, empty when unknown
     * @param signature the product, empty when unknown
     * @param addressBits width of physical addresses, 0 when unknown
     */
    public record HostCpuFacts(Cpu document, String microcode, Optional<CpuSignature> signature, int addressBits) {
        /** {@return this host's} What its CPU does not tell itself is read from /proc/cpuinfo. */
        static Optional<HostCpuFacts> ofThisHost() {
            List<String> info = SmallFile.lines(Path.of("/proc/cpuinfo"));
            Optional<HostCpu> x86 = HostCpu.ofThisHost();
            if (x86.isPresent()) {
                String microcode = value(info, "microcode").map(v -> Long.decode(v).toString()).orElse("");
                return x86.get().described().map(d -> new HostCpuFacts(d, microcode, x86.get().data().signature(),
                        x86.get().addressBits()));
            }
            Optional<String> model = PowerCpu.ofThisHost();
            Optional<String> features = value(info, "Features").or(() -> value(info, "features"))
                    .or(() -> value(info, "flags"));
            if (model.isEmpty() && features.isEmpty()) {
                return Optional.empty();
            }
            List<Cpu.Feature> listed = features.map(f -> new TreeSet<>(List.of(f.split("\\s+")))).orElseGet(TreeSet::new)
                    .stream().map(f -> new Cpu.Feature(null, f)).toList();
            Cpu document = Records.blank(Cpu.class).withFeature(listed);
            return Optional.of(new HostCpuFacts(model.map(m -> document.withModel(new Cpu.Model(null, null, m))
                    .withVendor("IBM")).orElse(document), "", Optional.empty(), 0));
        }

        private static Optional<String> value(List<String> info, String name) {
            return info.stream().filter(l -> l.matches(name + "\\s*:.*")).findFirst()
                    .map(l -> l.substring(l.indexOf(':') + 1).strip());
        }
    }

    /** {@return this host} Reads a few hundred small files; blocks for milliseconds. */
    public static HostCapabilities ofThisHost(String uuid) {
        Path system = Path.of("/sys/devices/system");
        String arch = System.getProperty("os.arch", "");
        return new HostCapabilities(Optional.of(uuid), arch.equals("amd64") ? "x86_64" : arch,
                HostCpuFacts.ofThisHost(), sleepStates(Path.of("/sys/power")),
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
            Cpu.Model model = c.document().model();
            if (model != null && model.name() != null) {
                out.text("model", model.name());
            }
            String vendor = c.document().vendor();
            if (vendor != null) {
                out.text("vendor", vendor);
            }
            if (!c.microcode().isEmpty()) {
                out.empty("microcode", "version", c.microcode());
            }
            c.signature().ifPresent(g -> out.empty("signature", "family", g.family(), "model", g.model(), "stepping",
                    g.stepping()));
            counts(out);
            if (c.addressBits() > 0) {
                out.empty("maxphysaddr", "mode", "emulate", "bits", c.addressBits());
            }
            c.document().feature().forEach(f -> out.empty("feature", "name", f.name()));
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

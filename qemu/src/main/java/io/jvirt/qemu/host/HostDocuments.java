package io.jvirt.qemu.host;

import io.jvirt.api.GuestKind;
import io.jvirt.qemu.capabilities.Accelerator;
import io.jvirt.qemu.capabilities.AcceleratorFacts;
import io.jvirt.qemu.capabilities.MachineType;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuCapabilitiesCache;
import io.jvirt.qemu.complete.FirmwareCatalog;
import io.jvirt.qemu.complete.FirmwareDescriptor;
import io.jvirt.qemu.cpu.HostCpu;
import io.jvirt.qemu.cpu.PowerCpu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The documents of {@code virsh capabilities} and {@code virsh domcapabilities} for this host and its QEMU binaries
 * (virConnectGetCapabilities, virConnectGetDomainCapabilities). Binaries are asked when a document needs them; several
 * at the same time. Thread-safe.
 */
public final class HostDocuments {
    private static final Set<String> WIDE = Set.of("x86_64", "aarch64", "ppc64", "ppc64le", "s390x", "riscv64",
            "loongarch64", "sparc64", "mips64", "mips64el", "alpha");

    private final QemuCapabilitiesCache cache;
    private final FirmwareCatalog firmware;
    private final ProbedKinds kinds;

    /**
     * @param cache what the binaries can do
     * @param firmware the images of this host
     */
    public HostDocuments(QemuCapabilitiesCache cache, FirmwareCatalog firmware) {
        this.cache = cache;
        this.firmware = firmware;
        kinds = new ProbedKinds(cache);
    }

    /** {@return the host and every kind of guest that its binaries can run} Blocks while binaries are asked. */
    public String capabilities() {
        Markup out = new Markup().start("capabilities");
        HostCapabilities.ofThisHost(hostUuid()).write(out);
        cache.ofAll(binaries()).forEach((binary, caps) -> guest(out, binary, caps));
        return out.end("capabilities").toString();
    }

    /**
     * {@return what a guest of one kind can have}
     *
     * @throws io.jvirt.api.JvirtException see {@link ProbedKinds#of}
     */
    public String domainCapabilities(GuestKind kind) {
        ProbedKinds.Kind probed = kinds.of(kind);
        return new DomainCapabilities(probed.capabilities(), probed.accelerator(), probed.binary().toString(),
                kind.machine(), facts(probed.capabilities().arch(), probed.machine())).document();
    }

    private DomainCapabilities.HostFacts facts(String arch, String machine) {
        Set<String> loaders = new LinkedHashSet<>();
        Set<String> kinds = new TreeSet<>();
        for (FirmwareDescriptor image : firmware.forMachine(arch, machine)) {
            if (Files.isReadable(Path.of(image.executable()))) {
                loaders.add(image.executable());
            }
            image.interfaces().forEach(i -> kinds.add(i.equals("uefi") ? "efi" : i));
        }
        kinds.retainAll(Set.of("bios", "efi"));
        boolean vfio = Files.isReadable(Path.of("/dev/vfio/vfio"));
        return new DomainCapabilities.HostFacts(List.copyOf(loaders), List.copyOf(kinds), tpmVersions(), vfio,
                HostCpu.ofThisHost().map(c -> OptionalInt.of(c.addressBits())).orElse(OptionalInt.empty()),
                PowerCpu.ofThisHost());
    }

    /** {@return the versions that the TPM emulator can do, none where there is no emulator} Both since its first release. */
    public static List<String> tpmVersions() {
        return Files.isExecutable(ProbedKinds.BINARIES.resolve("swtpm")) ? List.of("1.2", "2.0") : List.of();
    }

    private static List<Path> binaries() {
        List<Path> binaries = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(ProbedKinds.BINARIES, ProbedKinds.PREFIX + "*")) {
            for (Path binary : found) {
                // A name with a dash is a variant of another binary, such as qemu-system-x86_64-microvm.
                boolean variant = String.valueOf(binary.getFileName()).indexOf('-', ProbedKinds.PREFIX.length()) >= 0;
                if (!variant && Files.isExecutable(binary)) {
                    binaries.add(binary);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        binaries.sort(null);
        return binaries;
    }

    private static void guest(Markup out, Path binary, QemuCapabilities caps) {
        String arch = ProbedKinds.documentArch(caps.arch());
        AcceleratorFacts facts = caps.under(caps.bestAccelerator());
        out.start("guest").text("os_type", "hvm").start("arch", "name", arch);
        out.text("wordsize", WIDE.contains(arch) ? 64 : 32).text("emulator", binary);
        facts.machines().forEach(m -> {
            out.text("machine", m.name(), attributes(m, null));
            if (m.alias() != null) {
                out.text("machine", m.alias(), attributes(m, m.name()));
            }
        });
        out.empty("domain", "type", "qemu");
        if (caps.supports(Accelerator.KVM)) {
            out.empty("domain", "type", "kvm");
        }
        out.end("arch").start("features");
        if (arch.equals("i686")) {
            out.empty("pae").empty("nonpae");
        }
        if (arch.equals("i686") || arch.equals("x86_64")) {
            out.empty("acpi", "default", "on", "toggle", "yes").empty("apic", "default", "on", "toggle", "no");
        }
        out.empty("cpuselection").empty("deviceboot").empty("disksnapshot", "default", "on", "toggle", "no")
                .empty("externalSnapshot");
        out.end("features").end("guest");
    }

    private static Object[] attributes(MachineType m, @Nullable String canonical) {
        List<Object> attributes = new ArrayList<>();
        if (canonical != null) {
            attributes.addAll(List.of("canonical", canonical));
        }
        if (m.maxCpus() > 0) {
            attributes.addAll(List.of("maxCpus", m.maxCpus()));
        }
        if (m.deprecated()) {
            attributes.addAll(List.of("deprecated", "yes"));
        }
        return attributes.toArray();
    }

    /** The firmware's identity where it can be read, else the installation's. */
    private static String hostUuid() {
        Optional<String> firmware = SmallFile.text(Path.of("/sys/class/dmi/id/product_uuid"));
        String id = firmware.or(() -> SmallFile.text(Path.of("/etc/machine-id"))).orElse("").replace("-", "");
        try {
            return new UUID(Long.parseUnsignedLong(id.substring(0, 16), 16),
                    Long.parseUnsignedLong(id.substring(16), 16)).toString();
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            return new UUID(0, 0).toString();
        }
    }
}

package io.jvirt.qemu.host;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.qemu.capabilities.Accelerator;
import io.jvirt.qemu.capabilities.AcceleratorFacts;
import io.jvirt.qemu.capabilities.MachineType;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuCapabilitiesCache;
import io.jvirt.qemu.capabilities.QmpProbeException;
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
    private static final Path BINARIES = Path.of("/usr/bin");
    private static final String PREFIX = "qemu-system-";
    private static final Set<String> WIDE = Set.of("x86_64", "aarch64", "ppc64", "ppc64le", "s390x", "riscv64",
            "loongarch64", "sparc64", "mips64", "mips64el", "alpha");

    private final QemuCapabilitiesCache cache;
    private final FirmwareCatalog firmware;

    /**
     * @param cache what the binaries can do
     * @param firmware the images of this host
     */
    public HostDocuments(QemuCapabilitiesCache cache, FirmwareCatalog firmware) {
        this.cache = cache;
        this.firmware = firmware;
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
     * @param emulator path of the binary, null for the usual one of the architecture
     * @param arch architecture, null for the binary's or the host's
     * @param machine machine or alias, null for the binary's default
     * @param virtType {@code kvm} or {@code qemu}, null for the fastest that works
     * @throws JvirtException INVALID_ARG when these contradict each other or there is no such binary or machine
     */
    public String domainCapabilities(@Nullable String emulator, @Nullable String arch, @Nullable String machine,
            @Nullable String virtType) {
        String wanted = arch == null ? hostArch() : arch;
        Path binary = emulator == null ? BINARIES.resolve(PREFIX + (wanted.equals("i686") ? "i386" : wanted))
                : Path.of(emulator);
        QemuCapabilities caps;
        try {
            caps = cache.of(binary);
        } catch (QmpProbeException e) {
            throw new JvirtException(ErrorCode.INVALID_ARG, ErrorDomain.QEMU, "no emulator '" + binary
                    + "' that answers: " + e.getMessage(), e);
        }
        if (arch != null && !arch.equals(documentArch(caps.arch()))) {
            throw new JvirtException(ErrorCode.INVALID_ARG, ErrorDomain.QEMU, "architecture from emulator '"
                    + documentArch(caps.arch()) + "' doesn't match given architecture '" + arch + "'");
        }
        Accelerator accelerator = accelerator(caps, virtType);
        String canonical = caps.under(accelerator).machine(machine == null ? "" : machine).map(MachineType::name)
                .orElse(machine);
        try {
            return new DomainCapabilities(caps, accelerator, binary.toString(), machine,
                    facts(caps.arch(), canonical == null ? defaultMachine(caps, accelerator) : canonical)).document();
        } catch (IllegalArgumentException e) {
            throw new JvirtException(ErrorCode.INVALID_ARG, ErrorDomain.QEMU, String.valueOf(e.getMessage()), e);
        }
    }

    private static Accelerator accelerator(QemuCapabilities caps, @Nullable String virtType) {
        if (virtType == null) {
            return caps.bestAccelerator();
        }
        Accelerator wanted = switch (virtType) {
            case "kvm" -> Accelerator.KVM;
            case "hvf" -> Accelerator.HVF;
            case "qemu" -> Accelerator.TCG;
            default -> throw new JvirtException(ErrorCode.INVALID_ARG, ErrorDomain.QEMU,
                    "unknown virttype: " + virtType);
        };
        if (!caps.supports(wanted)) {
            throw new JvirtException(ErrorCode.INVALID_ARG, ErrorDomain.QEMU, "virttype '" + virtType
                    + "' cannot be used on this host" + caps.kvmUnusable().map(r -> ": " + r).orElse(""));
        }
        return wanted;
    }

    private static String defaultMachine(QemuCapabilities caps, Accelerator accelerator) {
        return caps.under(accelerator).machines().stream().filter(MachineType::isDefault).map(MachineType::name)
                .findFirst().orElse("");
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
        return Files.isExecutable(BINARIES.resolve("swtpm")) ? List.of("1.2", "2.0") : List.of();
    }

    private static List<Path> binaries() {
        List<Path> binaries = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(BINARIES, PREFIX + "*")) {
            for (Path binary : found) {
                // A name with a dash is a variant of another binary, such as qemu-system-x86_64-microvm.
                boolean variant = String.valueOf(binary.getFileName()).indexOf('-', PREFIX.length()) >= 0;
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
        String arch = documentArch(caps.arch());
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

    private static String documentArch(String qemuArch) {
        return Map.of("i386", "i686", "arm", "armv7l").getOrDefault(qemuArch, qemuArch);
    }

    private static String hostArch() {
        String arch = System.getProperty("os.arch", "");
        return arch.equals("amd64") ? "x86_64" : arch;
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

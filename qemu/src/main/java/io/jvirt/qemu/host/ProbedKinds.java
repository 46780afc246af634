package io.jvirt.qemu.host;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.GuestKind;
import io.jvirt.api.JvirtException;
import io.jvirt.qemu.capabilities.Accelerator;
import io.jvirt.qemu.capabilities.AcceleratorFacts;
import io.jvirt.qemu.capabilities.MachineType;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuCapabilitiesCache;
import io.jvirt.qemu.capabilities.QmpProbeException;
import io.jvirt.qemu.cpu.CpuModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the binary, accelerator and machine that a kind of guest would get. Thread-safe. */
public final class ProbedKinds {
    static final Path BINARIES = Path.of("/usr/bin");
    static final String PREFIX = "qemu-system-";

    private final QemuCapabilitiesCache cache;

    /** Asks binaries through the cache. */
    public ProbedKinds(QemuCapabilitiesCache cache) {
        this.cache = cache;
    }

    /**
     * A kind with nothing left open.
     *
     * @param binary the emulator
     * @param capabilities what it can do
     * @param accelerator how it will run guests
     * @param machine canonical name of the machine, empty where the binary has no default and none was named
     */
    public record Kind(Path binary, QemuCapabilities capabilities, Accelerator accelerator, String machine) { }

    /**
     * {@return what a kind stands for} Blocks while the binary is asked.
     *
     * @throws JvirtException INVALID_ARG when its parts contradict each other or there is no such machine;
     *         CONFIG_UNSUPPORTED when no binary serves the architecture
     */
    public Kind of(GuestKind kind) {
        String arch = kind.arch();
        if (arch != null && !CpuModels.isArchitecture(arch)) {
            throw argument("unknown architecture: " + arch);
        }
        Optional<Accelerator> wanted = accelerator(kind.virtType());
        String served = arch == null ? hostArch() : arch;
        String emulator = kind.emulator();
        Path binary = emulator == null ? BINARIES.resolve(PREFIX + (served.equals("i686") ? "i386" : served))
                : Path.of(emulator);
        if (emulator == null && !Files.isExecutable(binary)) {
            throw new JvirtException(ErrorCode.CONFIG_UNSUPPORTED, ErrorDomain.QEMU,
                    "unable to find any emulator to serve '" + served + "' architecture");
        }
        QemuCapabilities caps = ask(binary);
        if (arch != null && !arch.equals(documentArch(caps.arch()))) {
            throw argument("architecture from emulator '" + documentArch(caps.arch())
                    + "' doesn't match given architecture '" + arch + "'");
        }
        Accelerator accelerator = wanted.orElseGet(caps::bestAccelerator);
        if (!caps.supports(accelerator)) {
            throw argument("the accel '" + accelerator.qemuName() + "' is not supported by '" + binary
                    + "' on this host" + caps.kvmUnusable().map(r -> ": " + r).orElse(""));
        }
        return new Kind(binary, caps, accelerator, machine(caps.under(accelerator), kind.machine(), binary));
    }

    private QemuCapabilities ask(Path binary) {
        try {
            return cache.of(binary);
        } catch (QmpProbeException e) {
            throw new JvirtException(ErrorCode.INVALID_ARG, ErrorDomain.QEMU, "no emulator '" + binary
                    + "' that answers: " + e.getMessage(), e);
        }
    }

    private static Optional<Accelerator> accelerator(@Nullable String virtType) {
        if (virtType == null) {
            return Optional.empty();
        }
        return Optional.of(switch (virtType) {
            case "kvm" -> Accelerator.KVM;
            case "hvf" -> Accelerator.HVF;
            case "qemu" -> Accelerator.TCG;
            default -> throw argument("unknown virttype: " + virtType);
        });
    }

    private static String machine(AcceleratorFacts facts, @Nullable String machine, Path binary) {
        if (machine != null) {
            return facts.machine(machine).map(MachineType::name).orElseThrow(() ->
                    argument("the machine '" + machine + "' is not supported by emulator '" + binary + "'"));
        }
        return facts.machines().stream().filter(MachineType::isDefault).map(MachineType::name).findFirst().orElse("");
    }

    private static JvirtException argument(String message) {
        return JvirtException.invalidArgument(ErrorDomain.QEMU, message);
    }

    /** {@return an architecture in documents' spelling} */
    static String documentArch(String qemuArch) {
        return Map.of("i386", "i686", "arm", "armv7l").getOrDefault(qemuArch, qemuArch);
    }

    /** {@return the host's architecture in documents' spelling} */
    public static String hostArch() {
        String arch = System.getProperty("os.arch", "");
        return arch.equals("amd64") ? "x86_64" : arch;
    }
}

package io.jvirt.qemu.cpu;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.cpu.X86CpuMap;
import io.jvirt.model.cpu.X86Model;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The CPU models that documents can name, by architecture. */
public final class CpuModels {
    private static final Set<String> X86 = Set.of("x86_64", "i686");
    private static final Set<String> POWER = Set.of("ppc64", "ppc64le");
    /** Their models are QEMU's own; any name is tried. */
    private static final Set<String> OPEN = Set.of("aarch64", "armv6l", "armv7b", "armv7l", "loongarch64", "riscv64",
            "s390", "s390x");
    /** What libvirt knows beside those above, and has no models for. */
    private static final Set<String> OTHER = Set.of("alpha", "cris", "itanium", "lm32", "m68k", "microblaze",
            "microblazeel", "mips", "mipsel", "mips64", "mips64el", "or32", "parisc", "parisc64", "ppc", "ppcemb",
            "riscv32", "sh4", "sh4eb", "sparc", "sparc64", "unicore32", "xtensa", "xtensaeb");

    private CpuModels() { }

    /**
     * {@return the names for an architecture, older models first; empty when any is accepted}
     *
     * @throws JvirtException INVALID_ARG for an architecture that does not exist, NO_SUPPORT for one without models
     */
    public static Optional<List<String>> names(String arch) {
        if (X86.contains(arch)) {
            return Optional.of(X86CpuMap.get().models().stream().map(X86Model::name).toList());
        }
        if (POWER.contains(arch)) {
            return Optional.of(PowerCpu.MODELS);
        }
        if (OPEN.contains(arch)) {
            return Optional.empty();
        }
        if (OTHER.contains(arch)) {
            throw JvirtException.noSupport("'" + arch + "' architecture is not supported by CPU driver");
        }
        throw JvirtException.invalidArgument(ErrorDomain.CPU, "cannot find architecture " + arch);
    }

    /** {@return whether it is an architecture of documents} */
    public static boolean isArchitecture(String name) {
        return X86.contains(name) || POWER.contains(name) || OPEN.contains(name) || OTHER.contains(name);
    }

    /** {@return who makes CPUs of that model, {@code unknown} when nobody in particular} */
    public static String vendor(String arch, String model) {
        Optional<String> vendor = switch (arch) {
            case "x86_64", "i686" -> X86CpuMap.get().model(model).flatMap(X86Model::vendor);
            case "s390x" -> model.startsWith("z") || model.startsWith("gen") ? Optional.of("IBM") : Optional.empty();
            case "ppc64", "ppc64le" -> model.startsWith("POWER") ? Optional.of("IBM") : Optional.empty();
            default -> Optional.empty();
        };
        return vendor.orElse("unknown");
    }
}

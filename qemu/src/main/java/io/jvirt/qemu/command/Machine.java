package io.jvirt.qemu.command;

import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Os;
import org.jspecify.annotations.Nullable;

/**
 * The board of a guest, and what boards of the kind have.
 *
 * @param arch the CPU's architecture
 * @param name the machine type
 */
record Machine(String arch, String name) {
    static Machine of(DomainDescription domain) {
        Os.@Nullable OsType type = domain.os().type();
        return new Machine(type == null || type.arch() == null ? "" : type.arch(),
                type == null || type.machine() == null ? "" : type.machine());
    }

    boolean isX86() {
        return arch.equals("x86_64") || arch.equals("i686");
    }

    boolean isS390() {
        return arch.startsWith("s390");
    }

    boolean isPpc64() {
        return arch.startsWith("ppc64");
    }

    boolean isArm() {
        return arch.equals("aarch64") || arch.startsWith("arm");
    }

    boolean isRiscv() {
        return arch.startsWith("riscv");
    }

    boolean isLoongArch() {
        return arch.equals("loongarch64");
    }

    boolean isQ35() {
        return isX86() && (name.equals("q35") || name.startsWith("pc-q35"));
    }

    boolean isI440fx() {
        return isX86() && (name.equals("pc") || name.startsWith("pc-0.") || name.startsWith("pc-1.")
                || name.startsWith("pc-i440") || name.startsWith("rhel"));
    }

    boolean isPseries() {
        return isPpc64() && (name.equals("pseries") || name.startsWith("pseries-"));
    }

    /** {@return whether this is QEMU's generic board of ARM, RISC-V or LoongArch} */
    boolean isVirtBoard() {
        return (isArm() || isRiscv() || isLoongArch()) && (name.equals("virt") || name.startsWith("virt-"));
    }

    /** {@return whether the board's first PCI bus has a number in its name} Boards with one bus for ever call it pci. */
    boolean numbersPciBuses() {
        boolean power = arch.startsWith("ppc") && !name.equals("prep");
        return isX86() || isS390() || isVirtBoard() || power;
    }

    /** {@return whether the machine comes with a first IDE controller} */
    boolean hasBuiltinIde() {
        return isI440fx() || name.equals("malta") || name.equals("sun4u") || name.equals("g3beige")
                || name.equals("mac99");
    }

    /** {@return whether the machine comes with a first SCSI controller of NCR's kind} */
    boolean hasBuiltinEsp() {
        return switch (name) {
            case "SS-4", "SS-5", "SS-10", "SS-20", "SS-600MP", "SPARCClassic", "LX", "SPARCbook", "Voyager", "magnum",
                    "pica61", "q800" -> true;
            default -> false;
        };
    }
}

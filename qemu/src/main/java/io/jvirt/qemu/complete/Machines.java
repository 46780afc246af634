package io.jvirt.qemu.complete;

/** What kind of machine a guest has, from architecture and machine name. */
record Machines(String arch, String machine) {
    boolean isX86() {
        return arch.equals("x86_64") || arch.equals("i686");
    }

    boolean isArm() {
        return arch.startsWith("armv") || arch.startsWith("aarch64");
    }

    boolean isPpc64() {
        return arch.equals("ppc64") || arch.equals("ppc64le");
    }

    boolean isRiscv() {
        return arch.equals("riscv64") || arch.equals("riscv32");
    }

    boolean isS390() {
        return arch.equals("s390x") || arch.equals("s390");
    }

    boolean isLoongArch() {
        return arch.equals("loongarch64");
    }

    boolean isQ35() {
        return isX86() && (machine.equals("q35") || machine.startsWith("pc-q35-"));
    }

    boolean isI440fx() {
        return isX86() && (machine.equals("pc") || machine.equals("xenfv") || machine.startsWith("xenfv-")
                || machine.startsWith("pc-0.") || machine.startsWith("pc-1.") || machine.startsWith("pc-i440"));
    }

    boolean isIsaPc() {
        return machine.equals("isapc");
    }

    boolean isMicrovm() {
        return isX86() && machine.equals("microvm");
    }

    boolean isArmVirt() {
        return isArm() && isVirtName();
    }

    boolean isRiscvVirt() {
        return isRiscv() && isVirtName();
    }

    boolean isLoongArchVirt() {
        return isLoongArch() && isVirtName();
    }

    /** {@return whether the machine is the made-up board "virt" of its architecture} */
    boolean isVirt() {
        return isArmVirt() || isRiscvVirt() || isLoongArchVirt();
    }

    boolean isPseries() {
        return isPpc64() && (machine.equals("pseries") || machine.startsWith("pseries-"));
    }

    boolean isCcw() {
        return machine.equals("s390-ccw-virtio") || machine.startsWith("s390-ccw");
    }

    boolean isVexpress() {
        return isArm() && machine.startsWith("vexpress-");
    }

    /** {@return whether the machine has an IDE controller of its own} */
    boolean hasBuiltinIde() {
        return isI440fx() || isIsaPc() || machine.equals("malta") || machine.equals("sun4u")
                || machine.equals("g3beige") || machine.equals("mac99");
    }

    private boolean isVirtName() {
        return machine.equals("virt") || machine.startsWith("virt-");
    }
}

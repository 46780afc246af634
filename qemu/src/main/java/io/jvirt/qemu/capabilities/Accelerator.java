package io.jvirt.qemu.capabilities;

/** How QEMU runs guest instructions; {@link #TCG} is pure emulation and always there. */
public enum Accelerator {
    /** The Linux kernel's hypervisor (domain type {@code kvm}). */
    KVM("kvm"),
    /** Apple's Hypervisor.framework (domain type {@code hvf}). */
    HVF("hvf"),
    /** QEMU's own translator (domain type {@code qemu}). */
    TCG("tcg");

    private final String qemuName;

    Accelerator(String qemuName) {
        this.qemuName = qemuName;
    }

    /** {@return the value of QEMU's {@code -accel} option} */
    public String qemuName() {
        return qemuName;
    }
}

package io.jvirt.qemu.capabilities;

/**
 * An ARM interrupt controller QEMU can give a guest, from {@code query-gic-capabilities}.
 *
 * @param version 2 or 3
 * @param kernel whether the kernel implements it
 * @param emulated whether QEMU implements it
 */
public record GicCapability(int version, boolean kernel, boolean emulated) { }

package io.jvirt.qemu.qmp;

/**
 * How QEMU introduced itself.
 *
 * @param major version, as in 7.2.22
 * @param minor version
 * @param micro version
 * @param packageName what the packager added, may be empty
 */
public record QmpGreeting(int major, int minor, int micro, String packageName) {
    /** {@return the version as libvirt numbers it: major * 1000000 + minor * 1000 + micro} */
    public long number() {
        return major * 1_000_000L + minor * 1_000L + micro;
    }
}

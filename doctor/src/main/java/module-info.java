/** jvirt doctor: what this host can do, and what to do about what it cannot. */
@org.jspecify.annotations.NullMarked
module io.jvirt.doctor {
    requires static org.jspecify;
    requires io.jvirt.host;
    requires io.jvirt.qemu;
    requires tools.jackson.core;
}

/** The QEMU/KVM driver. */
@org.jspecify.annotations.NullMarked
module io.jvirt.qemu {
    requires static org.jspecify;
    requires transitive io.jvirt.api;
    requires io.jvirt.host;
    requires io.jvirt.service;
    requires java.xml;
    requires tools.jackson.databind;

    exports io.jvirt.qemu.capabilities to
            io.jvirt.doctor;

    provides io.jvirt.api.spi.Driver with
            io.jvirt.qemu.QemuDriver;
}

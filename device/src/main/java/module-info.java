/** The host's devices and network interfaces, as sysfs and the kernel tell of them. */
@org.jspecify.annotations.NullMarked
module io.jvirt.device {
    requires static org.jspecify;
    requires transitive io.jvirt.service;

    provides io.jvirt.api.spi.HostService with
            io.jvirt.device.node.NodeDeviceService,
            io.jvirt.device.link.HostInterfaceService;
}

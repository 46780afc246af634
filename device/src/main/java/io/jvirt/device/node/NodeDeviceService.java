package io.jvirt.device.node;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.device.NodeDevices;
import io.jvirt.api.spi.HostService;
import io.jvirt.api.spi.Place;
import io.jvirt.device.sysfs.Sysfs;
import io.jvirt.service.InstanceLock;
import io.jvirt.service.SharedInstances;
import java.nio.file.Path;

/** Node devices as a service of the host. */
public final class NodeDeviceService implements HostService<NodeDevices> {
    private static final SharedInstances<Place, HostDevices> OPEN = new SharedInstances<>();

    private final Path sysfs;
    private final Path udev;

    /** Used by the service loader. */
    public NodeDeviceService() {
        this(Path.of("/sys"), Path.of("/run/udev/data"));
    }

    NodeDeviceService(Path sysfs, Path udev) {
        this.sysfs = sysfs;
        this.udev = udev;
    }

    @Override
    public Class<NodeDevices> type() {
        return NodeDevices.class;
    }

    @Override
    public NodeDevices open(Place place, boolean readOnly) {
        Place ours = place.part("nodedev");
        DeviceTree.Reader reader = new DeviceTree.Reader(new Sysfs(sysfs), udev);
        return OPEN.join(ours, where -> InstanceLock.tryLock(where.run())
                        .map(lock -> new HostDevices(reader, new DeviceDefinitions(where.config()), lock)))
                .map(hold -> new ConnectionDevices(hold, readOnly))
                .orElseThrow(() -> new JvirtException(ErrorCode.OPERATION_FAILED, ErrorDomain.NODEDEV,
                        "the definitions of devices in " + ours.config() + " are in the care of " + InstanceLock.owner(ours.run())
                                + "; connect to its daemon"));
    }

    @Override
    public void autostart(NodeDevices service) {
        ((ConnectionDevices) service).devices().autostart();
    }
}

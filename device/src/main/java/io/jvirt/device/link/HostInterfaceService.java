package io.jvirt.device.link;

import io.jvirt.api.device.HostInterfaces;
import io.jvirt.api.spi.HostService;
import io.jvirt.api.spi.Place;
import io.jvirt.device.sysfs.Sysfs;
import java.nio.file.Path;

/**
 * Network interfaces as a service of the host. Where the host's tool is ifupdown they can be configured; elsewhere a change
 * fails with NO_SUPPORT and its name.
 */
public final class HostInterfaceService implements HostService<HostInterfaces> {
    private final Path sysfs;
    private final Path vlans;
    private final Path configuration;

    /** Used by the service loader. */
    public HostInterfaceService() {
        this(Path.of("/sys"), Path.of("/proc/net/vlan/config"), Path.of("/etc/network/interfaces.d"));
    }

    HostInterfaceService(Path sysfs, Path vlans, Path configuration) {
        this.sysfs = sysfs;
        this.vlans = vlans;
        this.configuration = configuration;
    }

    @Override
    public Class<HostInterfaces> type() {
        return HostInterfaces.class;
    }

    @Override
    public HostInterfaces open(Place place, boolean readOnly) {
        return new ConnectionInterfaces(new LinkReader(new Sysfs(sysfs), vlans),
                new Ifupdown(configuration, place.part("interfaces").state()), readOnly);
    }
}

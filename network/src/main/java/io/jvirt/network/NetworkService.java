package io.jvirt.network;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.network.Networks;
import io.jvirt.api.spi.HostService;
import io.jvirt.api.spi.Place;
import io.jvirt.service.InstanceLock;

/** The networks of this host, for drivers and connections of this process. */
public final class NetworkService implements HostService<Networks> {
    /** For the ServiceLoader. */
    public NetworkService() {}

    @Override
    public Class<Networks> type() {
        return Networks.class;
    }

    @Override
    public Networks open(Place place, boolean readOnly) {
        var hold = NetworkInstance.open(place).orElseThrow(() -> new JvirtException(
                ErrorCode.OPERATION_FAILED, ErrorDomain.NETWORK, "the networks of '" + place.config() + "' are in the care of "
                        + InstanceLock.owner(place.part("network").run()) + "; connect to its daemon"));
        return new LocalNetworks(hold, readOnly);
    }

    @Override
    public void autostart(Networks service) {
        if (service instanceof LocalNetworks local) {
            local.instance().autostart();
        }
    }
}

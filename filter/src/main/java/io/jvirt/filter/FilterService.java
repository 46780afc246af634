package io.jvirt.filter;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.network.NetworkFilters;
import io.jvirt.api.spi.HostService;
import io.jvirt.api.spi.Place;
import io.jvirt.filter.nft.NftTable;
import io.jvirt.host.net.Links;
import io.jvirt.service.InstanceLock;
import io.jvirt.service.SharedInstances;
import java.util.Optional;

/** Network filters as a service of the host. */
public final class FilterService implements HostService<NetworkFilters> {
    private static final SharedInstances<Place, FilterStore> OPEN = new SharedInstances<>();

    /** Used by the service loader. */
    public FilterService() {
        // Everything is opened by place.
    }

    @Override
    public Class<NetworkFilters> type() {
        return NetworkFilters.class;
    }

    @Override
    public NetworkFilters open(Place place, boolean readOnly) {
        Place ours = place.part("nwfilter");
        return OPEN.join(ours, FilterService::tryOpen)
                .map(hold -> new ConnectionFilters(hold, readOnly))
                .orElseThrow(() -> new JvirtException(
                        ErrorCode.OPERATION_FAILED,
                        ErrorDomain.NWFILTER,
                        "the filters in " + ours.config() + " are in the care of " + InstanceLock.owner(ours.run())
                                + "; connect to its daemon"));
    }

    private static Optional<FilterStore> tryOpen(Place place) {
        return InstanceLock.tryLock(place.run())
                .map(lock -> new FilterStore(place.config(), place.run().resolve("bindings"), lock, new NftTable(), Links::exists));
    }
}

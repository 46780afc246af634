package io.jvirt.qemu.life;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.network.NetworkFilters;
import io.jvirt.api.spi.HostServices;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.filter.FilterBindingDescription;
import io.jvirt.model.filter.FilterReference;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import org.jspecify.annotations.Nullable;

/**
 * Puts the filters that guests' documents name in force on their cards, before the first packet, and takes them away with
 * the card. A binding outlives the daemon as its guest does.
 */
final class CardFilters {
    private final HostServices services;

    CardFilters(HostServices services) {
        this.services = services;
    }

    private NetworkFilters filters() {
        return services.get(NetworkFilters.class, NetworkFilters.NONE);
    }

    /**
     * Puts the filter of a card that is plugged in force.
     *
     * @throws JvirtException when there is no such filter, a variable of it has no value, or the card has nothing on the host
     *     that could be filtered: a guest that shall be filtered does not run without
     */
    void bind(Guest guest, NetworkInterface card) {
        NetworkInterface.FilterRef wanted = card.filterref();
        if (wanted == null) {
            return;
        }
        String device = device(card);
        NetworkInterface.Mac mac = card.mac();
        if (device == null || mac == null) {
            throw Errors.unsupported("filter '" + wanted.filter() + "' cannot be in force on a network card of '" + guest.name()
                    + "': the card has no device on the host; only those plugged into a bridge of the system instance have");
        }
        FilterBindingDescription binding = new FilterBindingDescription(
                new FilterBindingDescription.Owner(guest.name(), guest.uuid()),
                device,
                null,
                mac.address(),
                new FilterReference(
                        wanted.filter(),
                        wanted.parameter().stream()
                                .map(given -> new FilterReference.Parameter(given.name(), given.value()))
                                .toList()));
        filters().createBinding(Xml.format(FilterBindingDescription.class, binding, FormatOptions.LIVE));
    }

    /** Takes the filter of a card away, if one is in force. */
    void unbind(NetworkInterface card) {
        String device = device(card);
        if (card.filterref() == null || device == null) {
            return;
        }
        try {
            filters().binding(device).delete();
        } catch (JvirtException e) {
            if (e.code() != ErrorCode.NO_NWFILTER_BINDING) {
                throw e;
            }
        }
    }

    private static @Nullable String device(NetworkInterface card) {
        NetworkInterface.Target target = card.target();
        return target == null ? null : target.dev();
    }
}

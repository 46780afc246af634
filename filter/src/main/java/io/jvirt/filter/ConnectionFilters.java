package io.jvirt.filter;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.network.FilterBinding;
import io.jvirt.api.network.FilterFlags;
import io.jvirt.api.network.NetworkFilter;
import io.jvirt.api.network.NetworkFilters;
import io.jvirt.model.filter.FilterBindingDescription;
import io.jvirt.model.filter.FilterDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.service.ServiceErrors;
import io.jvirt.service.SharedInstances;
import java.util.List;
import java.util.UUID;

/** The filters as one connection sees them. */
final class ConnectionFilters implements NetworkFilters {
    private final SharedInstances.Hold<FilterStore> hold;
    private final FilterStore store;
    private final boolean readOnly;

    ConnectionFilters(SharedInstances.Hold<FilterStore> hold, boolean readOnly) {
        this.hold = hold;
        this.store = hold.value();
        this.readOnly = readOnly;
    }

    private void requireWrite(String function) {
        ServiceErrors.requireWrite(readOnly, ErrorDomain.NWFILTER, function);
    }

    private static <T> T read(Class<T> type, String xml, String label, FilterFlags.Define... flags) {
        var options = ParseOptions.DEFINITION.withLabel(label).withStrict(Flag.has(flags, FilterFlags.Define.VALIDATE));
        return ServiceErrors.reading(ErrorDomain.NWFILTER, () -> Xml.parse(type, xml, options));
    }

    private NetworkFilter handle(FilterDescription filter) {
        UUID uuid = filter.uuid();
        if (uuid == null) {
            throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.NWFILTER, "filter '" + filter.name() + "' has no UUID");
        }
        return new Filter(filter.name(), uuid);
    }

    @Override
    public List<NetworkFilter> list() {
        return store.filters().stream().map(this::handle).toList();
    }

    @Override
    public NetworkFilter filter(String name) {
        return handle(store.filter(name));
    }

    @Override
    public NetworkFilter filter(UUID uuid) {
        return handle(store.filter(uuid));
    }

    @Override
    public NetworkFilter define(String xml, FilterFlags.Define... flags) {
        requireWrite("virNWFilterDefineXML");
        return handle(store.define(read(FilterDescription.class, xml, "(nwfilter_definition)", flags)));
    }

    @Override
    public List<FilterBinding> bindings() {
        return store.bindings().stream().<FilterBinding>map(this::handle).toList();
    }

    private FilterBinding handle(FilterBindingDescription binding) {
        return new Binding(binding.portdev(), binding.filterref().filter());
    }

    @Override
    public FilterBinding binding(String portDevice) {
        return handle(store.binding(portDevice));
    }

    @Override
    public FilterBinding createBinding(String xml, FilterFlags.Define... flags) {
        requireWrite("virNWFilterBindingCreateXML");
        return handle(store.bind(read(FilterBindingDescription.class, xml, "(nwfilterbinding_definition)", flags)));
    }

    @Override
    public void close() {
        hold.close();
    }

    private final class Filter implements NetworkFilter {
        private final String name;
        private final UUID uuid;

        Filter(String name, UUID uuid) {
            this.name = name;
            this.uuid = uuid;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public UUID uuid() {
            return uuid;
        }

        @Override
        public String xml() {
            return Xml.format(FilterDescription.class, store.filter(name), FormatOptions.LIVE);
        }

        @Override
        public void undefine() {
            requireWrite("virNWFilterUndefine");
            store.undefine(name);
        }
    }

    private final class Binding implements FilterBinding {
        private final String portDevice;
        private final String filterName;

        Binding(String portDevice, String filterName) {
            this.portDevice = portDevice;
            this.filterName = filterName;
        }

        @Override
        public String portDevice() {
            return portDevice;
        }

        @Override
        public String filterName() {
            return filterName;
        }

        @Override
        public String xml() {
            return Xml.format(FilterBindingDescription.class, store.binding(portDevice), FormatOptions.LIVE);
        }

        @Override
        public void delete() {
            requireWrite("virNWFilterBindingDelete");
            store.unbind(portDevice);
        }
    }
}

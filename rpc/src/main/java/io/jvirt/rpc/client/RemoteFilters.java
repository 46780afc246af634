package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.FilterProcedures.*;

import io.jvirt.api.Flag;
import io.jvirt.api.network.FilterBinding;
import io.jvirt.api.network.FilterFlags;
import io.jvirt.api.network.NetworkFilter;
import io.jvirt.api.network.NetworkFilters;
import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.HostMessages;
import java.util.List;
import java.util.UUID;

/** The network filters of a daemon. */
record RemoteFilters(RpcClient client) implements NetworkFilters {
    private static final ConnectMessages.ListAll ALL = new ConnectMessages.ListAll(1, 0);

    private NetworkFilter handle(HostMessages.Filter ref) {
        return new Filter(client, ref);
    }

    private FilterBinding handle(HostMessages.Binding ref) {
        return new Binding(client, ref);
    }

    @Override
    public List<NetworkFilter> list() {
        return client.call(CONNECT_LIST_ALL_NWFILTERS, ALL).filters().stream().map(this::handle).toList();
    }

    @Override
    public NetworkFilter filter(String name) {
        return handle(client.call(NWFILTER_LOOKUP_BY_NAME, name));
    }

    @Override
    public NetworkFilter filter(UUID uuid) {
        return handle(client.call(NWFILTER_LOOKUP_BY_UUID, uuid));
    }

    @Override
    public NetworkFilter define(String xml, FilterFlags.Define... flags) {
        // Daemons of any age know the call without flags.
        return handle(flags.length == 0
                ? client.call(NWFILTER_DEFINE_XML, xml)
                : client.call(NWFILTER_DEFINE_XML_FLAGS, new HostMessages.Document(xml, Flag.bits(flags))));
    }

    @Override
    public List<FilterBinding> bindings() {
        return client.call(CONNECT_LIST_ALL_NWFILTER_BINDINGS, ALL).bindings().stream().map(this::handle).toList();
    }

    @Override
    public FilterBinding binding(String portDevice) {
        return handle(client.call(NWFILTER_BINDING_LOOKUP_BY_PORT_DEV, portDevice));
    }

    @Override
    public FilterBinding createBinding(String xml, FilterFlags.Define... flags) {
        return handle(client.call(NWFILTER_BINDING_CREATE_XML, new HostMessages.Document(xml, Flag.bits(flags))));
    }

    private record Filter(RpcClient client, HostMessages.Filter ref) implements NetworkFilter {
        @Override
        public String name() {
            return ref.name();
        }

        @Override
        public UUID uuid() {
            return ref.uuid();
        }

        @Override
        public String xml() {
            return client.call(NWFILTER_GET_XML_DESC, new HostMessages.FilterFlags(ref, 0));
        }

        @Override
        public void undefine() {
            client.call(NWFILTER_UNDEFINE, ref);
        }
    }

    private record Binding(RpcClient client, HostMessages.Binding ref) implements FilterBinding {
        @Override
        public String portDevice() {
            return ref.portDevice();
        }

        @Override
        public String filterName() {
            return ref.filterName();
        }

        @Override
        public String xml() {
            return client.call(NWFILTER_BINDING_GET_XML_DESC, new HostMessages.BindingFlags(ref, 0));
        }

        @Override
        public void delete() {
            client.call(NWFILTER_BINDING_DELETE, ref);
        }
    }
}

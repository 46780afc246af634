package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.FilterProcedures.*;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.network.FilterBinding;
import io.jvirt.api.network.FilterFlags;
import io.jvirt.api.network.NetworkFilter;
import io.jvirt.api.network.NetworkFilters;
import io.jvirt.rpc.protocol.HostMessages;
import java.util.List;

/** Network filters and their bindings. */
final class FilterHandlers {
    private FilterHandlers() {}

    static void bind(Dispatch on) {
        on.call(CONNECT_NUM_OF_NWFILTERS, (call, _) -> filters(call).list().size());
        on.call(CONNECT_LIST_NWFILTERS, (call, max) ->
                new HostMessages.Names(Convert.atMost(filters(call).list().stream().map(NetworkFilter::name).toList(), max)));
        on.call(CONNECT_LIST_ALL_NWFILTERS, (call, a) -> {
            call.noFlags(a.flags());
            List<NetworkFilter> found = filters(call).list();
            return new HostMessages.Filters(
                    a.needResults() != 0 ? found.stream().map(FilterHandlers::ref).toList() : List.of(), found.size());
        });
        on.call(NWFILTER_LOOKUP_BY_NAME, (call, name) -> ref(filters(call).filter(name)));
        on.call(NWFILTER_LOOKUP_BY_UUID, (call, uuid) -> ref(filters(call).filter(uuid)));
        on.call(NWFILTER_GET_XML_DESC, (call, a) -> {
            call.noFlags(a.flags());
            return filters(call).filter(a.filter().uuid()).xml();
        });
        on.call(NWFILTER_DEFINE_XML, (call, xml) -> ref(filters(call).define(xml)));
        on.call(NWFILTER_DEFINE_XML_FLAGS, (call, a) -> ref(filters(call).define(a.xml(), flags(call, a.flags()))));
        on.run(NWFILTER_UNDEFINE, (call, a) -> filters(call).filter(a.uuid()).undefine());
        on.call(CONNECT_LIST_ALL_NWFILTER_BINDINGS, (call, a) -> {
            call.noFlags(a.flags());
            List<FilterBinding> found = filters(call).bindings();
            return new HostMessages.Bindings(
                    a.needResults() != 0 ? found.stream().map(FilterHandlers::ref).toList() : List.of(), found.size());
        });
        on.call(NWFILTER_BINDING_LOOKUP_BY_PORT_DEV, (call, name) -> ref(filters(call).binding(name)));
        on.call(NWFILTER_BINDING_GET_XML_DESC, (call, a) -> {
            call.noFlags(a.flags());
            return filters(call).binding(a.binding().portDevice()).xml();
        });
        on.call(NWFILTER_BINDING_CREATE_XML, (call, a) -> ref(filters(call).createBinding(a.xml(), flags(call, a.flags()))));
        on.run(NWFILTER_BINDING_DELETE, (call, a) -> filters(call).binding(a.portDevice()).delete());
    }

    private static NetworkFilters filters(Call call) {
        return call.connection().networkFilters();
    }

    private static FilterFlags.Define[] flags(Call call, int bits) {
        return Flag.parse(FilterFlags.Define.class, bits, call.procedure().name(), ErrorDomain.NWFILTER);
    }

    private static HostMessages.Filter ref(NetworkFilter filter) {
        return new HostMessages.Filter(filter.name(), filter.uuid());
    }

    private static HostMessages.Binding ref(FilterBinding binding) {
        return new HostMessages.Binding(binding.portDevice(), binding.filterName());
    }
}

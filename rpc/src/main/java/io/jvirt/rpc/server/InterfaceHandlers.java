package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.HostProcedures.*;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.device.HostInterface;
import io.jvirt.api.device.HostInterfaceFlags;
import io.jvirt.api.device.HostInterfaces;
import io.jvirt.rpc.protocol.HostMessages;
import java.util.List;

/** Network interfaces of the host. */
final class InterfaceHandlers {
    private InterfaceHandlers() {}

    static void bind(Dispatch on) {
        on.call(CONNECT_NUM_OF_INTERFACES, (call, _) -> interfaces(call).list(HostInterfaceFlags.ListAll.ACTIVE).size());
        on.call(CONNECT_NUM_OF_DEFINED_INTERFACES, (call, _) -> interfaces(call).list(HostInterfaceFlags.ListAll.INACTIVE).size());
        on.call(CONNECT_LIST_INTERFACES, (call, max) -> names(interfaces(call).list(HostInterfaceFlags.ListAll.ACTIVE), max));
        on.call(CONNECT_LIST_DEFINED_INTERFACES, (call, max) -> names(interfaces(call).list(HostInterfaceFlags.ListAll.INACTIVE), max));
        on.call(CONNECT_LIST_ALL_INTERFACES, (call, a) -> {
            List<HostInterface> found = interfaces(call).list(flags(call, HostInterfaceFlags.ListAll.class, a.flags()));
            return new HostMessages.Interfaces(
                    a.needResults() != 0 ? found.stream().map(InterfaceHandlers::ref).toList() : List.of(), found.size());
        });
        on.call(INTERFACE_LOOKUP_BY_NAME, (call, name) -> ref(interfaces(call).named(name)));
        on.call(INTERFACE_LOOKUP_BY_MAC_STRING, (call, mac) -> ref(interfaces(call).withMac(mac)));
        on.call(INTERFACE_GET_XML_DESC, (call, a) ->
                object(call, a.object()).xml(flags(call, HostInterfaceFlags.Xml.class, a.flags())));
        on.call(INTERFACE_DEFINE_XML, (call, a) ->
                ref(interfaces(call).define(a.xml(), flags(call, HostInterfaceFlags.Define.class, a.flags()))));
        on.run(INTERFACE_UNDEFINE, (call, a) -> object(call, a).undefine());
        on.run(INTERFACE_CREATE, (call, a) -> {
            call.noFlags(a.flags());
            object(call, a.object()).start();
        });
        on.run(INTERFACE_DESTROY, (call, a) -> {
            call.noFlags(a.flags());
            object(call, a.object()).destroy();
        });
        on.call(INTERFACE_IS_ACTIVE, (call, a) -> Convert.number(object(call, a).active()));
        on.run(INTERFACE_CHANGE_BEGIN, (call, flags) -> {
            call.noFlags(flags);
            interfaces(call).begin();
        });
        on.run(INTERFACE_CHANGE_COMMIT, (call, flags) -> {
            call.noFlags(flags);
            interfaces(call).commit();
        });
        on.run(INTERFACE_CHANGE_ROLLBACK, (call, flags) -> {
            call.noFlags(flags);
            interfaces(call).rollback();
        });
    }

    private static HostMessages.Names names(List<HostInterface> interfaces, int max) {
        return new HostMessages.Names(Convert.atMost(interfaces.stream().map(HostInterface::name).toList(), max));
    }

    private static HostInterfaces interfaces(Call call) {
        return call.connection().hostInterfaces();
    }

    private static HostInterface object(Call call, HostMessages.Interface ref) {
        return interfaces(call).named(ref.name());
    }

    private static <F extends Enum<F> & Flag> F[] flags(Call call, Class<F> type, int bits) {
        return Flag.parse(type, bits, call.procedure().name(), ErrorDomain.INTERFACE);
    }

    private static HostMessages.Interface ref(HostInterface object) {
        return new HostMessages.Interface(object.name(), object.mac());
    }
}

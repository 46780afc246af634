package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.HostProcedures.*;

import io.jvirt.api.Flag;
import io.jvirt.api.device.HostInterface;
import io.jvirt.api.device.HostInterfaceFlags;
import io.jvirt.api.device.HostInterfaces;
import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.HostMessages;
import java.util.List;

/** The network interfaces of a daemon's host. */
record RemoteInterfaces(RpcClient client) implements HostInterfaces {
    private HostInterface handle(HostMessages.Interface ref) {
        return new Handle(client, ref);
    }

    @Override
    public List<HostInterface> list(HostInterfaceFlags.ListAll... flags) {
        return client.call(CONNECT_LIST_ALL_INTERFACES, new ConnectMessages.ListAll(1, Flag.bits(flags))).interfaces().stream()
                .map(this::handle)
                .toList();
    }

    @Override
    public HostInterface named(String name) {
        return handle(client.call(INTERFACE_LOOKUP_BY_NAME, name));
    }

    @Override
    public HostInterface withMac(String mac) {
        return handle(client.call(INTERFACE_LOOKUP_BY_MAC_STRING, mac));
    }

    @Override
    public HostInterface define(String xml, HostInterfaceFlags.Define... flags) {
        return handle(client.call(INTERFACE_DEFINE_XML, new HostMessages.Document(xml, Flag.bits(flags))));
    }

    @Override
    public void begin() {
        client.call(INTERFACE_CHANGE_BEGIN, 0);
    }

    @Override
    public void commit() {
        client.call(INTERFACE_CHANGE_COMMIT, 0);
    }

    @Override
    public void rollback() {
        client.call(INTERFACE_CHANGE_ROLLBACK, 0);
    }

    private record Handle(RpcClient client, HostMessages.Interface ref) implements HostInterface {
        @Override
        public String name() {
            return ref.name();
        }

        @Override
        public String mac() {
            return ref.mac();
        }

        @Override
        public String xml(HostInterfaceFlags.Xml... flags) {
            return client.call(INTERFACE_GET_XML_DESC, new HostMessages.InterfaceFlags(ref, Flag.bits(flags)));
        }

        @Override
        public boolean active() {
            return client.call(INTERFACE_IS_ACTIVE, ref) != 0;
        }

        @Override
        public void start() {
            client.call(INTERFACE_CREATE, new HostMessages.InterfaceFlags(ref, 0));
        }

        @Override
        public void destroy() {
            client.call(INTERFACE_DESTROY, new HostMessages.InterfaceFlags(ref, 0));
        }

        @Override
        public void undefine() {
            client.call(INTERFACE_UNDEFINE, ref);
        }
    }
}

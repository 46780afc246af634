/** libvirt's wire protocol: the procedures' table, the client (remote driver) and the server's dispatch. */
@org.jspecify.annotations.NullMarked
module io.jvirt.rpc {
    requires static org.jspecify;
    requires transitive io.jvirt.api;
    requires io.jvirt.host;

    exports io.jvirt.rpc.protocol;
    exports io.jvirt.rpc.server;

    provides io.jvirt.api.spi.Driver with
            io.jvirt.rpc.client.RemoteDriver;
}

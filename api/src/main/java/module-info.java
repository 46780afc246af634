/** What programs use: connections, domains, streams, events and errors; and what a driver implements. */
@org.jspecify.annotations.NullMarked
module io.jvirt.api {
    requires static org.jspecify;
    requires transitive io.jvirt.model;

    exports io.jvirt.api;
    exports io.jvirt.api.device;
    exports io.jvirt.api.network;
    exports io.jvirt.api.secret;
    exports io.jvirt.api.spi;
    exports io.jvirt.api.storage;

    uses io.jvirt.api.spi.Driver;
    uses io.jvirt.api.spi.HostService;
}

/** What programs use: connections, domains, streams, events and errors; and what a driver implements. */
@org.jspecify.annotations.NullMarked
module io.jvirt.api {
    requires static org.jspecify;
    requires transitive io.jvirt.model;

    exports io.jvirt.api;
    exports io.jvirt.api.spi;

    uses io.jvirt.api.spi.Driver;
}

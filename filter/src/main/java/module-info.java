/** Network filters: the documents, what is in force on which interface, and the host's packet filter that does it. */
@org.jspecify.annotations.NullMarked
module io.jvirt.filter {
    requires static org.jspecify;
    requires transitive io.jvirt.service;

    exports io.jvirt.filter;
    exports io.jvirt.filter.command;

    provides io.jvirt.api.spi.HostService with
            io.jvirt.filter.FilterService;
}

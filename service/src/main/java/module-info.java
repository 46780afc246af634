/** What drivers and the host's services have in common: stored definitions, events in order, one owner of a place. */
@org.jspecify.annotations.NullMarked
module io.jvirt.service {
    requires static org.jspecify;
    requires transitive io.jvirt.api;
    requires transitive io.jvirt.host;
    requires java.xml;

    exports io.jvirt.service;
}

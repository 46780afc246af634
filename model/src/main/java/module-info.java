/** The documents of Jvirt (domain, network, pool ...) as immutable values, and their XML. */
@org.jspecify.annotations.NullMarked
module io.jvirt.model {
    // Not static: whether a part of a document may be absent is read from the components' types at run time.
    requires org.jspecify;
    exports io.jvirt.model;
    exports io.jvirt.model.complete;
    exports io.jvirt.model.cpu;
    exports io.jvirt.model.device;
    exports io.jvirt.model.domain;
    exports io.jvirt.model.filter;
    exports io.jvirt.model.network;
    exports io.jvirt.model.secret;
    exports io.jvirt.model.snapshot;
    exports io.jvirt.model.storage;
    exports io.jvirt.model.xml;
}

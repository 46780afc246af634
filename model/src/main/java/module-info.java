/** The documents of Jvirt (domain, network, pool ...) as immutable values, and their XML. */
@org.jspecify.annotations.NullMarked
module io.jvirt.model {
    requires static org.jspecify;
    requires transitive java.xml;
}

/** jvirt demo: a small Linux guest, from nothing to its console. A client like any other, and an example of one. */
@org.jspecify.annotations.NullMarked
module io.jvirt.demo {
    requires static org.jspecify;
    requires io.jvirt.api;
}

/** jvirtd: listening, sessions, access control, autostart, configuration. */
@org.jspecify.annotations.NullMarked
module io.jvirt.daemon {
    requires static org.jspecify;
    requires io.jvirt.api;
    requires io.jvirt.rpc;
    requires io.jvirt.host;
}

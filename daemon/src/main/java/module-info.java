/** jvirtd: listening, sessions, access control, autostart, configuration. */
@org.jspecify.annotations.NullMarked
module io.jvirt.daemon {
    requires static org.jspecify;
    requires io.jvirt.api;
    requires io.jvirt.host;
    requires io.jvirt.rpc;
    requires java.logging;
    // Signals: the JDK has no other way to hear of SIGHUP.
    requires jdk.unsupported;

    uses io.jvirt.api.spi.Driver;
}

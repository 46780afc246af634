/** jvirt, the command line. */
@org.jspecify.annotations.NullMarked
module io.jvirt.cli {
    requires static org.jspecify;
    requires io.jvirt.api;
    requires io.jvirt.rpc;
    requires io.jvirt.host;
}

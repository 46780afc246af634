/** jvirt, the command line. */
@org.jspecify.annotations.NullMarked
module io.jvirt.cli {
    requires static org.jspecify;
    requires io.jvirt.api;
    requires io.jvirt.rpc;
    requires io.jvirt.host;
    // Signals: an interrupt cancels a job or ends an event loop instead of the process.
    requires jdk.unsupported;
    requires org.jline.reader;
    requires org.jline.terminal;

    exports io.jvirt.cli;

}

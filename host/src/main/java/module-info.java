/** The operating system's door: processes, files, sockets, terminals and native calls. */
@org.jspecify.annotations.NullMarked
module io.jvirt.host {
    requires static org.jspecify;

    exports io.jvirt.host;
    exports io.jvirt.host.device;
    exports io.jvirt.host.facts;
    exports io.jvirt.host.file;
    exports io.jvirt.host.memory;
    exports io.jvirt.host.net;
    exports io.jvirt.host.process;
    exports io.jvirt.host.socket;
    exports io.jvirt.host.terminal;
}

/** The operating system's door: processes, files, sockets, terminals and native calls. */
@org.jspecify.annotations.NullMarked
module io.jvirt.host {
    requires static org.jspecify;
}

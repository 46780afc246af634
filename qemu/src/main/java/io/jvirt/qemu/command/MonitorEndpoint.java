package io.jvirt.qemu.command;

/** Where QEMU listens for its monitor client. */
public sealed interface MonitorEndpoint {
    /** A listening Unix socket that the process inherits. */
    record Inherited(int descriptor) implements MonitorEndpoint {
    }

    /** A Unix socket that QEMU makes. */
    record Socket(String path) implements MonitorEndpoint {
    }
}

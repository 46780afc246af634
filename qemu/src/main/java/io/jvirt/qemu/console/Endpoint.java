package io.jvirt.qemu.console;

import java.nio.file.Path;

/** Where QEMU offers the other end of a guest's serial port, console or channel. Both kinds outlive our daemon, since QEMU owns them. */
public sealed interface Endpoint {
    /** A pseudo terminal that QEMU made, such as /dev/pts/3; also for anybody's terminal program. */
    record Terminal(Path path) implements Endpoint {
        @Override
        public String toString() {
            return "pty:" + path;
        }
    }

    /** A local socket at which QEMU listens, for one client at a time. */
    record Socket(Path path) implements Endpoint {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }
}

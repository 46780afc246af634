package io.jvirt.qemu.store;

import io.jvirt.host.file.Folders;
import io.jvirt.host.file.LockFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes one process the owner of an instance's state: an in-process user and a daemon, or two of either, never both act
 * upon the same guests.
 */
public final class InstanceLock implements AutoCloseable {
    private final LockFile file;

    private InstanceLock(LockFile file) {
        this.file = file;
    }

    private static Path path(Layout layout) {
        return layout.run().resolve("driver.pid");
    }

    /** {@return the lock, empty when another process has it} */
    public static Optional<InstanceLock> tryLock(Layout layout) {
        Folders.makePrivate(layout.run());
        return LockFile.tryLock(path(layout)).map(InstanceLock::new);
    }

    /** {@return the process that has the lock, in words} */
    public static String owner(Layout layout) {
        return LockFile.owner(path(layout)).map(pid -> "process " + pid).orElse("another process");
    }

    @Override
    public void close() {
        file.close();
    }
}

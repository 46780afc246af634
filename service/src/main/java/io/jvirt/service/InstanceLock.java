package io.jvirt.service;

import io.jvirt.host.file.Folders;
import io.jvirt.host.file.LockFile;
import io.jvirt.host.process.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes one process the owner of an instance's state: an in-process user and a daemon, or two of either, never both act
 * upon the same guests, pools or networks.
 */
public final class InstanceLock implements AutoCloseable {
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(10);

    private final LockFile file;

    private InstanceLock(LockFile file) {
        this.file = file;
    }

    private static Path path(Path run) {
        return run.resolve("driver.pid");
    }

    /**
     * {@return the lock of a driver's or service's run folder, empty when another process has it} The lock of an owner that was killed is waited for: a child
     * that it was just starting has it too, until it becomes the program it is to be.
     */
    public static Optional<InstanceLock> tryLock(Path run) {
        Folders.makePrivate(run);
        long limit = System.nanoTime() + LEFT_BEHIND.toNanos();
        while (true) {
            Optional<InstanceLock> lock = LockFile.tryLock(path(run)).map(InstanceLock::new);
            if (lock.isPresent() || ownerLives(run) || System.nanoTime() > limit) {
                return lock;
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    private static boolean ownerLives(Path run) {
        return LockFile.owner(path(run))
                .flatMap(ProcessIdentity::of)
                .filter(ProcessIdentity::alive)
                .isPresent();
    }

    /** {@return the process that has the lock, in words} */
    public static String owner(Path run) {
        return LockFile.owner(path(run)).map(pid -> "process " + pid).orElse("another process");
    }

    @Override
    public void close() {
        file.close();
    }
}

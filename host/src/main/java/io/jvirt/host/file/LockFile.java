package io.jvirt.host.file;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.Errno;
import io.jvirt.host.linux.FileCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Says that one process is at work in a place: a file with its process number, locked by flock(2) as long as it lives. However the
 * process ends, the kernel gives the lock up. The file stays, since removing it would race with the next owner.
 */
public final class LockFile implements AutoCloseable {
    private final Path path;
    private final Descriptor descriptor;

    private LockFile(Path path, Descriptor descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /** {@return the lock; empty when another process, or another owner in this one, has it} */
    public static Optional<LockFile> tryLock(Path path) {
        Descriptor descriptor = Descriptor.open(path, FileCalls.O_RDWR | FileCalls.O_CREAT, 0600);
        int result = FileCalls.flock(descriptor.number(), FileCalls.LOCK_EX | FileCalls.LOCK_NB);
        if (result == -Errno.EAGAIN) {
            descriptor.close();
            return Optional.empty();
        }
        if (result < 0) {
            descriptor.close();
            throw new HostException("lock '" + path + "'", -result);
        }
        LockFile lock = new LockFile(path, descriptor);
        lock.writeOwner();
        return Optional.of(lock);
    }

    private void writeOwner() {
        try {
            // Through the path: the descriptor only has to keep the lock.
            Files.writeString(path, ProcessHandle.current().pid() + "\n", StandardCharsets.US_ASCII);
        } catch (IOException e) {
            descriptor.close();
            throw new HostException("Cannot write '" + path + "': " + e.getMessage(), e);
        }
    }

    /** {@return the process number that a lock file names, which is of use only while the file is locked} */
    public static Optional<Long> owner(Path path) {
        try {
            return Optional.of(Long.parseLong(Files.readString(path, StandardCharsets.US_ASCII).trim()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new HostException("Cannot read '" + path + "': " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }

    @Override
    public String toString() {
        return "lock " + path;
    }
}

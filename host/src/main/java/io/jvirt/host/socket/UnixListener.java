package io.jvirt.host.socket;

import io.jvirt.host.Descriptor;
import io.jvirt.host.DescriptorChannel;
import io.jvirt.host.HostException;
import io.jvirt.host.Undo;
import io.jvirt.host.linux.Errno;
import io.jvirt.host.linux.SocketCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A listening local (unix) stream socket: ours to accept on, or made to be handed to a child, who can then be connected to at once
 * without waiting for it to create the file.
 */
public final class UnixListener implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final Descriptor descriptor;
    private final @Nullable Path created;
    /** Identifies the file that we created: another one at its place is somebody else's. */
    private final long inode;
    private @Nullable AcceptChannel channel;

    private UnixListener(Descriptor descriptor, @Nullable Path created, long inode) {
        this.descriptor = descriptor;
        this.created = created;
        this.inode = inode;
    }

    /**
     * Listens at {@code path}. The file has its mode and group before anybody can connect. The file of a listener that is gone is
     * replaced; when somebody still listens there this fails with EADDRINUSE.
     *
     * @param mode permission bits of the socket file: who may write may connect
     * @param group the file's group, or empty for the process's
     */
    public static UnixListener listen(Path path, int mode, OptionalInt group) {
        UnixSocket.requireFits(path);
        removeStale(path);
        int fd = SocketCalls.unixSocket();
        if (fd < 0) {
            throw new HostException("create a socket", -fd);
        }
        try (Undo undo = new Undo()) {
            Descriptor descriptor = undo.closing(Descriptor.own(fd));
            check(SocketCalls.bind(fd, path.toString()), path);
            undo.add("socket " + path, () -> Files.deleteIfExists(path));
            long inode;
            try {
                inode = (Long) Files.getAttribute(path, "unix:ino");
                if (group.isPresent()) {
                    Files.setAttribute(path, "unix:gid", group.getAsInt());
                }
                Files.setAttribute(path, "unix:mode", mode);
            } catch (IOException e) {
                throw new HostException("Cannot set owner and mode of socket '" + path + "'", e);
            }
            check(SocketCalls.listen(fd, BACKLOG), path);
            undo.commit();
            return new UnixListener(descriptor, path, inode);
        }
    }

    /** Takes over a socket that listens already (socket activation, or one that another process handed over). */
    public static UnixListener adopt(Descriptor descriptor) {
        if (SocketCalls.option(descriptor.number(), SocketCalls.SO_ACCEPTCONN) != 1
                || SocketCalls.option(descriptor.number(), SocketCalls.SO_DOMAIN) != SocketCalls.AF_UNIX) {
            throw new HostException("Descriptor " + descriptor.number() + " is not a listening local socket");
        }
        return new UnixListener(descriptor, null, 0);
    }

    private static void check(int result, Path path) {
        if (result < 0) {
            throw new HostException("listen at socket '" + path + "'", -result);
        }
    }

    private static void removeStale(Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (UnixSocket probe = UnixSocket.connect(path, Duration.ZERO)) {
            throw new HostException("listen at socket '" + path + "'", Errno.EADDRINUSE);
        } catch (HostException e) {
            if (e.errno() != Errno.ECONNREFUSED) {
                throw e.errno() == Errno.EAGAIN ? new HostException("listen at socket '" + path + "'", Errno.EADDRINUSE) : e;
            }
        }
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new HostException("Cannot remove the stale socket '" + path + "'", e);
        }
    }

    /** {@return the listening descriptor, blocking as long as {@link #accept} was not called; for a child} */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** Waits for a connection. Closing from another thread ends the wait with an AsynchronousCloseException. */
    public UnixSocket accept() throws IOException {
        AcceptChannel current;
        synchronized (this) {
            current = channel;
            if (current == null) {
                current = new AcceptChannel(descriptor);
                channel = current;
            }
        }
        return new UnixSocket(Descriptor.own(current.accept()));
    }

    /** Stops listening here, leaving the file: a child goes on with the descriptor it got. */
    public void release() {
        descriptor.close();
    }

    /** Stops listening and removes the socket file that {@link #listen} created. */
    @Override
    public synchronized void close() {
        if (channel != null) {
            channel.close();
        }
        descriptor.close();
        if (created != null) {
            try {
                if (inode == (Long) Files.getAttribute(created, "unix:ino", LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(created);
                }
            } catch (NoSuchFileException e) {
                return;
            } catch (IOException e) {
                throw new HostException("Cannot remove socket '" + created + "'", e);
            }
        }
    }

    @Override
    public String toString() {
        return "listener at " + (created == null ? descriptor : created);
    }

    private static final class AcceptChannel extends DescriptorChannel {
        AcceptChannel(Descriptor descriptor) {
            super(descriptor);
        }

        int accept() throws IOException {
            return (int) readable(SocketCalls::accept, "accept a connection");
        }
    }
}

package io.jvirt.host.process;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.Errno;
import io.jvirt.host.linux.Poller;
import io.jvirt.host.linux.ProcessCalls;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that runs by itself: started by us as the leader of its own session, or found again after our own restart. It outlives
 * this JVM, however that ends. A child of ours is collected when it ends, so it never stays a zombie. Thread-safe.
 */
public final class HostProcess {
    /** The children of this JVM that have not ended: only one watcher can collect a child's status. */
    private static final Map<ProcessIdentity, HostProcess> CHILDREN = new ConcurrentHashMap<>();

    private final ProcessIdentity identity;
    private final Descriptor pidfd;
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();

    private HostProcess(ProcessIdentity identity, Descriptor pidfd) {
        this.identity = identity;
        this.pidfd = pidfd;
    }

    private HostProcess watch() {
        Thread.ofVirtual().name("jvirt-exit-" + identity.pid()).start(this::awaitEnd);
        return this;
    }

    /**
     * Starts a child.
     *
     * @throws HostException when it cannot be started, with the errno of the exec: ENOENT, EACCES ...
     */
    public static HostProcess start(ProcessSpec spec) {
        int pid = Spawner.spawn(spec);
        // Nobody else collects our child, so its number cannot have been reused yet, even when it has ended already.
        Descriptor pidfd = openPidfd(pid);
        ProcessIdentity identity = ProcessIdentity.of(pid)
                .orElseThrow(() -> new HostException("Cannot read /proc/" + pid + "/stat; is /proc mounted?"));
        HostProcess child = new HostProcess(identity, pidfd);
        CHILDREN.put(identity, child);
        return child.watch();
    }

    /** {@return the process with this identity, to be watched and ended like a child; empty when it has ended} */
    public static Optional<HostProcess> find(ProcessIdentity identity) {
        HostProcess child = CHILDREN.get(identity);
        if (child != null) {
            return Optional.of(child);
        }
        if (!identity.alive()) {
            return Optional.empty();
        }
        Descriptor pidfd;
        try {
            pidfd = openPidfd(identity.pid());
        } catch (HostException e) {
            if (e.errno() == Errno.ESRCH) {
                return Optional.empty();
            }
            throw e;
        }
        // Asked again once the descriptor holds on to the process: before, the number could have changed hands.
        if (!identity.alive()) {
            pidfd.close();
            return Optional.empty();
        }
        return Optional.of(new HostProcess(identity, pidfd).watch());
    }

    private static Descriptor openPidfd(long pid) {
        int fd = ProcessCalls.openPidfd(pid);
        if (fd < 0) {
            throw new HostException("watch process " + pid, -fd);
        }
        return Descriptor.own(fd);
    }

    private void awaitEnd() {
        try (Poller.Registration registration = Poller.register(pidfd.number())) {
            registration.awaitReadable(Long.MAX_VALUE);
            int[] status = new int[1];
            int result = ProcessCalls.collect(identity.pid(), status);
            while (result == -Errno.EINTR) {
                result = ProcessCalls.collect(identity.pid(), status);
            }
            CHILDREN.remove(identity);
            exit.complete(result == identity.pid() ? ExitStatus.of(status[0]) : new ExitStatus.Unknown());
        } catch (InterruptedIOException | RuntimeException e) {
            CHILDREN.remove(identity);
            exit.completeExceptionally(e);
        }
        pidfd.close();
    }

    /** {@return number and start time} */
    public ProcessIdentity identity() {
        return identity;
    }

    /** {@return completes when the process has ended} Its callbacks run on the watching thread and must not wait long. */
    public CompletableFuture<ExitStatus> exit() {
        return exit.copy();
    }

    /** {@return whether it has not ended yet} */
    public boolean running() {
        return !exit.isDone();
    }

    /** Waits for the end; empty when {@code limit} is over before. */
    public Optional<ExitStatus> await(Duration limit) throws InterruptedException {
        try {
            return Optional.of(exit.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new HostException("Cannot watch process " + identity.pid(), e);
        }
    }

    /**
     * Sends a signal to this very process, never to another that got its number.
     *
     * @return false when it has ended already
     */
    public boolean signal(Signal signal) {
        int fd;
        try {
            fd = pidfd.acquire();
        } catch (ClosedChannelException e) {
            return false;
        }
        try {
            int result = ProcessCalls.signal(fd, signal.number());
            if (result == -Errno.ESRCH) {
                return false;
            }
            if (result < 0) {
                throw new HostException("send signal " + signal + " to process " + identity.pid(), -result);
            }
            return true;
        } finally {
            pidfd.release();
        }
    }

    /**
     * Ends the process: SIGTERM, {@code grace} to obey, SIGKILL, and {@code patience} for the kernel to be done with it.
     *
     * @return how it ended; empty when not even SIGKILL ended it in time (it hangs in the kernel, state D)
     */
    public Optional<ExitStatus> terminate(Duration grace, Duration patience) throws InterruptedException {
        signal(Signal.TERM);
        Optional<ExitStatus> ended = await(grace);
        if (ended.isPresent()) {
            return ended;
        }
        signal(Signal.KILL);
        return await(patience);
    }

    @Override
    public String toString() {
        return "process " + identity.pid();
    }
}

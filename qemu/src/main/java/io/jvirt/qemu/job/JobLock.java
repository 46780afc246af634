package io.jvirt.qemu.job;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One guest's right to be changed: at most one job holds it. Who comes second waits, and gives up with
 * {@link ErrorCode#OPERATION_TIMEOUT} when it takes too long. A long job (save, dump) can be asked about, aborted and
 * overridden by a destroy meanwhile; queries take no job at all.
 */
public final class JobLock {
    /** How long libvirt lets a call wait for its turn. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private @Nullable Job holder;
    private @Nullable Job destroyer;

    /** A lock whose waiters have this much patience. */
    public JobLock(Duration patience) {
        this.patience = patience;
    }

    /** One holder's turn; closing ends it. For the thread that began it. */
    public final class Job implements AutoCloseable {
        private final String call;
        private final @Nullable LongJob work;
        private boolean closed;

        private Job(String call, @Nullable LongJob work) {
            this.call = call;
            this.work = work;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (closed) {
                    return;
                }
                closed = true;
                if (holder == this) {
                    holder = null;
                }
                if (destroyer == this) {
                    destroyer = null;
                }
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits for the turn to change the guest.
     *
     * @param call the C name of the call, such as {@code virDomainSuspend}: others read it in their error
     */
    public Job begin(String call) {
        return enter(new Job(call, null), false);
    }

    /** Waits for the turn for long work that others may watch and abort. */
    public Job begin(String call, LongJob work) {
        return enter(new Job(call, work), false);
    }

    /**
     * Waits for the turn to end the guest: for short jobs only. A long job goes on beside it and fails, because its
     * guest is gone.
     */
    public Job beginDestroy(String call) {
        return enter(new Job(call, null), true);
    }

    private Job enter(Job job, boolean destroy) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (occupied(destroy)) {
                if (left <= 0) {
                    throw timeout();
                }
                left = ended.awaitNanos(left);
            }
            if (destroy) {
                destroyer = job;
            } else {
                holder = job;
            }
            return job;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JvirtException(
                    ErrorCode.OPERATION_ABORTED, ErrorDomain.QEMU, job.call + " was interrupted while it waited for its turn");
        } finally {
            lock.unlock();
        }
    }

    private boolean occupied(boolean destroy) {
        Job current = holder;
        return destroyer != null || (current != null && !(destroy && current.work != null));
    }

    private JvirtException timeout() {
        Job blocking = destroyer != null ? destroyer : holder;
        return new JvirtException(
                ErrorCode.OPERATION_TIMEOUT,
                ErrorDomain.QEMU,
                "cannot acquire state change lock (held by " + (blocking == null ? "nobody" : blocking.call) + ")");
    }

    /** {@return the long work under way, or null} */
    public @Nullable LongJob current() {
        lock.lock();
        try {
            return holder == null ? null : holder.work;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether somebody is changing the guest now} */
    public boolean busy() {
        lock.lock();
        try {
            return holder != null || destroyer != null;
        } finally {
            lock.unlock();
        }
    }
}

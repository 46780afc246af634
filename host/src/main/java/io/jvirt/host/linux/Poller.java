package io.jvirt.host.linux;

import io.jvirt.host.HostException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets virtual threads wait for descriptors without holding a platform thread each: one daemon thread sits in epoll_wait(2) and
 * wakes whoever waits. What may be waited for: sockets, pipes, terminals, pidfds, everything that epoll(7) takes.
 */
public final class Poller {
    private static final int BATCH = 64;

    private final int epoll;
    private final AtomicLong ids = new AtomicLong();
    private final ConcurrentHashMap<Long, Registration> registrations = new ConcurrentHashMap<>();

    private Poller() {
        epoll = PollCalls.create();
        if (epoll < 0) {
            throw new HostException("create an epoll descriptor", -epoll);
        }
        Thread.ofPlatform().name("jvirt-poller").daemon().start(this::run);
    }

    /** Started when first used. */
    private static final class Holder {
        static final Poller INSTANCE = new Poller();
    }

    /** Prepares waiting for {@code fd}, which must stay open until {@link Registration#close()} has returned. */
    public static Registration register(int fd) {
        Poller poller = Holder.INSTANCE;
        Registration registration = poller.new Registration(poller.ids.incrementAndGet(), fd);
        poller.registrations.put(registration.id, registration);
        int result = PollCalls.control(poller.epoll, PollCalls.EPOLL_CTL_ADD, fd, PollCalls.EPOLLONESHOT, registration.id);
        if (result < 0) {
            poller.registrations.remove(registration.id);
            throw new HostException("watch descriptor " + fd, -result);
        }
        return registration;
    }

    private void run() {
        MemorySegment events = Arena.global().allocate((long) BATCH * PollCalls.EVENT_SIZE, 8);
        while (true) {
            int count = PollCalls.await(epoll, events, BATCH, -1);
            if (count < 0 && count != -Errno.EINTR) {
                throw new HostException("wait for descriptors", -count);
            }
            for (int i = 0; i < count; i++) {
                Registration registration = registrations.get(PollCalls.eventData(events, i));
                if (registration != null) {
                    registration.deliver(PollCalls.eventFlags(events, i));
                }
            }
        }
    }

    /** One descriptor that is waited for. Thread-safe; readers and writers may wait at the same time. */
    public final class Registration implements AutoCloseable {
        private final long id;
        private final int fd;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private int armed;
        private int ready;
        private boolean closed;

        private Registration(long id, int fd) {
            this.id = id;
            this.fd = fd;
        }

        /** Waits until reading does not block (data, end of file or an error). See {@link #await}. */
        public boolean awaitReadable(long deadlineNanos) throws InterruptedIOException {
            return await(PollCalls.EPOLLIN, deadlineNanos);
        }

        /** Waits until writing does not block. See {@link #await}. */
        public boolean awaitWritable(long deadlineNanos) throws InterruptedIOException {
            return await(PollCalls.EPOLLOUT, deadlineNanos);
        }

        /**
         * Waits for {@code events} until {@code deadlineNanos} of System.nanoTime(), Long.MAX_VALUE being for ever.
         *
         * @return false when the time is over; true when ready, and also when closed, as the call that follows finds out
         */
        private boolean await(int events, long deadlineNanos) throws InterruptedIOException {
            lock.lock();
            try {
                ready &= ~events;
                arm(armed | events);
                while ((ready & events) == 0 && !closed) {
                    if (deadlineNanos == Long.MAX_VALUE) {
                        changed.await();
                    } else {
                        long left = deadlineNanos - System.nanoTime();
                        if (left <= 0 || changed.awaitNanos(left) <= 0) {
                            return (ready & events) != 0 || closed;
                        }
                    }
                }
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for descriptor " + fd);
            } finally {
                lock.unlock();
            }
        }

        private void arm(int events) {
            if (closed) {
                return;
            }
            int result = control(events);
            if (result < 0) {
                throw new HostException("watch descriptor " + fd, -result);
            }
        }

        private int control(int events) {
            armed = events;
            return PollCalls.control(epoll, PollCalls.EPOLL_CTL_MOD, fd, events | PollCalls.EPOLLONESHOT, id);
        }

        private void deliver(int flags) {
            lock.lock();
            try {
                int events = flags;
                if ((flags & (PollCalls.EPOLLERR | PollCalls.EPOLLHUP)) != 0) {
                    events |= PollCalls.EPOLLIN | PollCalls.EPOLLOUT;
                }
                ready |= events;
                int left = armed & ~events;
                armed = 0;
                if (left != 0 && control(left) < 0) {
                    // The descriptor was closed behind our back: whoever waits finds that out by the call that follows.
                    ready |= left;
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Ends the watching and wakes all who wait. The descriptor must still be open. */
        @Override
        public void close() {
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    registrations.remove(id);
                    PollCalls.control(epoll, PollCalls.EPOLL_CTL_DEL, fd, 0, 0);
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}

package io.jvirt.machine.time;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A clock that runs with the host's monotonic clock; one thread of its own runs the timers' tasks in the order of their deadlines. */
public final class RealClock implements MachineClock, AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Deadline> queue = new PriorityQueue<>(Comparator.comparingLong(Deadline::nanos));
    private final long wallStart;
    private volatile long start = System.nanoTime();
    private long pausedAt = -1;
    private boolean closed;

    /** A timer's present deadline. */
    private record Deadline(long nanos, Timer timer) {}

    public RealClock() {
        Instant now = Instant.now();
        wallStart = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        Thread.ofPlatform().daemon().name("machine-clock").start(this::run);
    }

    @Override
    public long nanos() {
        return System.nanoTime() - start;
    }

    @Override
    public long wallNanos() {
        return wallStart + nanos();
    }

    @Override
    public MachineTimer timer(Runnable task) {
        return new Timer(task);
    }

    /** Stops time; timers wait. */
    public void pause() {
        lock.lock();
        try {
            if (pausedAt < 0) {
                pausedAt = nanos();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets time go on from where it was paused. */
    public void resume() {
        lock.lock();
        try {
            if (pausedAt >= 0) {
                start = System.nanoTime() - pausedAt;
                pausedAt = -1;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread; timers run no more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            Timer due = next();
            if (due == null) {
                return;
            }
            due.task.run();
        }
    }

    /** {@return the timer whose time has come, null when the clock was closed} */
    private @Nullable Timer next() {
        lock.lock();
        try {
            while (!closed) {
                Deadline first = queue.peek();
                if (first == null || pausedAt >= 0) {
                    changed.awaitUninterruptibly();
                } else {
                    long wait = first.nanos - nanos();
                    if (wait <= 0) {
                        queue.poll();
                        first.timer.deadline = null;
                        return first.timer;
                    }
                    await(wait);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void await(long nanos) {
        try {
            boolean signalled = changed.await(nanos, TimeUnit.NANOSECONDS);
            if (signalled && closed) {
                queue.clear();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private final class Timer implements MachineTimer {
        private final Runnable task;
        private @Nullable Deadline deadline;

        Timer(Runnable task) {
            this.task = task;
        }

        @Override
        public void arm(long nanos) {
            lock.lock();
            try {
                Deadline armed = new Deadline(nanos, this);
                drop();
                deadline = armed;
                queue.add(armed);
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void disarm() {
            lock.lock();
            try {
                drop();
            } finally {
                lock.unlock();
            }
        }

        private void drop() {
            if (deadline != null) {
                queue.remove(deadline);
                deadline = null;
            }
        }
    }
}

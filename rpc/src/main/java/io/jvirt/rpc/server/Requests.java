package io.jvirt.rpc.server;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Carries out the calls of one client, each on a thread of its own. Of those that may wait for a guest only so many at
 * once; those of high priority pass them, so that a client whose calls all hang can still destroy the guest.
 */
final class Requests {
    /** What may wait for its turn; beyond it no more is read from the client. */
    private static final int WAITING_MAX = 64;

    private static final long WAITING_BYTES_MAX = 4 * 1024 * 1024;

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int running;
    private int runningHigh;

    private record Waiting(Runnable work, int size) {}

    Requests(int limit) {
        this.limit = limit;
    }

    /** Starts the work now or when its turn comes. Waits only when too much waits already. */
    void submit(Runnable work, int size, boolean high) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (high) {
                while (runningHigh >= limit) {
                    changed.await();
                }
                runningHigh++;
                start(() -> runHigh(work));
                return;
            }
            while (running >= limit && !fits(size)) {
                changed.await();
            }
            if (running < limit) {
                running++;
                start(() -> runNormal(work));
            } else {
                waiting.add(new Waiting(work, size));
                waitingBytes += size;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what waits. */
    void clear() {
        lock.lock();
        try {
            waiting.clear();
            waitingBytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(int size) {
        return waiting.isEmpty() || (waiting.size() < WAITING_MAX && waitingBytes + size <= WAITING_BYTES_MAX);
    }

    private static void start(Runnable work) {
        Thread.ofVirtual().name("rpc-call").start(work);
    }

    private void runHigh(Runnable work) {
        try {
            work.run();
        } finally {
            lock.lock();
            try {
                runningHigh--;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void runNormal(Runnable work) {
        Runnable next = work;
        while (next != null) {
            try {
                next.run();
            } finally {
                next = takeNext();
            }
        }
    }

    private @org.jspecify.annotations.Nullable Runnable takeNext() {
        lock.lock();
        try {
            Waiting next = waiting.poll();
            if (next == null) {
                running--;
            } else {
                waitingBytes -= next.size();
            }
            changed.signalAll();
            return next == null ? null : next.work();
        } finally {
            lock.unlock();
        }
    }
}

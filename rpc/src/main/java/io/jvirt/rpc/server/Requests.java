package io.jvirt.rpc.server;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the calls of one client, each on a thread of its own. Of those that may wait for a guest only so many at
 * once; those of high priority pass them, so that a client whose calls all hang can still destroy the guest.
 */
final class Requests {
    /** What may wait for its turn; beyond it no more is read from the client. */
    private static final int WAITING_MAX = 64;

    /** The bytes of all calls that are carried out or wait; a single call may be larger. */
    private static final long BYTES_MAX = 8 * 1024 * 1024;

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private int running;
    private int runningHigh;
    private boolean cleared;

    private record Waiting(Runnable work, int size) {}

    Requests(int limit) {
        this.limit = limit;
    }

    /** Starts the work now or when its turn comes. Waits only when too much waits already. */
    void submit(Runnable work, int size, boolean high) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!fits(size, high) && !cleared) {
                changed.await();
            }
            if (cleared) {
                return;
            }
            bytes += size;
            if (high) {
                runningHigh++;
                start(() -> runHigh(work, size));
            } else if (running < limit) {
                running++;
                start(() -> runNormal(work, size));
            } else {
                waiting.add(new Waiting(work, size));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what waits. */
    void clear() {
        lock.lock();
        try {
            cleared = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(int size, boolean high) {
        if (bytes > 0 && bytes + size > BYTES_MAX) {
            return false;
        }
        return high ? runningHigh < limit : running < limit || waiting.size() < WAITING_MAX;
    }

    private static void start(Runnable work) {
        Thread.ofVirtual().name("rpc-call").start(work);
    }

    private void runHigh(Runnable work, int size) {
        try {
            work.run();
        } finally {
            lock.lock();
            try {
                runningHigh--;
                bytes -= size;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void runNormal(Runnable work, int size) {
        Waiting next = new Waiting(work, size);
        while (next != null) {
            Waiting current = next;
            try {
                current.work().run();
            } finally {
                next = takeAfter(current);
            }
        }
    }

    private @Nullable Waiting takeAfter(Waiting done) {
        lock.lock();
        try {
            bytes -= done.size();
            Waiting next = waiting.poll();
            if (next == null) {
                running--;
            }
            changed.signalAll();
            return next;
        } finally {
            lock.unlock();
        }
    }
}

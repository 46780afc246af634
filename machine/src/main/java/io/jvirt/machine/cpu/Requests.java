package io.jvirt.machine.cpu;

import io.jvirt.machine.bus.ProcessorPort;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What others want of a processor: one word of bits that it looks at between blocks of code. Any thread may set bits. */
public final class Requests implements ProcessorPort {
    public static final int INTERRUPT = 1;
    public static final int NMI = 1 << 1;
    public static final int INIT = 1 << 2;
    public static final int START_UP = 1 << 3;
    public static final int STOP = 1 << 4;
    public static final int PAUSE = 1 << 5;

    /** Somebody else wrote to pages that code was made from. */
    public static final int CODE_CHANGED = 1 << 6;

    private static final int PAGE_SHIFT = 8;

    private final AtomicInteger bits = new AtomicInteger();
    private volatile @Nullable Thread thread;

    /** {@return the requests that stand} */
    public int bits() {
        return bits.get();
    }

    /** {@return the page of the last start-up request} */
    public int startPage() {
        return bits.get() >>> PAGE_SHIFT & 0xff;
    }

    /** The thread that runs the processor, to be woken by requests. */
    public void setThread(Thread runner) {
        thread = runner;
    }

    /** Sets bits and wakes the processor. */
    public void raise(int what) {
        if ((bits.getAndUpdate(old -> old | what) & what) != what) {
            LockSupport.unpark(thread);
        }
    }

    /** Takes bits back. */
    public void clear(int what) {
        bits.getAndUpdate(old -> old & ~what);
    }

    /** Waits until one of {@code what} is set. */
    public void await(int what) {
        while ((bits.get() & what) == 0) {
            LockSupport.park(this);
        }
    }

    @Override
    public void setInterrupt(boolean pending) {
        if (pending) {
            raise(INTERRUPT);
        } else {
            clear(INTERRUPT);
        }
    }

    @Override
    public void nonMaskable() {
        raise(NMI);
    }

    @Override
    public void init() {
        raise(INIT);
    }

    @Override
    public void startUp(int page) {
        bits.getAndUpdate(old -> old & ~(0xff << PAGE_SHIFT) | page << PAGE_SHIFT);
        raise(START_UP);
    }
}

package io.jvirt.host.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Calls on the scheduler. */
public final class SchedulerCalls {
    /** Bytes of a CPU mask: room for 8192 CPUs, the kernel's limit. */
    public static final int MASK_SIZE = 1024;

    private static final CFunction GET = CFunction.of("sched_getaffinity");
    private static final CFunction SET = CFunction.of("sched_setaffinity");

    private SchedulerCalls() {}

    /** sched_getaffinity(2): fills {@code mask}, of {@link #MASK_SIZE} bytes; bit n of byte m stands for CPU m * 8 + n. */
    public static int getAffinity(int thread, byte[] mask) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(MASK_SIZE, 8);
            int result = GET.callInt(thread, MASK_SIZE, buffer.address());
            MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, mask, 0, MASK_SIZE);
            return result;
        }
    }

    /** sched_setaffinity(2). */
    public static int setAffinity(int thread, byte[] mask) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(MASK_SIZE, 8);
            MemorySegment.copy(mask, 0, buffer, ValueLayout.JAVA_BYTE, 0, MASK_SIZE);
            return SET.callInt(thread, MASK_SIZE, buffer.address());
        }
    }
}

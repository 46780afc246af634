package io.jvirt.host.linux;

import static io.jvirt.host.linux.Native.INT;
import static io.jvirt.host.linux.Native.LONG;
import static io.jvirt.host.linux.Native.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Calls on the scheduler. */
public final class SchedulerCalls {
    /** Bytes of a CPU mask: room for 8192 CPUs, the kernel's limit. */
    public static final int MASK_SIZE = 1024;

    private static final MethodHandle GET =
            Native.withErrno("sched_getaffinity", FunctionDescriptor.of(INT, INT, LONG, POINTER));
    private static final MethodHandle SET =
            Native.withErrno("sched_setaffinity", FunctionDescriptor.of(INT, INT, LONG, POINTER));

    private SchedulerCalls() {}

    /** sched_getaffinity(2): fills {@code mask}, of {@link #MASK_SIZE} bytes; bit n of byte m stands for CPU m * 8 + n. */
    public static int getAffinity(int thread, byte[] mask) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            MemorySegment buffer = arena.allocate(MASK_SIZE, 8);
            int result = Native.result((int) GET.invokeExact(state, thread, (long) MASK_SIZE, buffer), state);
            MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, mask, 0, MASK_SIZE);
            return result;
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** sched_setaffinity(2). */
    public static int setAffinity(int thread, byte[] mask) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            MemorySegment buffer = arena.allocate(MASK_SIZE, 8);
            MemorySegment.copy(mask, 0, buffer, ValueLayout.JAVA_BYTE, 0, MASK_SIZE);
            return Native.result((int) SET.invokeExact(state, thread, (long) MASK_SIZE, buffer), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }
}

package io.jvirt.host.linux;

import static io.jvirt.host.linux.Native.INT;
import static io.jvirt.host.linux.Native.LONG;
import static io.jvirt.host.linux.Native.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Calls on address space (mmap(2), munmap(2)). */
public final class MemoryCalls {
    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    public static final int PROT_EXEC = 4;

    private static final int MAP_PRIVATE = 2;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_NORESERVE = 0x4000;

    private static final MethodHandle MMAP =
            Native.withErrno("mmap", FunctionDescriptor.of(LONG, LONG, LONG, INT, INT, INT, LONG));
    private static final MethodHandle MUNMAP = Native.withErrno("munmap", FunctionDescriptor.of(INT, POINTER, LONG));

    private MemoryCalls() {}

    /** mmap(2) of private zeroed pages, which take no memory until they are touched: the address, or the negative error number. */
    public static long mapAnonymous(long size, int protection) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            long address = (long) MMAP.invokeExact(
                    state, 0L, size, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0L);
            return Native.result(address, state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** munmap(2): the caller sees to it that nobody uses the pages any more. */
    public static int unmap(MemorySegment pages) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            return Native.result((int) MUNMAP.invokeExact(state, pages, pages.byteSize()), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }
}

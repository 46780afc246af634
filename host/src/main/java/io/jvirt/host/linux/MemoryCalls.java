package io.jvirt.host.linux;

import java.lang.foreign.MemorySegment;

/** Calls on address space (mmap(2), mprotect(2), munmap(2)). */
public final class MemoryCalls {
    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    public static final int PROT_EXEC = 4;

    private static final int MAP_PRIVATE = 2;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_NORESERVE = 0x4000;

    private static final CFunction MMAP = CFunction.of("mmap");
    private static final CFunction MPROTECT = CFunction.of("mprotect");
    private static final CFunction MUNMAP = CFunction.of("munmap");

    private MemoryCalls() {}

    /** mmap(2) of private zeroed pages, which take no memory until they are touched: the address, or the negative error number. */
    public static long mapAnonymous(long size, int protection) {
        return MMAP.call(0, size, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    }

    /** mprotect(2): says what may be done with pages from now on. */
    public static int protect(MemorySegment pages, int protection) {
        return MPROTECT.callInt(pages.address(), pages.byteSize(), protection);
    }

    /** munmap(2): the caller sees to it that nobody uses the pages any more. */
    public static int unmap(MemorySegment pages) {
        return MUNMAP.callInt(pages.address(), pages.byteSize());
    }
}

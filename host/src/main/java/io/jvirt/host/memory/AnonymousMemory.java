package io.jvirt.host.memory;

import io.jvirt.host.HostException;
import io.jvirt.host.linux.MemoryCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Zeroed memory from the kernel that costs nothing until it is touched, unlike an arena's own, which is cleared at once. */
public final class AnonymousMemory {
    private AnonymousMemory() {}

    /**
     * {@return {@code size} zero bytes at a page's start, unmapped when the arena closes}
     *
     * @param size a multiple of the page size
     * @param arena whose life the memory has; the segment may be used by the threads that the arena allows
     * @throws HostException when the kernel has no room
     */
    public static MemorySegment map(long size, Arena arena) {
        return map(size, arena, MemoryCalls.PROT_READ | MemoryCalls.PROT_WRITE);
    }

    /** {@return memory as {@link #map} gives it that the processor may also execute} */
    public static MemorySegment mapExecutable(long size, Arena arena) {
        return map(size, arena, MemoryCalls.PROT_READ | MemoryCalls.PROT_WRITE | MemoryCalls.PROT_EXEC);
    }

    private static MemorySegment map(long size, Arena arena, int protection) {
        long address = MemoryCalls.mapAnonymous(size, protection);
        if (address < 0 && address > -4096) {
            throw new HostException("map " + size + " bytes of memory", (int) -address);
        }
        return MemorySegment.ofAddress(address).reinterpret(size, arena, MemoryCalls::unmap);
    }
}

package io.jvirt.machine.memory;

import io.jvirt.host.memory.AnonymousMemory;
import io.jvirt.machine.MachineException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a machine's RAM and ROM: one segment of the host's memory, addressed by offset. Where a byte appears in guest
 * physical memory is {@link PhysicalSpace}'s knowledge.
 *
 * <p>Pages with translated or decoded guest code are marked: whoever writes to RAM other than through {@link PhysicalSpace} first
 * asks {@link #isCode}. Processors leave marked pages out of their table of writable pages, so that plain stores cost nothing.
 *
 * <p>Threads: any. Stores are plain; the processors' ordering rules are kept by those who execute guest code.
 */
public final class Ram implements AutoCloseable {
    public static final int PAGE_SHIFT = 12;
    public static final int PAGE_SIZE = 1 << PAGE_SHIFT;
    public static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    public static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Who keeps code made from guest memory, and forgets it when the memory changes. */
    @FunctionalInterface
    public interface CodeKeeper {
        /** The bytes from {@code offset} on changed, or are about to; they do not cross a page. */
        void changed(long offset, int length);
    }

    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes;
    private final byte[] code;
    private @Nullable CodeKeeper keeper;

    /** @param size bytes of RAM and ROM together, a multiple of the page size */
    public Ram(long size) {
        if (size <= 0 || size % PAGE_SIZE != 0 || size >> PAGE_SHIFT > Integer.MAX_VALUE - 8) {
            throw new MachineException("Memory of " + size + " bytes: needs a multiple of " + PAGE_SIZE + ", at least one page");
        }
        bytes = AnonymousMemory.map(size, arena);
        code = new byte[(int) (size >> PAGE_SHIFT)];
    }

    /** {@return all bytes; stores to code must be told by {@link #changing}} */
    public MemorySegment bytes() {
        return bytes;
    }

    public long size() {
        return bytes.byteSize();
    }

    public void setKeeper(CodeKeeper codeKeeper) {
        keeper = codeKeeper;
    }

    /** {@return whether code was made from the page that holds {@code offset}} */
    public boolean isCode(long offset) {
        return code[(int) (offset >>> PAGE_SHIFT)] != 0;
    }

    /** Marks the page that holds {@code offset}, or takes the mark away. */
    public void setCode(long offset, boolean isCode) {
        code[(int) (offset >>> PAGE_SHIFT)] = (byte) (isCode ? 1 : 0);
    }

    /** To be called before bytes are changed by somebody other than a processor: a device's DMA, a loader, a debugger. */
    public void changing(long offset, long length) {
        CodeKeeper told = keeper;
        if (told == null) {
            return;
        }
        for (long at = offset; at < offset + length; ) {
            int part = (int) Math.min(offset + length - at, PAGE_SIZE - (at & PAGE_SIZE - 1));
            if (isCode(at)) {
                told.changed(at, part);
            }
            at += part;
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}

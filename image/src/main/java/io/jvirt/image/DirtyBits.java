package io.jvirt.image;

import java.util.BitSet;

/** Which parts of a disk were written: a bit for each {@link #granularity()} bytes. Safe for threads. */
public final class DirtyBits {
    private final int granularityBits;
    private final BitSet bits;
    private long size;

    /**
     * @param size of the disk in bytes
     * @param granularityBits a bit stands for {@code 1 << granularityBits} bytes
     */
    public DirtyBits(long size, int granularityBits) {
        if (size >> granularityBits >= Integer.MAX_VALUE) {
            throw new ImageException("A bitmap of a disk of " + size + " bytes with a bit for each "
                    + (1L << granularityBits) + " is too large");
        }
        this.size = size;
        this.granularityBits = granularityBits;
        this.bits = new BitSet();
    }

    /** {@return how many bytes a bit stands for} */
    public long granularity() {
        return 1L << granularityBits;
    }

    /** {@return the size in bytes of the disk} */
    public synchronized long size() {
        return size;
    }

    /** {@return how many bits there are} */
    public synchronized int count() {
        return (int) ((size + granularity() - 1) >> granularityBits);
    }

    /** {@return whether the bit of this number is set} */
    public synchronized boolean isSet(int index) {
        return bits.get(index);
    }

    /** Notes that a part of the disk was written. */
    public synchronized void mark(long offset, long length) {
        if (length > 0) {
            bits.set((int) (offset >> granularityBits), (int) ((offset + length - 1) >> granularityBits) + 1);
        }
    }

    /** Forgets all. */
    public synchronized void clear() {
        bits.clear();
    }

    /** Notes what {@code other} has noted; its granularity may be another one. */
    public void merge(DirtyBits other) {
        long step = other.granularity();
        BitSet theirs = other.copy();
        for (int at = theirs.nextSetBit(0); at >= 0; at = theirs.nextSetBit(at)) {
            int end = theirs.nextClearBit(at);
            long from = at * step;
            mark(from, Math.min(end * step, size()) - from);
            at = end;
        }
    }

    private synchronized BitSet copy() {
        return (BitSet) bits.clone();
    }

    /** Follows a change of the disk's size; new parts are not marked. */
    public synchronized void resize(long newSize) {
        size = newSize;
        bits.clear(count(), Math.max(count(), bits.length()));
    }

    /** {@return the bits, the first in the lowest bit of the first byte, without zeros at the end} */
    public byte[] bytes() {
        return copy().toByteArray();
    }

    /** Takes over bits as {@link #bytes} gives them, beginning with the one of this number. */
    public synchronized void load(int first, byte[] bytes) {
        BitSet loaded = BitSet.valueOf(bytes);
        for (int at = loaded.nextSetBit(0); at >= 0; at = loaded.nextSetBit(at)) {
            int end = loaded.nextClearBit(at);
            bits.set(first + at, Math.min(first + end, Math.max(count(), first + at)));
            at = end;
        }
    }
}

package io.jvirt.machine.cpu;

/** Numbers of segment registers as instructions encode them, and the bits of a descriptor's attributes (SDM volume 3, 3.4.5). */
public final class Segment {
    public static final int ES = 0;
    public static final int CS = 1;
    public static final int SS = 2;
    public static final int DS = 3;
    public static final int FS = 4;
    public static final int GS = 5;
    /** Not a register: base zero and no limit, for addresses in 64-bit mode without a segment. */
    public static final int FLAT = 6;

    public static final int LDT = 7;
    public static final int TASK = 8;
    public static final int COUNT = 9;

    /** Bits of the second half of a descriptor, where attributes are kept in their places. */
    public static final int ACCESSED = 1 << 8;

    public static final int WRITABLE = 1 << 9;
    public static final int DOWN = 1 << 10;
    public static final int CODE = 1 << 11;
    public static final int NOT_SYSTEM = 1 << 12;
    public static final int DPL_SHIFT = 13;
    public static final int PRESENT = 1 << 15;
    public static final int LONG = 1 << 21;
    public static final int BIG = 1 << 22;
    public static final int GRANULAR = 1 << 23;
    public static final int ATTRIBUTES = 0x00f0_ff00;

    private Segment() {}

    /** {@return the privilege level in a descriptor's attributes} */
    public static int dpl(int attributes) {
        return attributes >> DPL_SHIFT & 3;
    }

    /** {@return the base address in the two halves of a descriptor} */
    public static long base(long descriptor) {
        return descriptor >>> 16 & 0xff_ffffL | descriptor >>> 32 & 0xff00_0000L;
    }

    /** {@return the last byte's offset in the two halves of a descriptor} */
    public static long limit(long descriptor) {
        long limit = descriptor & 0xffff | descriptor >>> 32 & 0xf_0000;
        return (descriptor >>> 32 & GRANULAR) != 0 ? limit << 12 | 0xfff : limit;
    }

    /** {@return the attributes, in their places, of a descriptor} */
    public static int attributes(long descriptor) {
        return (int) (descriptor >>> 32) & ATTRIBUTES;
    }
}

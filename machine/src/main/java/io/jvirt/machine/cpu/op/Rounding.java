package io.jvirt.machine.cpu.op;

/** How a floating-point operation rounds, and the exceptions that it met (SDM volume 1, 4.8.4 and 4.9). */
public final class Rounding {
    public static final int INVALID = 1;
    public static final int DENORMAL = 1 << 1;
    public static final int DIVIDE_BY_ZERO = 1 << 2;
    public static final int OVERFLOW = 1 << 3;
    public static final int UNDERFLOW = 1 << 4;
    public static final int INEXACT = 1 << 5;

    public static final int NEAREST = 0;
    public static final int DOWN = 1;
    public static final int UP = 2;
    public static final int ZERO = 3;

    /** Bits of the significand: 24, 53 or 64. */
    int precision = 64;

    int mode;
    /** Underflow is masked: only a result that is also inexact counts as one. */
    boolean underflowMasked = true;

    /** Exponents of the least normal number and of the greatest. */
    int leastPower = -16382;

    int greatestPower = 16383;
    boolean flushToZero;
    boolean denormalsAreZero;
    int flags;
    /** The last result was not exact. */
    boolean inexactNow;
    /** The last result was rounded away from zero: C1 of the x87 unit. */
    boolean roundedUp;

    /** Takes precision, mode and masks from an x87 control word and forgets exceptions. */
    public Rounding control(int word) {
        precision = switch (word >> 8 & 3) {
            case 0 -> 24;
            case 2 -> 53;
            default -> 64;
        };
        mode = word >> 10 & 3;
        underflowMasked = (word & UNDERFLOW) != 0;
        flags = 0;
        roundedUp = false;
        return this;
    }

    /** Takes mode and masks from MXCSR, the format being double or single precision, and forgets exceptions. */
    public Rounding mxcsr(int register, boolean isDouble) {
        precision = isDouble ? 53 : 24;
        leastPower = isDouble ? -1022 : -126;
        greatestPower = isDouble ? 1023 : 127;
        mode = register >> 13 & 3;
        underflowMasked = true;
        flushToZero = (register & 1 << 15) != 0 && (register & UNDERFLOW << 7) != 0;
        denormalsAreZero = (register & 1 << 6) != 0;
        flags = 0;
        return this;
    }

    public int mode() {
        return mode;
    }

    /** {@return the exceptions met since {@link #control}} */
    public int flags() {
        return flags;
    }

    public boolean roundedUp() {
        return roundedUp;
    }

    /** {@return this, without what a conversion to an integer does not report} */
    public Rounding withoutDenormal() {
        flags &= ~DENORMAL;
        return this;
    }

    void raise(int exceptions) {
        flags |= exceptions;
    }

    /** {@return whether a magnitude is to be increased, given its last kept bit and what follows: the first bit and the rest} */
    boolean increases(boolean negative, boolean odd, boolean half, boolean rest) {
        return switch (mode) {
            case NEAREST -> half && (rest || odd);
            case DOWN -> negative && (half || rest);
            case UP -> !negative && (half || rest);
            default -> false;
        };
    }
}

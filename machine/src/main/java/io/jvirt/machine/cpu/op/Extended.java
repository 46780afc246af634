package io.jvirt.machine.cpu.op;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number in the 80-bit extended format, and exact arithmetic on such numbers (SDM volume 1, 4.2.2 and 8.2).
 *
 * @param signExponent the sign in bit 15, the exponent with a bias of 16383 below it
 * @param significand with its integer bit on top
 */
public record Extended(int signExponent, long significand) {
    private static final int BIAS = 16383;
    private static final int SPECIAL = 0x7fff;
    private static final long INTEGER_BIT = 1L << 63;
    private static final long QUIET = 1L << 62;

    public static final Extended ZERO = new Extended(0, 0);
    public static final Extended ONE = new Extended(BIAS, INTEGER_BIT);
    /** What an invalid operation gives. */
    public static final Extended INDEFINITE = new Extended(0xffff, INTEGER_BIT | QUIET);

    public boolean negative() {
        return (signExponent & 0x8000) != 0;
    }

    public int exponent() {
        return signExponent & SPECIAL;
    }

    public boolean isZero() {
        return exponent() == 0 && significand == 0;
    }

    public boolean isNan() {
        return exponent() == SPECIAL && significand << 1 != 0 && significand < 0;
    }

    boolean isSignaling() {
        return isNan() && (significand & QUIET) == 0;
    }

    public boolean isInfinite() {
        return exponent() == SPECIAL && significand == INTEGER_BIT;
    }

    public boolean isDenormal() {
        return exponent() == 0 && significand != 0;
    }

    /** {@return whether the format does not support the number: its integer bit is missing} */
    public boolean isUnsupported() {
        return exponent() != 0 && significand >= 0;
    }

    public Extended negate() {
        return new Extended(signExponent ^ 0x8000, significand);
    }

    public Extended abs() {
        return new Extended(exponent(), significand);
    }

    private Extended quiet() {
        return new Extended(signExponent, significand | QUIET);
    }

    private static Extended zero(boolean negative) {
        return negative ? ZERO.negate() : ZERO;
    }

    private static Extended infinity(boolean negative) {
        return new Extended(negative ? 0xffff : SPECIAL, INTEGER_BIT);
    }

    // Results. ------------------------------------------------------------------------------------------------------

    /**
     * {@return {@code high + low / 2^64} times {@code 2^(exponent - 63)}, rounded}
     *
     * @param low what follows; only its top bit and whether the rest is zero count
     */
    private static Extended round(boolean negative, int exponent, long high, long low, Rounding rounding) {
        if (high == 0 && low == 0) {
            return zero(negative);
        }
        int shift = high == 0 ? 64 + Long.numberOfLeadingZeros(low) : Long.numberOfLeadingZeros(high);
        long h = shift == 0 ? high : shift < 64 ? high << shift | low >>> 64 - shift : low << shift - 64;
        long l = shift < 64 ? low << shift : 0;
        int power = exponent - shift;
        int dropped = 64 - rounding.precision;
        boolean tiny = power < rounding.leastPower;
        if (tiny && !rounding.underflowMasked) {
            rounding.raise(Rounding.UNDERFLOW);
            power += 24576;
            tiny = false;
        }
        if (!tiny) {
            return overflow(negative, cut(negative, power, h, l, dropped, rounding), rounding);
        }
        // Tininess is found after rounding: a number that would round up to the least normal one is not tiny.
        int before = rounding.flags;
        Extended unbounded = cut(negative, power, h, l, dropped, rounding);
        boolean stays = unbounded.power() < rounding.leastPower || unbounded.isZero() || power + 1 < rounding.leastPower;
        rounding.flags = before;
        if (stays && rounding.flushToZero) {
            rounding.raise(Rounding.UNDERFLOW | Rounding.INEXACT);
            return zero(negative);
        }
        int missing = Math.min(rounding.leastPower - power, 127);
        long[] moved = shiftRight(h, l, missing);
        Extended result = cut(negative, rounding.leastPower, moved[0], moved[1], dropped, rounding);
        if (stays && (rounding.flags & ~before & Rounding.INEXACT) != 0 || stays && rounding.inexactNow) {
            rounding.raise(Rounding.UNDERFLOW);
        }
        return result;
    }

    /** {@return what a number too large for the format becomes} */
    private static Extended overflow(boolean negative, Extended value, Rounding rounding) {
        if (value.exponent() != SPECIAL && value.exponent() - BIAS <= rounding.greatestPower) {
            return value;
        }
        rounding.raise(Rounding.OVERFLOW | Rounding.INEXACT);
        rounding.roundedUp = rounding.increases(negative, true, true, true);
        return rounding.roundedUp
                ? infinity(negative)
                : new Extended(rounding.greatestPower + BIAS | (negative ? 0x8000 : 0), -1L << 64 - rounding.precision);
    }

    /**
     * {@return the number without the bits that the format has not, rounded}
     *
     * @param h its integer bit is on top unless the number is denormal in the format
     */
    private static Extended cut(boolean negative, int power, long h, long l, int dropped, Rounding rounding) {
        long mask = dropped == 0 ? 0 : (1L << dropped) - 1;
        boolean half = dropped == 0 ? l < 0 : (h >>> dropped - 1 & 1) != 0;
        boolean rest = dropped == 0 ? l << 1 != 0 : (h & mask >>> 1) != 0 || l != 0;
        long kept = h & ~mask;
        int raised = power;
        rounding.inexactNow = half || rest;
        if (half || rest) {
            rounding.raise(Rounding.INEXACT);
            rounding.roundedUp = rounding.increases(negative, (h >>> dropped & 1) != 0, half, rest);
            if (rounding.roundedUp) {
                kept += 1L << dropped;
                if (kept == 0) {
                    kept = INTEGER_BIT;
                    raised++;
                }
            }
        }
        if (kept == 0) {
            return zero(negative);
        }
        int sign = negative ? 0x8000 : 0;
        int shift = Long.numberOfLeadingZeros(kept);
        int biased = raised - shift + BIAS;
        if (biased <= 0) {
            // Denormal in this format too: the bits that go are zero.
            return new Extended(sign | (raised + BIAS == 1 && kept < 0 ? 1 : 0), kept << shift >>> 1 - biased);
        }
        return new Extended(sign | Math.min(biased, SPECIAL), biased >= SPECIAL ? INTEGER_BIT : kept << shift);
    }

    /** {@return 128 bits shifted right, bits that fall out kept as the lowest one} */
    private static long[] shiftRight(long high, long low, int by) {
        if (by == 0) {
            return new long[] {high, low};
        }
        if (by < 64) {
            long out = low << 64 - by;
            return new long[] {high >>> by, high << 64 - by | low >>> by | (out != 0 ? 1 : 0)};
        }
        if (by < 128) {
            long lost = by == 64 ? low : high << 128 - by | low;
            return new long[] {0, (by == 64 ? high : high >>> by - 64) | (lost != 0 ? 1 : 0)};
        }
        return new long[] {0, (high | low) != 0 ? 1 : 0};
    }

    /** {@return the NaN that two operands lead to, one of which is NaN or unsupported; null if neither is} */
    private static @Nullable Extended special(Extended a, Extended b, Rounding rounding) {
        if (a.isUnsupported() || b.isUnsupported()) {
            rounding.raise(Rounding.INVALID);
            return INDEFINITE;
        }
        if (!a.isNan() && !b.isNan()) {
            if (a.isDenormal() || b.isDenormal()) {
                rounding.raise(Rounding.DENORMAL);
            }
            return null;
        }
        if (a.isSignaling() || b.isSignaling()) {
            rounding.raise(Rounding.INVALID);
        }
        if (!b.isNan()) {
            return a.quiet();
        }
        if (!a.isNan()) {
            return b.quiet();
        }
        if (a.isSignaling() != b.isSignaling()) {
            return a.isSignaling() ? b : a;
        }
        int order = Long.compareUnsigned(a.significand, b.significand);
        return (order > 0 || order == 0 && !a.negative() ? a : b).quiet();
    }

    private static Extended invalid(Rounding rounding) {
        rounding.flags = rounding.flags & ~Rounding.DENORMAL | Rounding.INVALID;
        return INDEFINITE;
    }

    /** {@return the exponent without its bias; that of the least normal number for denormal ones} */
    private int power() {
        return Math.max(exponent(), 1) - BIAS;
    }

    // Operations. ---------------------------------------------------------------------------------------------------

    public static Extended add(Extended a, Extended b, Rounding rounding) {
        Extended special = special(a, b, rounding);
        if (special != null) {
            return special;
        }
        if (a.isInfinite() || b.isInfinite()) {
            if (a.isInfinite() && b.isInfinite() && a.negative() != b.negative()) {
                return invalid(rounding);
            }
            return a.isInfinite() ? a : b;
        }
        if (a.isZero() && b.isZero()) {
            return a.negative() == b.negative() ? a : zero(rounding.mode == Rounding.DOWN);
        }
        boolean swap = a.power() < b.power() || a.power() == b.power() && Long.compareUnsigned(a.significand, b.significand) < 0;
        Extended big = swap ? b : a;
        Extended small = swap ? a : b;
        long[] moved = shiftRight(small.significand, 0, big.power() - small.power());
        if (big.negative() == small.negative()) {
            long sum = big.significand + moved[0];
            if (Long.compareUnsigned(sum, moved[0]) < 0) {
                return round(big.negative(), big.power() + 1, sum >>> 1 | INTEGER_BIT, sum << 63 | moved[1] >>> 1 | moved[1] & 1, rounding);
            }
            return round(big.negative(), big.power(), sum, moved[1], rounding);
        }
        long high = big.significand - moved[0] - (moved[1] != 0 ? 1 : 0);
        long low = -moved[1];
        if ((high | low) == 0) {
            return zero(rounding.mode == Rounding.DOWN);
        }
        return round(big.negative(), big.power(), high, low, rounding);
    }

    public static Extended multiply(Extended a, Extended b, Rounding rounding) {
        Extended special = special(a, b, rounding);
        if (special != null) {
            return special;
        }
        boolean negative = a.negative() != b.negative();
        if (a.isInfinite() || b.isInfinite()) {
            return a.isZero() || b.isZero() ? invalid(rounding) : infinity(negative);
        }
        long high = Math.unsignedMultiplyHigh(a.significand, b.significand);
        return round(negative, a.power() + b.power() + 1, high, a.significand * b.significand, rounding);
    }

    public static Extended divide(Extended a, Extended b, Rounding rounding) {
        Extended special = special(a, b, rounding);
        if (special != null) {
            return special;
        }
        boolean negative = a.negative() != b.negative();
        if (a.isInfinite()) {
            return b.isInfinite() ? invalid(rounding) : infinity(negative);
        }
        if (b.isInfinite()) {
            return zero(negative);
        }
        if (b.isZero()) {
            if (a.isZero()) {
                return invalid(rounding);
            }
            rounding.flags = rounding.flags & ~Rounding.DENORMAL | Rounding.DIVIDE_BY_ZERO;
            return infinity(negative);
        }
        if (a.isZero()) {
            return zero(negative);
        }
        int shiftA = Long.numberOfLeadingZeros(a.significand);
        int shiftB = Long.numberOfLeadingZeros(b.significand);
        BigInteger[] parts = unsigned(a.significand << shiftA)
                .shiftLeft(66)
                .divideAndRemainder(unsigned(b.significand << shiftB));
        BigInteger quotient = parts[0].shiftLeft(61);
        long low = quotient.longValue() | (parts[1].signum() != 0 ? 1 : 0);
        int exponent = a.power() - shiftA - (b.power() - shiftB);
        return round(negative, exponent, quotient.shiftRight(64).longValue(), low, rounding);
    }

    public static Extended squareRoot(Extended a, Rounding rounding) {
        Extended special = special(a, a, rounding);
        if (special != null) {
            return special;
        }
        if (a.isZero()) {
            return a;
        }
        if (a.negative()) {
            return invalid(rounding);
        }
        if (a.isInfinite()) {
            return a;
        }
        int shift = Long.numberOfLeadingZeros(a.significand);
        int power = a.power() - shift;
        // The significand as a number below 2^64 times an even power of two, then widened so that the root has 96 bits.
        int odd = power - 63 & 1;
        BigInteger wide = unsigned(a.significand << shift).shiftLeft(128 + odd);
        BigInteger[] root = wide.sqrtAndRemainder();
        int bits = root[0].bitLength();
        BigInteger placed = root[0].shiftLeft(128 - bits);
        long low = placed.longValue() | (root[1].signum() != 0 ? 1 : 0);
        return round(false, (power - 63 - odd >> 1) - 64 + bits - 1, placed.shiftRight(64).longValue(), low, rounding);
    }

    private static BigInteger unsigned(long value) {
        return value >= 0 ? BigInteger.valueOf(value) : BigInteger.valueOf(value & Long.MAX_VALUE).setBit(63);
    }

    /** {@return -1, 0 or 1 as {@code a} is less than, equal to or greater than {@code b}; 2 if they cannot be compared} */
    public static int compare(Extended a, Extended b, boolean quiet, Rounding rounding) {
        if (a.isUnsupported() || b.isUnsupported() || a.isNan() || b.isNan()) {
            boolean signal = !quiet || a.isSignaling() || b.isSignaling() || a.isUnsupported() || b.isUnsupported();
            rounding.raise(signal ? Rounding.INVALID : 0);
            return 2;
        }
        if (a.isDenormal() || b.isDenormal()) {
            rounding.raise(Rounding.DENORMAL);
        }
        if (a.isZero() && b.isZero()) {
            return 0;
        }
        if (a.negative() != b.negative()) {
            return a.negative() ? -1 : 1;
        }
        int order = Integer.compare(a.power(), b.power());
        if (a.isZero() || b.isZero() || order == 0) {
            order = a.isZero() ? -1 : b.isZero() ? 1 : Long.compareUnsigned(a.significand, b.significand);
        }
        order = Integer.signum(order);
        return a.negative() ? -order : order;
    }

    // Conversions. --------------------------------------------------------------------------------------------------

    public static Extended ofLong(long value) {
        if (value == 0) {
            return ZERO;
        }
        long magnitude = Math.abs(value);
        int shift = Long.numberOfLeadingZeros(magnitude);
        return new Extended(BIAS + 63 - shift | (value < 0 ? 0x8000 : 0), magnitude << shift);
    }

    /** {@return a number of one of the shorter formats; a signaling NaN becomes quiet} */
    public static Extended ofShort(long bits, int exponentBits, int fractionBits, Rounding rounding) {
        boolean negative = (bits >>> exponentBits + fractionBits & 1) != 0;
        int special = (1 << exponentBits) - 1;
        int exponent = (int) (bits >>> fractionBits) & special;
        long fraction = bits << 64 - fractionBits >>> 1;
        int sign = negative ? 0x8000 : 0;
        if (exponent == special) {
            Extended value = new Extended(sign | SPECIAL, INTEGER_BIT | fraction);
            if (value.isSignaling()) {
                rounding.raise(Rounding.INVALID);
                return value.quiet();
            }
            return value;
        }
        int bias = special >> 1;
        if (exponent == 0) {
            if (fraction == 0) {
                return zero(negative);
            }
            rounding.raise(Rounding.DENORMAL);
            int shift = Long.numberOfLeadingZeros(fraction);
            return new Extended(sign | 1 - bias + BIAS - shift, fraction << shift);
        }
        return new Extended(sign | exponent - bias + BIAS, INTEGER_BIT | fraction);
    }

    /** {@return the bits of this number in one of the shorter formats, rounded} */
    public long toShort(int exponentBits, int fractionBits, Rounding rounding) {
        int special = (1 << exponentBits) - 1;
        long sign = negative() ? 1L << exponentBits + fractionBits : 0;
        if (isUnsupported()) {
            rounding.raise(Rounding.INVALID);
            return 1L << exponentBits + fractionBits | (long) special << fractionBits | 1L << fractionBits - 1;
        }
        if (exponent() == SPECIAL) {
            if (isSignaling()) {
                rounding.raise(Rounding.INVALID);
            }
            long fraction = isNan() ? (significand | QUIET) << 1 >>> 64 - fractionBits : 0;
            return sign | (long) special << fractionBits | fraction;
        }
        if (significand == 0) {
            return sign;
        }
        int bias = special >> 1;
        int shift = Long.numberOfLeadingZeros(significand);
        long value = significand << shift;
        int biased = power() - shift + bias;
        int dropped = 63 - fractionBits;
        boolean tiny = biased <= 0;
        if (tiny) {
            dropped = Math.min(dropped + 1 - biased, 66);
            biased = 0;
        }
        long kept = dropped >= 64 ? 0 : value >>> dropped;
        boolean half = dropped <= 64 && (value >>> dropped - 1 & 1) != 0;
        boolean rest = dropped > 64 || (value & (1L << dropped - 1) - 1) != 0;
        if (half || rest) {
            rounding.raise(Rounding.INEXACT | (tiny ? Rounding.UNDERFLOW : 0));
            rounding.roundedUp = rounding.increases(negative(), (kept & 1) != 0, half, rest);
            kept += rounding.roundedUp ? 1 : 0;
        }
        // A carry out of the fraction goes on into the exponent, from denormal to normal as well.
        long magnitude = tiny ? kept : kept + ((long) biased - 1 << fractionBits);
        if (magnitude >>> fractionBits >= special) {
            rounding.raise(Rounding.OVERFLOW | Rounding.INEXACT);
            rounding.roundedUp = rounding.increases(negative(), true, true, true);
            magnitude = rounding.roundedUp ? (long) special << fractionBits : ((long) special << fractionBits) - 1;
        }
        return sign | magnitude;
    }

    /** {@return this number rounded to an integer that fits {@code bits}; the least one when it does not} */
    public long toInteger(int bits, int mode, Rounding rounding) {
        Extended whole = isNan() || isUnsupported() || isInfinite() ? this : roundToInteger(mode, rounding);
        long least = -1L << bits - 1;
        if (whole.isZero()) {
            return 0;
        }
        int power = whole.power();
        if (!isNan() && !isUnsupported() && !isInfinite() && power < 63) {
            long magnitude = whole.significand >>> 63 - power;
            long value = whole.negative() ? -magnitude : magnitude;
            if (value << 64 - bits >> 64 - bits == value) {
                return value;
            }
        } else if (power == 63 && bits == 64 && whole.negative() && whole.significand == INTEGER_BIT) {
            return least;
        }
        rounding.flags = Rounding.INVALID;
        rounding.roundedUp = false;
        return least;
    }

    /** FRNDINT. */
    public Extended roundToInteger(int mode, Rounding rounding) {
        Extended special = special(this, this, rounding);
        if (special != null) {
            return special;
        }
        if (isZero() || exponent() == SPECIAL || power() >= 63) {
            return this;
        }
        int fraction = 63 - power();
        long kept = fraction >= 64 ? 0 : significand >>> fraction;
        boolean half = fraction <= 64 && (significand >>> fraction - 1 & 1) != 0;
        boolean rest = fraction > 64 || (significand & (1L << fraction - 1) - 1) != 0;
        if (!half && !rest) {
            return this;
        }
        rounding.raise(Rounding.INEXACT);
        int was = rounding.mode;
        rounding.mode = mode;
        rounding.roundedUp = rounding.increases(negative(), (kept & 1) != 0, half, rest);
        rounding.mode = was;
        kept += rounding.roundedUp ? 1 : 0;
        if (kept == 0) {
            return zero(negative());
        }
        int shift = Long.numberOfLeadingZeros(kept);
        return new Extended(BIAS + 63 - shift | (negative() ? 0x8000 : 0), kept << shift);
    }

    /** FSCALE: this number times two to the power of {@code by}, cut to an integer. */
    public Extended scale(Extended by, Rounding rounding) {
        Extended special = special(this, by, rounding);
        if (special != null) {
            return special;
        }
        if (by.isInfinite()) {
            if (by.negative() ? isInfinite() : isZero()) {
                return invalid(rounding);
            }
            return by.negative() ? zero(negative()) : isInfinite() ? this : infinity(negative());
        }
        if (isZero() || isInfinite()) {
            return this;
        }
        int steps = by.power() < 0 || by.isZero() ? 0 : by.power() > 16 ? 0x1_0000 : (int) (by.significand >>> 63 - by.power());
        int was = rounding.precision;
        rounding.precision = 64;
        Extended result = round(negative(), power() + (by.negative() ? -steps : steps), significand, 0, rounding);
        rounding.precision = was;
        return result;
    }
}

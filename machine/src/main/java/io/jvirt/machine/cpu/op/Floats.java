package io.jvirt.machine.cpu.op;

/**
 * Arithmetic on single- and double-precision numbers as SSE does it (SDM volume 1, 10.2 and 11.5): MXCSR's rounding, NaNs and
 * exceptions. Numbers travel as their bits; those of single precision in the low half.
 */
public final class Floats {
    /** Operations with two operands. */
    public enum Operation {
        ADD,
        SUB,
        MUL,
        DIV,
        MIN,
        MAX
    }

    private static final int MINIMUM_NORMAL = 1;

    private Floats() {}

    private static int exponentBits(boolean isDouble) {
        return isDouble ? 11 : 8;
    }

    private static int fractionBits(boolean isDouble) {
        return isDouble ? 52 : 23;
    }

    private static int exponent(long bits, boolean isDouble) {
        return isDouble ? (int) (bits >>> 52) & 0x7ff : (int) (bits >>> 23) & 0xff;
    }

    private static int special(boolean isDouble) {
        return isDouble ? 0x7ff : 0xff;
    }

    private static long fraction(long bits, boolean isDouble) {
        return bits & (1L << fractionBits(isDouble)) - 1;
    }

    private static long quietBit(boolean isDouble) {
        return 1L << fractionBits(isDouble) - 1;
    }

    public static boolean isNan(long bits, boolean isDouble) {
        return exponent(bits, isDouble) == special(isDouble) && fraction(bits, isDouble) != 0;
    }

    private static boolean isSignaling(long bits, boolean isDouble) {
        return isNan(bits, isDouble) && (bits & quietBit(isDouble)) == 0;
    }

    private static boolean isDenormal(long bits, boolean isDouble) {
        return exponent(bits, isDouble) == 0 && fraction(bits, isDouble) != 0;
    }

    private static boolean isNormal(long bits, boolean isDouble) {
        int exponent = exponent(bits, isDouble);
        return exponent >= MINIMUM_NORMAL && exponent < special(isDouble);
    }

    /** {@return an operand as the operation sees it: with DAZ, zero in the place of a denormal number} */
    private static long input(long bits, boolean isDouble, Rounding rounding) {
        long value = isDouble ? bits : bits & 0xffff_ffffL;
        if (rounding.denormalsAreZero && isDenormal(value, isDouble)) {
            return value & 1L << (isDouble ? 63 : 31);
        }
        return value;
    }

    private static Extended wide(long bits, boolean isDouble) {
        return Extended.ofShort(bits, exponentBits(isDouble), fractionBits(isDouble), new Rounding());
    }

    private static long narrow(Extended value, boolean isDouble) {
        return value.toShort(exponentBits(isDouble), fractionBits(isDouble), new Rounding());
    }

    private static long indefinite(boolean isDouble) {
        return isDouble ? 0xfff8_0000_0000_0000L : 0xffc0_0000L;
    }

    /**
     * {@return the result of an operation; exceptions are added to those of {@code rounding}}
     *
     * @param inexactBefore INEXACT is set in MXCSR, so that a result need not be examined for it
     */
    public static long apply(Operation operation, long x, long y, boolean isDouble, Rounding rounding, boolean inexactBefore) {
        long a = input(x, isDouble, rounding);
        long b = input(y, isDouble, rounding);
        if (operation == Operation.MIN || operation == Operation.MAX) {
            return extreme(operation, a, b, isDouble, rounding);
        }
        if (inexactBefore && rounding.mode == Rounding.NEAREST && isNormal(a, isDouble) && isNormal(b, isDouble)) {
            long result = isDouble ? ofDoubles(operation, a, b) : ofFloats(operation, (int) a, (int) b);
            if (isNormal(result, isDouble)) {
                return result;
            }
        }
        if (isNan(a, isDouble) || isNan(b, isDouble)) {
            if (isSignaling(a, isDouble) || isSignaling(b, isDouble)) {
                rounding.raise(Rounding.INVALID);
            }
            return (isNan(a, isDouble) ? a : b) | quietBit(isDouble);
        }
        boolean denormal = isDenormal(a, isDouble) || isDenormal(b, isDouble);
        int before = rounding.flags;
        rounding.flags = denormal ? Rounding.DENORMAL : 0;
        Extended p = wide(a, isDouble);
        Extended q = wide(b, isDouble);
        Extended result = switch (operation) {
            case ADD -> Extended.add(p, q, rounding);
            case SUB -> Extended.add(p, q.negate(), rounding);
            case MUL -> Extended.multiply(p, q, rounding);
            case DIV -> Extended.divide(p, q, rounding);
            case MIN, MAX -> throw new AssertionError(operation);
        };
        rounding.flags |= before;
        return narrow(result, isDouble);
    }

    private static long ofDoubles(Operation operation, long x, long y) {
        double a = Double.longBitsToDouble(x);
        double b = Double.longBitsToDouble(y);
        return Double.doubleToRawLongBits(switch (operation) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MIN, MAX -> throw new AssertionError(operation);
        });
    }

    private static long ofFloats(Operation operation, int x, int y) {
        float a = Float.intBitsToFloat(x);
        float b = Float.intBitsToFloat(y);
        return Float.floatToRawIntBits(switch (operation) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MIN, MAX -> throw new AssertionError(operation);
        }) & 0xffff_ffffL;
    }

    /** MIN and MAX: the second operand, unless the first is truly less or greater. */
    private static long extreme(Operation operation, long a, long b, boolean isDouble, Rounding rounding) {
        if (isNan(a, isDouble) || isNan(b, isDouble)) {
            rounding.raise(Rounding.INVALID);
            return b;
        }
        int order = compare(a, b, isDouble, true, rounding);
        return operation == Operation.MIN ? order < 0 ? a : b : order > 0 ? a : b;
    }

    /** {@return -1, 0, 1, or 2 for numbers that have no order; with {@code quiet} only signaling NaNs are invalid} */
    public static int compare(long x, long y, boolean isDouble, boolean quiet, Rounding rounding) {
        long a = input(x, isDouble, rounding);
        long b = input(y, isDouble, rounding);
        if (isNan(a, isDouble) || isNan(b, isDouble)) {
            if (!quiet || isSignaling(a, isDouble) || isSignaling(b, isDouble)) {
                rounding.raise(Rounding.INVALID);
            }
            return 2;
        }
        if (isDenormal(a, isDouble) || isDenormal(b, isDouble)) {
            rounding.raise(Rounding.DENORMAL);
        }
        double p = isDouble ? Double.longBitsToDouble(a) : Float.intBitsToFloat((int) a);
        double q = isDouble ? Double.longBitsToDouble(b) : Float.intBitsToFloat((int) b);
        return p < q ? -1 : p > q ? 1 : 0;
    }

    public static long squareRoot(long x, boolean isDouble, Rounding rounding) {
        long a = input(x, isDouble, rounding);
        if (isNan(a, isDouble)) {
            rounding.raise(isSignaling(a, isDouble) ? Rounding.INVALID : 0);
            return a | quietBit(isDouble);
        }
        Extended p = wide(a, isDouble);
        if (p.negative() && !p.isZero()) {
            rounding.raise(Rounding.INVALID);
            return indefinite(isDouble);
        }
        rounding.raise(isDenormal(a, isDouble) ? Rounding.DENORMAL : 0);
        return narrow(Extended.squareRoot(p, rounding), isDouble);
    }

    /** {@return a number in the other precision; {@code rounding} is that of the target} */
    public static long convert(long x, boolean fromDouble, Rounding rounding) {
        long a = input(x, fromDouble, rounding);
        if (isNan(a, fromDouble)) {
            rounding.raise(isSignaling(a, fromDouble) ? Rounding.INVALID : 0);
            return narrow(wide(a, fromDouble), !fromDouble);
        }
        rounding.raise(isDenormal(a, fromDouble) ? Rounding.DENORMAL : 0);
        return narrow(Extended.multiply(wide(a, fromDouble), Extended.ONE, rounding), !fromDouble);
    }

    /** {@return an integer as a number} */
    public static long ofInteger(long value, boolean isDouble, Rounding rounding) {
        return narrow(Extended.multiply(Extended.ofLong(value), Extended.ONE, rounding), isDouble);
    }

    /** {@return a number as an integer of {@code bits}; the least one if it does not fit} */
    public static long toInteger(long x, int bits, boolean isDouble, int mode, Rounding rounding) {
        int before = rounding.flags;
        rounding.flags = 0;
        long result = wide(input(x, isDouble, rounding), isDouble).toInteger(bits, mode, rounding);
        rounding.flags = rounding.flags & ~Rounding.DENORMAL | before;
        return result;
    }

    /** ROUNDSD and its like; {@code quiet} leaves INEXACT out. */
    public static long roundToInteger(long x, boolean isDouble, int mode, boolean quiet, Rounding rounding) {
        long a = input(x, isDouble, rounding);
        if (isNan(a, isDouble)) {
            rounding.raise(isSignaling(a, isDouble) ? Rounding.INVALID : 0);
            return a | quietBit(isDouble);
        }
        int before = rounding.flags;
        Extended result = wide(a, isDouble).roundToInteger(mode, rounding);
        rounding.flags = before | (quiet ? 0 : rounding.flags & Rounding.INEXACT);
        return narrow(result, isDouble);
    }
}

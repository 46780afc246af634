package io.jvirt.machine.truth;

import java.util.Random;

/** Values that instructions are likely to treat specially, and random ones. */
final class Values {
    private static final long[] INTEGERS = {
        0, 1, -1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, Long.MAX_VALUE, Long.MIN_VALUE,
        0x8080_8080_8080_8080L, 0x7fff_8000_7fff_8000L
    };
    private static final float[] FLOATS = {
        0f, -0f, 1f, -1f, 1.5f, 2f, Float.MIN_VALUE, Float.MAX_VALUE, Float.MIN_NORMAL, Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY, Float.NaN, 3.1415927f, 16777216f, 2.1474836E9f, -2.1474836E9f, 0.5f, 2.5f
    };
    private static final double[] DOUBLES = {
        0, -0.0, 1, -1, 1.5, 2, Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY, Double.NaN, Math.PI, 2147483648.0, -2147483648.0, 9.223372036854775807E18, 0.5, 2.5, 1e-40
    };

    private Values() {}

    static long integer(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> INTEGERS[random.nextInt(INTEGERS.length)];
            case 1 -> INTEGERS[random.nextInt(INTEGERS.length)] + random.nextInt(5) - 2;
            default -> random.nextLong();
        };
    }

    /** {@return eight bytes: a number of any kind} */
    static long any(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> integer(random);
            case 2 -> floats(random);
            case 3 -> Double.doubleToRawLongBits(DOUBLES[random.nextInt(DOUBLES.length)]);
            case 4 -> Double.doubleToRawLongBits(random.nextGaussian() * Math.pow(2, random.nextInt(80) - 40));
            case 5 -> (long) Float.floatToRawIntBits((float) (random.nextGaussian() * 1000)) << 32
                    | Float.floatToRawIntBits((float) random.nextGaussian()) & 0xffff_ffffL;
            default -> random.nextLong();
        };
    }

    private static long floats(Random random) {
        return (long) Float.floatToRawIntBits(FLOATS[random.nextInt(FLOATS.length)]) << 32
                | Float.floatToRawIntBits(FLOATS[random.nextInt(FLOATS.length)]) & 0xffff_ffffL;
    }
}

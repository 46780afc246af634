package io.jvirt.machine.cpu.op;

/** Rounds of AES (FIPS 197) on 16 bytes held in two longs, and carry-less multiplication. */
public final class Aes {
    private static final byte[] BOX = new byte[256];
    private static final byte[] INVERSE = new byte[256];

    static {
        // The multiplicative inverse by walking powers of the generator 3, then the affine map.
        int p = 1;
        int q = 1;
        do {
            p = (p ^ p << 1 ^ (p & 0x80) / 0x80 * 0x11b) & 0xff;
            q ^= q << 1;
            q ^= q << 2;
            q ^= q << 4;
            q &= 0xff;
            q ^= (q & 0x80) / 0x80 * 9;
            q &= 0xff;
            int rotations = q | q << 8;
            int value = q ^ rotations >> 7 ^ rotations >> 6 ^ rotations >> 5 ^ rotations >> 4;
            BOX[p] = (byte) (value ^ 0x63);
        } while (p != 1);
        BOX[0] = 0x63;
        for (int n = 0; n < 256; n++) {
            INVERSE[BOX[n] & 0xff] = (byte) n;
        }
    }

    private Aes() {}

    private static int at(long[] state, int number) {
        return (int) (state[number >> 3] >>> 8 * (number & 7)) & 0xff;
    }

    private static int multiply(int a, int b) {
        int r = 0;
        for (int x = a, y = b; y != 0; y >>= 1) {
            r ^= (y & 1) != 0 ? x : 0;
            x = x << 1 ^ ((x & 0x80) != 0 ? 0x11b : 0);
        }
        return r & 0xff;
    }

    /** {@return the state with its rows shifted and its bytes substituted; {@code step} 1 to encrypt, -1 to decrypt} */
    private static long[] substitute(long[] state, int step) {
        long[] r = new long[2];
        byte[] box = step > 0 ? BOX : INVERSE;
        for (int n = 0; n < 16; n++) {
            int row = n & 3;
            int from = n + step * 4 * row & 15;
            r[n >> 3] |= (box[at(state, from)] & 0xffL) << 8 * (n & 7);
        }
        return r;
    }

    private static long[] mix(long[] state, int... factors) {
        long[] r = new long[2];
        for (int n = 0; n < 16; n++) {
            int sum = 0;
            for (int k = 0; k < 4; k++) {
                sum ^= multiply(at(state, n & 12 | k), factors[k - n & 3]);
            }
            r[n >> 3] |= (long) sum << 8 * (n & 7);
        }
        return r;
    }

    /** AESENC, AESENCLAST. */
    public static long[] encrypt(long[] state, boolean last) {
        long[] r = substitute(state, 1);
        return last ? r : mix(r, 2, 3, 1, 1);
    }

    /** AESDEC, AESDECLAST. */
    public static long[] decrypt(long[] state, boolean last) {
        long[] r = substitute(state, -1);
        return last ? r : inverseMix(r);
    }

    /** AESIMC. */
    public static long[] inverseMix(long[] state) {
        return mix(state, 14, 11, 13, 9);
    }

    /** AESKEYGENASSIST. */
    public static long[] keyAssist(long[] key, int constant) {
        int x1 = word((int) (key[0] >>> 32));
        int x3 = word((int) (key[1] >>> 32));
        return new long[] {
            x1 & 0xffff_ffffL | (long) (Integer.rotateRight(x1, 8) ^ constant) << 32,
            x3 & 0xffff_ffffL | (long) (Integer.rotateRight(x3, 8) ^ constant) << 32
        };
    }

    private static int word(int x) {
        int r = 0;
        for (int n = 0; n < 4; n++) {
            r |= (BOX[x >>> 8 * n & 0xff] & 0xff) << 8 * n;
        }
        return r;
    }

    /** PCLMULQDQ: the product of polynomials over two elements, low and high half. */
    public static long[] carryless(long a, long b) {
        long low = 0;
        long high = 0;
        for (int n = 0; n < 64; n++) {
            if ((b >>> n & 1) != 0) {
                low ^= a << n;
                high ^= n == 0 ? 0 : a >>> 64 - n;
            }
        }
        return new long[] {low, high};
    }
}

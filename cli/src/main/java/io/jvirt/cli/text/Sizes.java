package io.jvirt.cli.text;

import java.math.BigInteger;

/** Amounts as people type and read them. */
public final class Sizes {
    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private Sizes() {}

    /** A text that is no amount. */
    public static final class BadSizeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Why, or an empty text. */
        public BadSizeException(String message) {
            super(message, null, false, false);
        }

        /** {@return why, empty when the text is no number at all} */
        @Override
        public String getMessage() {
            String message = super.getMessage();
            return message == null ? "" : message;
        }
    }

    /**
     * {@return the bytes that a text such as {@code 512M} stands for}: a number and b, a letter of kMGTPE for powers of
     * 1024, or the letter with {@code iB} for the same and with {@code B} for powers of 1000
     *
     * @param unit the bytes of one when there is no suffix
     * @throws BadSizeException when it is none, or more than {@code limit}
     */
    public static long parse(String text, long unit, long limit) {
        int at = 0;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (at == 0) {
            throw new BadSizeException("");
        }
        BigInteger value = new BigInteger(text.substring(0, at)).multiply(BigInteger.valueOf(unitOf(text.substring(at), unit)));
        BigInteger most = new BigInteger(Long.toUnsignedString(limit)).min(MAX_UNSIGNED);
        if (value.compareTo(most) > 0) {
            throw new BadSizeException(
                    at == text.length() ? "" : "numerical overflow: value too large: " + text);
        }
        return value.longValue();
    }

    private static long unitOf(String suffix, long unit) {
        if (suffix.isEmpty()) {
            return unit;
        }
        if (suffix.equalsIgnoreCase("b") || suffix.equalsIgnoreCase("byte") || suffix.equalsIgnoreCase("bytes")) {
            return 1;
        }
        int power = "kmgtpe".indexOf(Character.toLowerCase(suffix.charAt(0))) + 1;
        String rest = suffix.substring(1);
        long base = rest.isEmpty() || rest.equalsIgnoreCase("ib") ? 1024 : rest.equalsIgnoreCase("b") ? 1000 : 0;
        if (power == 0 || base == 0) {
            throw new BadSizeException("invalid argument: unknown suffix '" + suffix + "'");
        }
        long factor = 1;
        for (int i = 0; i < power; i++) {
            factor *= base;
        }
        return factor;
    }

    /** An amount with the unit that suits it. */
    public record Pretty(double value, String unit) {
        /** {@return the amount with three digits after the point} */
        public String text() {
            return Decimal.fixed(value, 3) + " " + unit;
        }
    }

    /** {@return bytes in the largest unit of 1024 that leaves at least one} */
    public static Pretty pretty(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        double value = bytes < 0 ? (bytes >>> 1) * 2.0 : bytes;
        int at = 0;
        while (value >= 1024 && at < units.length - 1) {
            value /= 1024;
            at++;
        }
        return new Pretty(value, units[at]);
    }
}

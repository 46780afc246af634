package io.jvirt.image;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Sizes as qemu-img's options write them: a number, with or without a fraction, and a binary suffix. */
public final class ByteSize {
    private static final String SUFFIXES = "BKMGTPE";

    private ByteSize() {}

    /** {@return how many bytes {@code text} says, empty when it says none or more than a file can have} */
    public static Optional<Long> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int power = SUFFIXES.indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
        String number = power < 0 ? text : text.substring(0, text.length() - 1);
        if (!number.matches("\\d{1,19}(\\.\\d{1,19})?")) {
            return Optional.empty();
        }
        BigDecimal bytes = new BigDecimal(number).multiply(BigDecimal.valueOf(1L << 10 * Math.max(0, power)));
        // A fraction without a unit is no number of bytes.
        if ((power <= 0 && bytes.stripTrailingZeros().scale() > 0)
                || bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return Optional.empty();
        }
        return Optional.of(bytes.longValue());
    }

    /** {@return the size as people read it, three digits and a binary unit: {@code 1.5 MiB}} */
    public static String format(long bytes) {
        int power = 0;
        double value = bytes;
        while (value >= 1000 && power < SUFFIXES.length() - 1) {
            value /= 1024;
            power++;
        }
        String digits = String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
        if (digits.indexOf('.') >= 0) {
            digits = digits.replaceAll("\\.?0+$", "");
        }
        return digits + (power == 0 ? " B" : " " + SUFFIXES.charAt(power) + "iB");
    }
}

package io.jvirt.cli.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Fractions with a fixed number of digits, rounded as C's printf does. */
public final class Decimal {
    private Decimal() {}

    /** {@return the value with so many digits after the point} */
    public static String fixed(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** {@return nanoseconds as seconds with one digit after the point} */
    public static String seconds(long nanos) {
        if (nanos < 0) {
            return fixed(Double.parseDouble(Long.toUnsignedString(nanos)) / 1e9, 1);
        }
        return fixed(nanos / 1e9, 1);
    }

    /** {@return the number with spaces before it, so many columns wide} */
    public static String padLeft(String text, int width) {
        StringBuilder padded = new StringBuilder(width);
        for (int i = text.length(); i < width; i++) {
            padded.append(' ');
        }
        return padded.append(text).toString();
    }

    /** {@return the text with spaces after it, so many columns wide} */
    public static String padRight(String text, int width) {
        StringBuilder padded = new StringBuilder(width).append(text);
        for (int i = text.length(); i < width; i++) {
            padded.append(' ');
        }
        return padded.toString();
    }
}

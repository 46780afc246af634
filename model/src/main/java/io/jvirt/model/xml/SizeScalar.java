package io.jvirt.model.xml;

import io.jvirt.model.MemorySize;
import org.jspecify.annotations.Nullable;

/** An amount with its unit in an attribute beside it. */
final class SizeScalar implements Scalar {
    private final String in;
    private final String out;
    private final boolean written;

    SizeScalar(Scaled scaled) {
        in = scaled.in();
        out = scaled.out();
        written = scaled.written();
    }

    @Override
    public Object parse(String text) {
        return parse(text, null);
    }

    Object parse(String text, @Nullable String unit) {
        String digits = text.strip();
        long amount = 0;
        if (digits.isEmpty()) {
            throw new IllegalArgumentException("Expected a size");
        }
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || amount > (Long.MAX_VALUE - digit) / 10) {
                throw new IllegalArgumentException("Expected a size");
            }
            amount = amount * 10 + digit;
        }
        return MemorySize.of(amount, unit == null ? in : unit);
    }

    boolean written() {
        return written;
    }

    String unit(Object value) {
        return out.isEmpty() ? ((MemorySize) value).largestUnit() : out;
    }

    @Override
    public String format(Object value) {
        return Long.toString(((MemorySize) value).in(unit(value)));
    }

    @Override
    public String describe() {
        return "size, `unit` by default " + in;
    }
}

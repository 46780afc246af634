package io.jvirt.model.xml;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The kinds of plain text values. */
final class Scalars {
    static final Scalar STRING = new Scalar() {
        @Override
        public Object parse(String text) {
            return text;
        }

        @Override
        public String format(Object value) {
            return (String) value;
        }

        @Override
        public boolean free() {
            return true;
        }

        @Override
        public String describe() {
            return "text";
        }
    };

    /** UUIDs as libvirt reads them: 32 hexadecimal digits, dashes anywhere or nowhere. */
    static final Scalar IDENTITY = new Scalar() {
        @Override
        public Object parse(String text) {
            long high = 0;
            long low = 0;
            int digits = 0;
            String digitsAndDashes = text.strip();
            for (int i = 0; i < digitsAndDashes.length(); i++) {
                char c = digitsAndDashes.charAt(i);
                int digit = c < 0x80 ? Character.digit(c, 16) : -1;
                if (digit < 0 && c == '-') {
                    continue;
                }
                if (digit < 0 || digits == 32) {
                    throw new IllegalArgumentException("Expected UUID value");
                }
                if (digits++ < 16) {
                    high = high << 4 | digit;
                } else {
                    low = low << 4 | digit;
                }
            }
            if (digits != 32) {
                throw new IllegalArgumentException("Expected UUID value");
            }
            return new UUID(high, low);
        }

        @Override
        public String format(Object value) {
            return value.toString();
        }

        @Override
        public String describe() {
            return "UUID";
        }
    };

    private Scalars() {
    }

    /** Whole numbers, decimal or - with {@link Hex} - in C's notation. */
    static final class Number implements Scalar {
        private final boolean narrow;
        private final int hexDigits;
        private final long min;
        private final long max;

        Number(java.lang.reflect.RecordComponent component, boolean narrow) {
            this.narrow = narrow;
            var hex = component.getAnnotation(Hex.class);
            var range = component.getAnnotation(Range.class);
            hexDigits = hex == null ? 0 : hex.value();
            long widest = narrow ? hex == null ? Integer.MAX_VALUE : 0xffffffffL : Long.MAX_VALUE;
            min = range == null ? 0 : range.min();
            max = range == null ? widest : Math.min(range.max(), widest);
        }

        @Override
        public Object parse(String text) {
            long value = value(text.strip());
            if (value < min || value > max) {
                throw expected(value == 0);
            }
            return narrow ? (Object) (int) value : (Object) value;
        }

        private long value(String text) {
            boolean negative = text.startsWith("-");
            int from = negative || text.startsWith("+") ? 1 : 0;
            int radix = 10;
            if (text.startsWith("0x", from) || text.startsWith("0X", from)) {
                radix = 16;
                from += 2;
            } else if (hexDigits > 0 && text.startsWith("0", from) && text.length() > from + 1) {
                radix = 8;
            }
            if (from == text.length()) {
                throw expected(false);
            }
            long value = 0;
            for (int i = from; i < text.length(); i++) {
                char c = text.charAt(i);
                int digit = c < 0x80 ? Character.digit(c, radix) : -1;
                if (digit < 0 || value > (Long.MAX_VALUE - digit) / radix) {
                    throw expected(false);
                }
                value = value * radix + digit;
            }
            return negative ? -value : value;
        }

        private IllegalArgumentException expected(boolean zero) {
            if (zero) {
                return new IllegalArgumentException("Zero is not permitted");
            }
            return new IllegalArgumentException(
                    min < 0 ? "Expected integer value" : "Expected non-negative integer value");
        }

        @Override
        public String format(Object value) {
            long number = narrow ? (int) value : (long) value;
            if (hexDigits == 0) {
                return Long.toString(number);
            }
            String digits = Long.toHexString(narrow ? number & 0xffffffffL : number);
            return "0x" + "0".repeat(Math.max(0, hexDigits - digits.length())) + digits;
        }

        @Override
        public String describe() {
            String kind = hexDigits > 0 ? "hexadecimal number" : "number";
            boolean bounded = max != Long.MAX_VALUE && max != Integer.MAX_VALUE && max != 0xffffffffL;
            if (min == 0 && !bounded) {
                return kind;
            }
            return kind + (min == Long.MIN_VALUE ? "" : " from " + min) + (bounded ? " to " + max : "");
        }
    }

    /** One of an enum's constants. */
    static final class Choice implements Scalar {
        private final EnumTable table;

        Choice(EnumTable table) {
            this.table = table;
        }

        @Override
        public Object parse(String text) {
            var constant = table.find(text);
            if (constant == null) {
                throw new IllegalArgumentException(table.expectation());
            }
            return constant;
        }

        @Override
        public String format(Object value) {
            return table.name((Enum<?>) value);
        }

        @Override
        public String describe() {
            return "`" + String.join("`, `", table.names()) + "`";
        }
    }

    /** A type with a static {@code parse(String)} whose inverse is {@code toString}. */
    static final class Parsed implements Scalar {
        private final java.lang.invoke.MethodHandle parser;
        private final String name;

        private Parsed(java.lang.invoke.MethodHandle parser, String name) {
            this.parser = parser;
            this.name = name;
        }

        static @Nullable Scalar of(Class<?> type) {
            try {
                var handle = java.lang.invoke.MethodHandles.lookup()
                        .findStatic(type, "parse", java.lang.invoke.MethodType.methodType(type, String.class));
                return new Parsed(
                        handle.asType(java.lang.invoke.MethodType.methodType(Object.class, String.class)), type.getSimpleName());
            } catch (NoSuchMethodException | IllegalAccessException e) {
                return null;
            }
        }

        @Override
        public Object parse(String text) {
            try {
                return (Object) parser.invokeExact(text);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("parse of " + name + " threw a checked exception", e);
            }
        }

        @Override
        public String format(Object value) {
            return value.toString();
        }

        @Override
        public String describe() {
            return name;
        }
    }
}

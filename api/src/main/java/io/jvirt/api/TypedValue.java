package io.jvirt.api;

/** A value of libvirt's {@code virTypedParameter}; the type number is the wire's. */
public sealed interface TypedValue {
    /** Type 1. */
    record IntValue(int value) implements TypedValue {}

    /** Type 2: 32 bits, unsigned. */
    record UIntValue(int value) implements TypedValue {}

    /** Type 3. */
    record LongValue(long value) implements TypedValue {}

    /** Type 4: 64 bits, unsigned. */
    record ULongValue(long value) implements TypedValue {}

    /** Type 5. */
    record DoubleValue(double value) implements TypedValue {}

    /** Type 6. */
    record BooleanValue(boolean value) implements TypedValue {}

    /** Type 7. */
    record StringValue(String value) implements TypedValue {}

    /** {@return the value as virsh prints it: numbers in decimal, booleans as yes and no, doubles with six places} */
    default String text() {
        return switch (this) {
            case IntValue(int v) -> Integer.toString(v);
            case UIntValue(int v) -> Integer.toUnsignedString(v);
            case LongValue(long v) -> Long.toString(v);
            case ULongValue(long v) -> Long.toUnsignedString(v);
            case DoubleValue(double v) -> String.format(java.util.Locale.ROOT, "%f", v);
            case BooleanValue(boolean v) -> v ? "yes" : "no";
            case StringValue(String v) -> v;
        };
    }
}

package io.jvirt.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Named values in the order in which they were given (libvirt's {@code virTypedParameterPtr} array).
 *
 * @param values unmodifiable, in order
 */
public record TypedParameters(Map<String, TypedValue> values) {
    /** Keeps a copy, in order. */
    public TypedParameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** {@return the value of this name, or null} */
    public @Nullable TypedValue get(String name) {
        return values.get(name);
    }

    /** {@return the text of this name, or null when it is missing or no string} */
    public @Nullable String string(String name) {
        return values.get(name) instanceof TypedValue.StringValue(String v) ? v : null;
    }

    /** {@return the whole number of this name, empty when it is missing or no whole number} */
    public OptionalLong number(String name) {
        return switch (values.get(name)) {
            case TypedValue.IntValue(int v) -> OptionalLong.of(v);
            case TypedValue.UIntValue(int v) -> OptionalLong.of(Integer.toUnsignedLong(v));
            case TypedValue.LongValue(long v) -> OptionalLong.of(v);
            case TypedValue.ULongValue(long v) -> OptionalLong.of(v);
            case TypedValue.BooleanValue(boolean v) -> OptionalLong.of(v ? 1 : 0);
            case TypedValue.DoubleValue _, TypedValue.StringValue _ -> OptionalLong.empty();
            case null -> OptionalLong.empty();
        };
    }

    /** {@return a new builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects values in order; a name given twice keeps its place and takes the later value. */
    public static final class Builder {
        private final Map<String, TypedValue> values = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a signed 32-bit value. */
        public Builder add(String name, int value) {
            return add(name, new TypedValue.IntValue(value));
        }

        /** Adds an unsigned 32-bit value. */
        public Builder addUnsigned(String name, int value) {
            return add(name, new TypedValue.UIntValue(value));
        }

        /** Adds a signed 64-bit value. */
        public Builder add(String name, long value) {
            return add(name, new TypedValue.LongValue(value));
        }

        /** Adds an unsigned 64-bit value. */
        public Builder addUnsigned(String name, long value) {
            return add(name, new TypedValue.ULongValue(value));
        }

        /** Adds a fraction. */
        public Builder add(String name, double value) {
            return add(name, new TypedValue.DoubleValue(value));
        }

        /** Adds a truth value. */
        public Builder add(String name, boolean value) {
            return add(name, new TypedValue.BooleanValue(value));
        }

        /** Adds a text. */
        public Builder add(String name, String value) {
            return add(name, new TypedValue.StringValue(value));
        }

        /** Adds any value. */
        public Builder add(String name, TypedValue value) {
            values.put(name, value);
            return this;
        }

        /** {@return what was collected} */
        public TypedParameters build() {
            return new TypedParameters(values);
        }
    }
}

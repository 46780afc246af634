package io.jvirt.cli.run;

import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.Decimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Typed parameters as output. */
final class TypedValues {
    private TypedValues() {}

    /** {@return the value for a JSON or YAML document} */
    static Object plain(TypedValue value) {
        return switch (value) {
            case TypedValue.IntValue(int v) -> v;
            case TypedValue.UIntValue(int v) -> Integer.toUnsignedLong(v);
            case TypedValue.LongValue(long v) -> v;
            case TypedValue.ULongValue(long v) -> v >= 0 ? (Object) v : new java.math.BigInteger(Long.toUnsignedString(v));
            case TypedValue.DoubleValue(double v) -> v;
            case TypedValue.BooleanValue(boolean v) -> v;
            case TypedValue.StringValue(String v) -> v;
        };
    }

    /** Prints {@code name : value} lines, the names padded to a width. */
    static void print(Invocation in, TypedParameters values, int width) {
        if (in.structured()) {
            Map<String, Object> record = new LinkedHashMap<>();
            for (Map.Entry<String, TypedValue> value : values.values().entrySet()) {
                record.put(value.getKey(), plain(value.getValue()));
            }
            in.document(record);
            return;
        }
        for (Map.Entry<String, TypedValue> value : values.values().entrySet()) {
            in.print(Decimal.padRight(value.getKey(), width) + ": " + value.getValue().text() + "\n");
        }
    }
}

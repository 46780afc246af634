package io.jvirt.qemu.operations;

import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import io.jvirt.model.MemorySize;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.Errors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a group of calls, each with the component of a document's record that it stands for: what is read
 * from a document is what can be changed in it.
 *
 * @param rows in the order of the answers
 */
record ParameterTable(List<Row> rows) {
    /** What a parameter's value is. */
    enum Kind {
        /** 32 bits. */
        UINT,
        /** 64 bits. */
        ULONG,
        /** 64 bits, with a sign. */
        LONG,
        /** An amount of memory in KiB. */
        KIB,
        /** A text. */
        TEXT
    }

    /**
     * One parameter.
     *
     * @param name libvirt's name
     * @param component the record's component
     * @param kind what its value is
     * @param absent what is told when the document says nothing
     */
    record Row(String name, String component, Kind kind, long absent) {}

    /** {@return what a record says} */
    TypedParameters read(Record from) {
        TypedParameters.Builder out = TypedParameters.builder();
        for (Row row : rows) {
            Object value = component(from, row.component());
            switch (row.kind()) {
                case UINT -> out.addUnsigned(row.name(), (int) number(value, row.absent()));
                case ULONG -> out.addUnsigned(row.name(), number(value, row.absent()));
                case LONG -> out.add(row.name(), number(value, row.absent()));
                case KIB -> out.addUnsigned(row.name(), value instanceof MemorySize size ? size.kib() : row.absent());
                case TEXT -> {
                    if (value != null) {
                        out.add(row.name(), value.toString());
                    }
                }
            }
        }
        return out.build();
    }

    private static long number(@Nullable Object value, long absent) {
        return value instanceof Number number ? number.longValue() : absent;
    }

    private static @Nullable Object component(Record record, String name) {
        try {
            return record.getClass().getMethod(name).invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Records of documents are public: " + name, e);
        }
    }

    /** {@return the record with the parameters changed that are given} */
    <R extends Record> R apply(R to, TypedParameters given) {
        Map<String, Row> known = new LinkedHashMap<>();
        rows.forEach(row -> known.put(row.name(), row));
        R changed = to;
        for (Map.Entry<String, TypedValue> each : given.values().entrySet()) {
            Row row = known.get(each.getKey());
            if (row == null) {
                throw Errors.argument("parameter '" + each.getKey() + "' not supported");
            }
            changed = Records.with(changed, row.component(), value(row, to, given));
        }
        return changed;
    }

    private static @Nullable Object value(Row row, Record record, TypedParameters given) {
        if (row.kind() == Kind.TEXT) {
            return given.string(row.name());
        }
        OptionalLong number = given.number(row.name());
        if (number.isEmpty()) {
            throw Errors.argument("invalid type for parameter '" + row.name() + "', expected a number");
        }
        long value = number.getAsLong();
        if (value == row.absent()) {
            return null;
        }
        if (row.kind() == Kind.KIB) {
            return MemorySize.ofKib(value);
        }
        return returns(record, row.component()) == Integer.class ? (Object) Math.toIntExact(value) : (Object) value;
    }

    private static Class<?> returns(Record record, String component) {
        try {
            return record.getClass().getMethod(component).getReturnType();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Records of documents are public: " + component, e);
        }
    }
}

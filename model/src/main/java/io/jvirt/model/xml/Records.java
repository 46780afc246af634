package io.jvirt.model.xml;

import org.jspecify.annotations.Nullable;

/** Copies of records with some components changed, for descriptions that a driver completes. */
public final class Records {
    private Records() {
    }

    /**
     * {@return a copy of the record with one component changed}
     *
     * <p>Meant for the typed {@code withX} methods of records, one line each.
     *
     * @param <R> the record's type
     * @param component the component's name
     * @param value the new value
     * @throws IllegalArgumentException when the record has no such component or the value is not of its type
     */
    public static <R extends Record> R with(R record, String component, @Nullable Object value) {
        var shape = RecordShape.of(record.getClass());
        @Nullable Object[] values = shape.values(record);
        values[shape.index(component)] = value;
        @SuppressWarnings("unchecked")
        var copy = (R) shape.make(values);
        return copy;
    }

    /**
     * {@return a record as it is read from an element that gives nothing: defaults, empty lists, null}
     *
     * @param <R> the record's type
     * @param type the record's class
     * @param leading values of the first components, for those that have no default
     */
    public static <R extends Record> R blank(Class<R> type, @Nullable Object... leading) {
        var mapping = RecordMapping.of(type);
        var values = new @Nullable Object[mapping.properties.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < leading.length ? leading[i] : mapping.properties[i].blank();
        }
        return type.cast(mapping.shape.make(values));
    }
}

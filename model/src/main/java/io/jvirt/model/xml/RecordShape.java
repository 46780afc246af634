package io.jvirt.model.xml;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** The components of one record class and access to them. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    final Class<?> type;
    final RecordComponent[] components;
    private final RecordAccess access;

    private RecordShape(Class<?> type) {
        this.type = type;
        components = type.getRecordComponents();
        access = RecordAccess.of(type);
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    int index(String component) {
        for (int i = 0; i < components.length; i++) {
            if (components[i].getName().equals(component)) {
                return i;
            }
        }
        throw new IllegalArgumentException(type.getName() + " has no component '" + component + "'");
    }

    Object make(@Nullable Object[] values) {
        try {
            return access.make(values);
        } catch (ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("Wrong type of value for " + type.getName() + ": " + e.getMessage(), e);
        }
    }

    @Nullable Object get(Object record, int index) {
        return access.get(record, index);
    }

    @Nullable Object[] values(Object record) {
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = access.get(record, i);
        }
        return values;
    }
}

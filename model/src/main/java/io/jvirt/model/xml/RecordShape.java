package io.jvirt.model.xml;

import org.jspecify.annotations.Nullable;

/** The constructor and the accessors of one record class. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };
    private static final java.lang.invoke.MethodHandles.Lookup LOOKUP = java.lang.invoke.MethodHandles.lookup();

    final Class<?> type;
    final java.lang.reflect.RecordComponent[] components;
    private final java.lang.invoke.MethodHandle[] accessors;
    private final java.lang.invoke.MethodHandle constructor;

    private RecordShape(Class<?> type) {
        this.type = type;
        components = type.getRecordComponents();
        accessors = new java.lang.invoke.MethodHandle[components.length];
        var types = new Class<?>[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                accessors[i] = LOOKUP.unreflect(components[i].getAccessor())
                        .asType(java.lang.invoke.MethodType.methodType(Object.class, Object.class));
            }
            constructor = LOOKUP.unreflectConstructor(type.getDeclaredConstructor(types))
                    .asType(java.lang.invoke.MethodType.genericMethodType(components.length))
                    .asSpreader(Object[].class, components.length);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Not an accessible record: " + type, e);
        }
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
            return (Object) constructor.invokeExact(values);
        } catch (ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("Wrong type of value for " + type.getName() + ": " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Constructor of " + type.getName() + " threw a checked exception", e);
        }
    }

    @Nullable Object get(Object record, int index) {
        try {
            return (Object) accessors[index].invokeExact(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Accessor of " + type.getName() + " threw a checked exception", e);
        }
    }

    @Nullable Object[] values(Object record) {
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(record, i);
        }
        return values;
    }
}

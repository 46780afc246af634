package io.jvirt.rpc.xdr;

import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes random values of whatever a procedure carries. */
public final class Generator {
    private final SplittableRandom random;

    /** The same seed gives the same values. */
    public Generator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** {@return a value of this type} */
    @SuppressWarnings("unchecked")
    public <T> T value(Class<T> type) {
        return (T) of(type, null);
    }

    private @Nullable Object of(Type type, @Nullable RecordComponent component) {
        if (component != null && component.isAnnotationPresent(Opt.class) && random.nextInt(3) == 0) {
            return null;
        }
        if (type instanceof ParameterizedType list) {
            List<Object> values = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                values.add(of(list.getActualTypeArguments()[0], null));
            }
            return values;
        }
        Class<?> raw = (Class<?>) type;
        if (raw == int.class || raw == Integer.class) {
            return random.nextInt();
        } else if (raw == long.class || raw == Long.class) {
            return random.nextLong();
        } else if (raw == boolean.class || raw == Boolean.class) {
            return random.nextBoolean();
        } else if (raw == double.class || raw == Double.class) {
            return random.nextDouble();
        } else if (raw == String.class) {
            return text();
        } else if (raw == UUID.class) {
            return new UUID(random.nextLong(), random.nextLong());
        } else if (raw == byte[].class) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            return bytes;
        } else if (raw == int[].class) {
            return random.ints(random.nextInt(5)).toArray();
        } else if (raw == long[].class) {
            return random.longs(random.nextInt(5)).toArray();
        } else if (raw == TypedValue.class) {
            return new TypedValue.ULongValue(random.nextLong());
        } else if (raw == TypedParameters.class) {
            return parameters();
        } else if (raw == Void.class) {
            return null;
        }
        RecordComponent[] components = raw.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = of(components[i].getGenericType(), components[i]);
        }
        try {
            return raw.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private TypedParameters parameters() {
        TypedParameters.Builder builder = TypedParameters.builder();
        for (int i = random.nextInt(6); i > 0; i--) {
            switch (random.nextInt(7)) {
                case 0 -> builder.add(text(), random.nextInt());
                case 1 -> builder.addUnsigned(text(), random.nextInt());
                case 2 -> builder.add(text(), random.nextLong());
                case 3 -> builder.addUnsigned(text(), random.nextLong());
                case 4 -> builder.add(text(), random.nextDouble());
                case 5 -> builder.add(text(), random.nextBoolean());
                default -> builder.add(text(), text());
            }
        }
        return builder.build();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(random.nextInt(4) == 0 ? 'ü' : (char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}

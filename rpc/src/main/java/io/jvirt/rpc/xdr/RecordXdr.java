package io.jvirt.rpc.xdr;

import io.jvirt.api.TypedParameters;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The XDR form of a record, derived from its components: one after the other, each by its type and its annotations
 * {@link Max}, {@link Opt} and {@link Chars}.
 */
final class RecordXdr<T> implements Xdr<T> {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);

    private final MethodHandle maker;
    private final MethodHandle[] getters;
    private final Xdr<Object>[] parts;

    private RecordXdr(MethodHandle maker, MethodHandle[] getters, Xdr<Object>[] parts) {
        this.maker = maker;
        this.getters = getters;
        this.parts = parts;
    }

    static <T> RecordXdr<T> derive(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        MethodHandle[] getters = new MethodHandle[components.length];
        @SuppressWarnings({"unchecked", "rawtypes"})
        Xdr<Object>[] parts = new Xdr[components.length];
        Class<?>[] types = new Class<?>[components.length];
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                getters[i] = lookup.unreflect(components[i].getAccessor()).asType(GETTER);
                parts[i] = part(components[i]);
            }
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            MethodHandle maker = lookup.unreflectConstructor(constructor)
                    .asSpreader(Object[].class, types.length)
                    .asType(MAKER);
            return new RecordXdr<>(maker, getters, parts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot derive the XDR form of " + type.getName(), e);
        }
    }

    @Override
    public void write(XdrWriter to, T value) {
        for (int i = 0; i < parts.length; i++) {
            parts[i].write(to, get(getters[i], value));
        }
    }

    @Override
    public T read(XdrReader from) {
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = parts[i].read(from);
        }
        return make(values);
    }

    private static Object get(MethodHandle getter, Object value) {
        try {
            return (Object) getter.invokeExact(value);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @SuppressWarnings("unchecked")
    private T make(Object[] values) {
        try {
            return (T) (Object) maker.invokeExact(values);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(Throwable e) {
        if (e instanceof RuntimeException runtime) {
            return runtime;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e);
    }

    @SuppressWarnings("unchecked")
    private static Xdr<Object> part(RecordComponent component) {
        Chars chars = component.getAnnotation(Chars.class);
        Max max = component.getAnnotation(Max.class);
        Xdr<?> plain = chars != null
                ? chars(component, chars)
                : plain(component.getGenericType(), max == null ? -1 : max.value(), component);
        return (Xdr<Object>) (component.isAnnotationPresent(Opt.class) ? new OptXdr<>(plain) : plain);
    }

    private static Xdr<?> chars(RecordComponent component, Chars chars) {
        CharsXdr bytes = new CharsXdr(chars.max(), chars.fixed());
        return component.getType() == String.class ? new TextCharsXdr(bytes) : bytes;
    }

    private static Xdr<?> plain(Type type, int max, RecordComponent component) {
        if (type == int.class) {
            return XdrCodecs.of(Integer.class);
        } else if (type == long.class) {
            return XdrCodecs.of(Long.class);
        } else if (type == boolean.class) {
            return XdrCodecs.of(Boolean.class);
        } else if (type == double.class) {
            return XdrCodecs.of(Double.class);
        } else if (type == String.class && max >= 0) {
            return new XdrCodecs.StringXdr(max);
        } else if (type == byte[].class) {
            return new OpaqueXdr(limit(max, component));
        } else if (type == int[].class) {
            return new IntsXdr(limit(max, component));
        } else if (type == long[].class) {
            return new LongsXdr(limit(max, component));
        } else if (type == TypedParameters.class) {
            return new TypedParametersXdr(limit(max, component));
        } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            Class<?> element = (Class<?>) list.getActualTypeArguments()[0];
            return new ListXdr<>(XdrCodecs.of(element), limit(max, component));
        } else if (type instanceof Class<?> single) {
            return XdrCodecs.of(single);
        }
        throw new IllegalArgumentException("no XDR form for " + component);
    }

    private static int limit(int max, RecordComponent component) {
        if (max < 0) {
            throw new IllegalArgumentException("@Max is missing on " + component);
        }
        return max;
    }

    /** Optional data. */
    private record OptXdr<T>(Xdr<T> value) implements Xdr<@Nullable T> {
        @Override
        public void write(XdrWriter to, @Nullable T it) {
            to.writeBoolean(it != null);
            if (it != null) {
                value.write(to, it);
            }
        }

        @Override
        public @Nullable T read(XdrReader from) {
            return from.readBoolean() ? value.read(from) : null;
        }
    }

    private record ListXdr<T>(Xdr<T> element, int max) implements Xdr<List<T>> {
        @Override
        public void write(XdrWriter to, List<T> values) {
            to.writeCount(values.size(), max);
            for (T value : values) {
                element.write(to, value);
            }
        }

        @Override
        public List<T> read(XdrReader from) {
            int count = from.readCount(max, 4);
            List<T> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                values.add(element.read(from));
            }
            return Collections.unmodifiableList(values);
        }
    }

    private record OpaqueXdr(int max) implements Xdr<byte[]> {
        @Override
        public void write(XdrWriter to, byte[] value) {
            to.writeOpaque(value, max);
        }

        @Override
        public byte[] read(XdrReader from) {
            return from.readOpaque(max);
        }
    }

    private record IntsXdr(int max) implements Xdr<int[]> {
        @Override
        public void write(XdrWriter to, int[] values) {
            to.writeCount(values.length, max);
            for (int value : values) {
                to.writeInt(value);
            }
        }

        @Override
        public int[] read(XdrReader from) {
            int[] values = new int[from.readCount(max, 4)];
            for (int i = 0; i < values.length; i++) {
                values[i] = from.readInt();
            }
            return values;
        }
    }

    private record LongsXdr(int max) implements Xdr<long[]> {
        @Override
        public void write(XdrWriter to, long[] values) {
            to.writeCount(values.length, max);
            for (long value : values) {
                to.writeLong(value);
            }
        }

        @Override
        public long[] read(XdrReader from) {
            long[] values = new long[from.readCount(max, 8)];
            for (int i = 0; i < values.length; i++) {
                values[i] = from.readLong();
            }
            return values;
        }
    }

    /** Characters of which each takes a word. */
    private record CharsXdr(int max, boolean fixed) implements Xdr<byte[]> {
        @Override
        public void write(XdrWriter to, byte[] value) {
            if (value.length > max) {
                throw new XdrException(value.length + " characters are more than the " + max + " of the protocol");
            }
            if (!fixed) {
                to.writeCount(value.length, max);
            }
            for (byte c : value) {
                to.writeInt(c);
            }
            for (int i = value.length; fixed && i < max; i++) {
                to.writeInt(0);
            }
        }

        @Override
        public byte[] read(XdrReader from) {
            byte[] value = new byte[fixed ? max : from.readCount(max, 4)];
            for (int i = 0; i < value.length; i++) {
                value[i] = (byte) from.readInt();
            }
            return value;
        }
    }

    /** A text as characters that end with a NUL. */
    private record TextCharsXdr(CharsXdr chars) implements Xdr<String> {
        @Override
        public void write(XdrWriter to, String value) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            byte[] closed = new byte[text.length + 1];
            System.arraycopy(text, 0, closed, 0, text.length);
            chars.write(to, closed);
        }

        @Override
        public String read(XdrReader from) {
            byte[] value = chars.read(from);
            int length = 0;
            while (length < value.length && value[length] != 0) {
                length++;
            }
            return new String(value, 0, length, StandardCharsets.UTF_8);
        }
    }
}

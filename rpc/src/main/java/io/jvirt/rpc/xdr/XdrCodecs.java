package io.jvirt.rpc.xdr;

import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The XDR form of every type that a procedure takes or gives back. A record travels as its components in their order;
 * its form is derived from the record when it is first needed. A single value may stand for a structure with one
 * member, which looks the same on the wire.
 */
public final class XdrCodecs {
    private static final ConcurrentHashMap<Class<?>, Xdr<?>> CODECS = new ConcurrentHashMap<>();

    static {
        put(Void.class, new VoidXdr());
        put(Integer.class, new IntXdr());
        put(Long.class, new LongXdr());
        put(Boolean.class, new BooleanXdr());
        put(Double.class, new DoubleXdr());
        put(String.class, new StringXdr(XdrReader.STRING_MAX));
        put(UUID.class, new UuidXdr());
        put(TypedValue.class, new TypedParametersXdr.ValueXdr());
        put(TypedParameters.class, new TypedParametersXdr(Integer.MAX_VALUE));
    }

    private XdrCodecs() {}

    /** {@return the XDR form of this type} */
    @SuppressWarnings("unchecked")
    public static <T> Xdr<T> of(Class<T> type) {
        Xdr<?> known = CODECS.get(type);
        if (known == null) {
            known = derive(type);
            CODECS.put(type, known);
        }
        return (Xdr<T>) known;
    }

    /** {@return the form derived from a record, also when another one was put in its place} */
    public static <T> Xdr<T> derive(Class<T> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException("no XDR form for " + type.getName() + ": make it a record");
        }
        return RecordXdr.derive(type);
    }

    /**
     * Puts a form written by hand in the place of the derived one, for the few records that a command line client needs
     * at every start, where deriving would take longer than the call.
     */
    public static <T> void put(Class<T> type, Xdr<T> codec) {
        CODECS.put(type, codec);
    }

    /** No data at all. */
    private static final class VoidXdr implements Xdr<Void> {
        @Override
        public void write(XdrWriter to, @org.jspecify.annotations.Nullable Void value) {}

        @Override
        @SuppressWarnings("NullAway") // the only value of Void
        public Void read(XdrReader from) {
            return null;
        }
    }

    private static final class IntXdr implements Xdr<Integer> {
        @Override
        public void write(XdrWriter to, Integer value) {
            to.writeInt(value);
        }

        @Override
        public Integer read(XdrReader from) {
            return from.readInt();
        }
    }

    private static final class LongXdr implements Xdr<Long> {
        @Override
        public void write(XdrWriter to, Long value) {
            to.writeLong(value);
        }

        @Override
        public Long read(XdrReader from) {
            return from.readLong();
        }
    }

    private static final class BooleanXdr implements Xdr<Boolean> {
        @Override
        public void write(XdrWriter to, Boolean value) {
            to.writeBoolean(value);
        }

        @Override
        public Boolean read(XdrReader from) {
            return from.readInt() != 0; // libvirt's truth values are ints, not XDR's bool
        }
    }

    private static final class DoubleXdr implements Xdr<Double> {
        @Override
        public void write(XdrWriter to, Double value) {
            to.writeDouble(value);
        }

        @Override
        public Double read(XdrReader from) {
            return from.readDouble();
        }
    }

    /** A string of at most {@code max} bytes. */
    record StringXdr(int max) implements Xdr<String> {
        @Override
        public void write(XdrWriter to, String value) {
            to.writeString(value, max);
        }

        @Override
        public String read(XdrReader from) {
            return from.readString(max);
        }
    }

    private static final class UuidXdr implements Xdr<UUID> {
        @Override
        public void write(XdrWriter to, UUID value) {
            to.writeUuid(value);
        }

        @Override
        public UUID read(XdrReader from) {
            return from.readUuid();
        }
    }
}

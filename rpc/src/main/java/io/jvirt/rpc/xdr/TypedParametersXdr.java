package io.jvirt.rpc.xdr;

import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;

/**
 * libvirt's typed parameters: an array of a name and a union that the type's number selects.
 *
 * @param max the most parameters
 */
record TypedParametersXdr(int max) implements Xdr<TypedParameters> {
    private static final int INT = 1;
    private static final int UINT = 2;
    private static final int LONG = 3;
    private static final int ULONG = 4;
    private static final int DOUBLE = 5;
    private static final int BOOLEAN = 6;
    private static final int STRING = 7;

    /** A name's length, the type and the smallest value: a word each. */
    private static final int SMALLEST = 12;

    @Override
    public void write(XdrWriter to, TypedParameters parameters) {
        to.writeCount(parameters.values().size(), max);
        for (var entry : parameters.values().entrySet()) {
            to.writeString(entry.getKey(), XdrReader.STRING_MAX);
            write(to, entry.getValue());
        }
    }

    /** One value: the type and the union's arm. */
    static final class ValueXdr implements Xdr<TypedValue> {
        @Override
        public void write(XdrWriter to, TypedValue value) {
            TypedParametersXdr.write(to, value);
        }

        @Override
        public TypedValue read(XdrReader from) {
            return readValue(from);
        }
    }

    private static void write(XdrWriter to, TypedValue value) {
        if (value instanceof TypedValue.IntValue v) {
            to.writeInt(INT);
            to.writeInt(v.value());
        } else if (value instanceof TypedValue.UIntValue v) {
            to.writeInt(UINT);
            to.writeInt(v.value());
        } else if (value instanceof TypedValue.LongValue v) {
            to.writeInt(LONG);
            to.writeLong(v.value());
        } else if (value instanceof TypedValue.ULongValue v) {
            to.writeInt(ULONG);
            to.writeLong(v.value());
        } else if (value instanceof TypedValue.DoubleValue v) {
            to.writeInt(DOUBLE);
            to.writeDouble(v.value());
        } else if (value instanceof TypedValue.BooleanValue v) {
            to.writeInt(BOOLEAN);
            to.writeBoolean(v.value());
        } else if (value instanceof TypedValue.StringValue v) {
            to.writeInt(STRING);
            to.writeString(v.value(), XdrReader.STRING_MAX);
        }
    }

    @Override
    public TypedParameters read(XdrReader from) {
        TypedParameters.Builder parameters = TypedParameters.builder();
        int count = from.readCount(max, SMALLEST);
        for (int i = 0; i < count; i++) {
            String name = from.readString(XdrReader.STRING_MAX);
            parameters.add(name, readValue(from));
        }
        return parameters.build();
    }

    private static TypedValue readValue(XdrReader from) {
        int type = from.readInt();
        return switch (type) {
            case INT -> new TypedValue.IntValue(from.readInt());
            case UINT -> new TypedValue.UIntValue(from.readInt());
            case LONG -> new TypedValue.LongValue(from.readLong());
            case ULONG -> new TypedValue.ULongValue(from.readLong());
            case DOUBLE -> new TypedValue.DoubleValue(from.readDouble());
            case BOOLEAN -> new TypedValue.BooleanValue(from.readInt() != 0);
            case STRING -> new TypedValue.StringValue(from.readString(XdrReader.STRING_MAX));
            default -> throw new XdrException("typed parameter of the unknown type " + type);
        };
    }
}

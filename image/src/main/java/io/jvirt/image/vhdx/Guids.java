package io.jvirt.image.vhdx;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Identifiers in Microsoft's order of bytes: the first three groups are little-endian, the rest is as written. */
final class Guids {
    /** No identifier. */
    static final UUID NONE = new UUID(0, 0);

    private Guids() {}

    static UUID get(ByteBuffer bytes, int at) {
        long high = Integer.toUnsignedLong(bytes.getInt(at)) << 32
                | (bytes.getShort(at + 4) & 0xffffL) << 16
                | bytes.getShort(at + 6) & 0xffffL;
        return new UUID(high, Long.reverseBytes(bytes.getLong(at + 8)));
    }

    /** Puts an identifier into a little-endian buffer. */
    static void put(ByteBuffer bytes, int at, UUID id) {
        long high = id.getMostSignificantBits();
        bytes.putInt(at, (int) (high >>> 32)).putShort(at + 4, (short) (high >>> 16)).putShort(at + 6, (short) high);
        bytes.putLong(at + 8, Long.reverseBytes(id.getLeastSignificantBits()));
    }
}

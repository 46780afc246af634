package io.jvirt.image.vhdx;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksum at byte 4 of a structure: CRC-32C of all its bytes with the checksum itself as zero. */
final class Checksum {
    static final int AT = 4;

    private Checksum() {}

    static int of(ByteBuffer structure) {
        CRC32C crc = new CRC32C();
        crc.update(structure.duplicate().clear().limit(AT));
        crc.update(new byte[4]);
        crc.update(structure.duplicate().clear().position(AT + 4));
        return (int) crc.getValue();
    }

    static boolean isRight(ByteBuffer structure) {
        return structure.getInt(AT) == of(structure);
    }

    static ByteBuffer sign(ByteBuffer structure) {
        return structure.putInt(AT, of(structure)).clear();
    }
}

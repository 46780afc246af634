package io.jvirt.image.vhdx;

import io.jvirt.image.ImageFile;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The header of a VHDX file (MS-VHDX 2.2.2), of which there are two: the one with the higher number holds, and a change
 * is written over the other.
 *
 * @param sequence its number
 * @param fileWrite changes when a program opens the file for writing
 * @param dataWrite changes when what the guest sees changes
 * @param log whose entries count; {@link Guids#NONE} when the log is empty
 * @param logLength bytes of the log
 * @param logOffset where it lies
 */
record VhdxHeader(long sequence, UUID fileWrite, UUID dataWrite, UUID log, long logLength, long logOffset) {
    static final long FIRST_AT = 64 << 10;
    static final long SECOND_AT = 128 << 10;

    private static final int LENGTH = 4096;
    private static final int MAGIC = 0x6461_6568;
    private static final long MOST_LOG = 1L << 30;

    static VhdxHeader read(ImageFile file) {
        VhdxHeader first = readAt(file, FIRST_AT);
        VhdxHeader second = readAt(file, SECOND_AT);
        if (first == null && second == null) {
            throw Fields.broken(file, "both copies of its header are damaged");
        }
        VhdxHeader header =
                second == null || (first != null && first.sequence > second.sequence) ? first : second;
        return java.util.Objects.requireNonNull(header).checked(file);
    }

    private static @Nullable VhdxHeader readAt(ImageFile file, long at) {
        Fields f = Fields.read(file, at, LENGTH, ByteOrder.LITTLE_ENDIAN);
        if (f.u32(0) != MAGIC || !Checksum.isRight(f.all()) || f.u16(66) != 1) {
            return null;
        }
        ByteBuffer b = f.all();
        return new VhdxHeader(f.i64(8), Guids.get(b, 16), Guids.get(b, 32), Guids.get(b, 48), f.u32(68), f.i64(72));
    }

    private VhdxHeader checked(ImageFile file) {
        Fields f = Fields.read(file, 0, 0, ByteOrder.LITTLE_ENDIAN);
        f.within("bytes of the log", logLength, 1 << 20, MOST_LOG);
        f.within("remainder of the log's length", logLength % (1 << 20), 0, 0);
        f.table("log", logOffset, logLength, 1 << 20);
        return this;
    }

    /** {@return where the next header goes: over the older one} */
    long nextPlace(ImageFile file) {
        VhdxHeader first = readAt(file, FIRST_AT);
        return first != null && first.sequence == sequence ? SECOND_AT : FIRST_AT;
    }

    /** {@return the next header, with the log in use or not} */
    VhdxHeader next(UUID newFileWrite, UUID newDataWrite, UUID newLog) {
        return new VhdxHeader(sequence + 1, newFileWrite, newDataWrite, newLog, logLength, logOffset);
    }

    ByteBuffer encode() {
        ByteBuffer b = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, MAGIC).putLong(8, sequence);
        Guids.put(b, 16, fileWrite);
        Guids.put(b, 32, dataWrite);
        Guids.put(b, 48, log);
        b.putShort(66, (short) 1).putInt(68, (int) logLength).putLong(72, logOffset);
        return Checksum.sign(b);
    }
}

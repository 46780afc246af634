package io.jvirt.image.vhdx;

import io.jvirt.image.ImageFile;
import io.jvirt.image.Zeros;
import io.jvirt.image.block.Fields;
import io.jvirt.image.block.TablePages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;

/**
 * An entry of the log (MS-VHDX 2.3.1): sectors of 4 KiB that are to be written to the file, or ranges that are to be zero.
 *
 * @param bytes the whole entry, whose checksum is right
 */
record LogEntry(ByteBuffer bytes) {
    static final int SECTOR = 4096;

    private static final int MAGIC = 0x6567_6f6c;
    private static final int DATA_DESCRIPTOR = 0x6373_6564;
    private static final int ZERO_DESCRIPTOR = 0x6f72_657a;
    private static final int DATA_MAGIC = 0x6174_6164;
    private static final int HEADER = 64;
    private static final int DESCRIPTOR = 32;

    /** Bytes of a sector that its descriptor holds: the first eight and the last four. */
    private static final int LEADING = 8;

    private static final int TRAILING = 4;

    /** {@return whether a sector may be the first of an entry of this log} */
    static boolean looksLike(ByteBuffer sector, UUID log, long logLength) {
        long length = length(sector);
        return sector.getInt(0) == MAGIC && length >= SECTOR && length % SECTOR == 0 && length <= logLength
                && Guids.get(sector, 32).equals(log) && sector.getLong(16) > 0;
    }

    /** {@return bytes of the entry that begins so} */
    static long length(ByteBuffer sector) {
        return Integer.toUnsignedLong(sector.getInt(8));
    }

    long length() {
        return bytes.capacity();
    }

    long sequence() {
        return bytes.getLong(16);
    }

    /** {@return where in the log the first entry is that may not be in the file yet} */
    long tail() {
        return Integer.toUnsignedLong(bytes.getInt(12));
    }

    private long descriptors() {
        return Integer.toUnsignedLong(bytes.getInt(24));
    }

    private long flushedLength() {
        return bytes.getLong(48);
    }

    private long fileLength() {
        return bytes.getLong(56);
    }

    /** {@return whether what the entry says of itself fits} */
    boolean isSound(long logLength) {
        if (!Checksum.isRight(bytes) || tail() % SECTOR != 0 || tail() >= logLength
                || HEADER + descriptors() * DESCRIPTOR > length()) {
            return false;
        }
        long data = 0;
        for (int i = 0; i < descriptors(); i++) {
            int at = HEADER + i * DESCRIPTOR;
            if (bytes.getLong(at + 24) != sequence() || bytes.getLong(at + 16) % SECTOR != 0 || bytes.getLong(at + 16) < 0) {
                return false;
            }
            switch (bytes.getInt(at)) {
                case DATA_DESCRIPTOR -> data++;
                case ZERO_DESCRIPTOR -> {
                    if (bytes.getLong(at + 8) < 0 || bytes.getLong(at + 8) % SECTOR != 0) {
                        return false;
                    }
                }
                default -> {
                    return false;
                }
            }
        }
        return firstData() + data * SECTOR == length() && dataIsSound(data);
    }

    private boolean dataIsSound(long count) {
        for (long i = 0; i < count; i++) {
            int at = (int) (firstData() + i * SECTOR);
            long sequence = Integer.toUnsignedLong(bytes.getInt(at + 4)) << 32
                    | Integer.toUnsignedLong(bytes.getInt(at + SECTOR - TRAILING));
            if (bytes.getInt(at) != DATA_MAGIC || sequence != sequence()) {
                return false;
            }
        }
        return true;
    }

    private long firstData() {
        return (HEADER + descriptors() * DESCRIPTOR + SECTOR - 1) & -SECTOR;
    }

    /** Writes what the entry holds to the file, which may have been cut off or not grown in the crash. */
    void replay(ImageFile file) {
        if (flushedLength() > file.length()) {
            throw Fields.broken(file, "it has " + file.length() + " bytes, but its log says that there were "
                    + flushedLength());
        }
        // No file has more than its data and tables; a number that cannot be must not fill a disk.
        if (fileLength() < 0 || fileLength() > 2 * VhdxMetadata.MOST_SIZE) {
            throw Fields.broken(file, "its log says that it has " + Long.toUnsignedString(fileLength()) + " bytes");
        }
        int data = (int) firstData();
        for (int i = 0; i < descriptors(); i++) {
            int at = HEADER + i * DESCRIPTOR;
            long offset = bytes.getLong(at + 16);
            if (bytes.getInt(at) == ZERO_DESCRIPTOR) {
                long end = Math.min(offset + bytes.getLong(at + 8), Math.max(file.length(), fileLength()));
                Zeros.write(file, offset, Math.max(0, end - offset));
                continue;
            }
            if (offset > Math.max(file.length(), fileLength()) - SECTOR) {
                throw Fields.broken(file, "its log has a sector for offset " + offset + ", beyond the end of the file");
            }
            ByteBuffer sector = ByteBuffer.allocate(SECTOR);
            sector.put(bytes.slice(at + 8, LEADING));
            sector.put(bytes.slice(data + LEADING, SECTOR - LEADING - TRAILING));
            sector.put(bytes.slice(at + 4, TRAILING));
            file.write(offset, sector.flip());
            data += SECTOR;
        }
        if (fileLength() > file.length()) {
            file.truncate(fileLength());
        }
    }

    /**
     * {@return an entry that holds pages of 4 KiB}
     *
     * @param at where in the log it will be, which is also its tail: what came before is in the file
     */
    static LogEntry of(List<TablePages.Change> pages, long at, long sequence, UUID log, long fileLength) {
        int first = (HEADER + pages.size() * DESCRIPTOR + SECTOR - 1) & -SECTOR;
        ByteBuffer b = ByteBuffer.allocate(first + pages.size() * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, MAGIC).putInt(8, b.capacity()).putInt(12, (int) at).putLong(16, sequence).putInt(24, pages.size());
        Guids.put(b, 32, log);
        b.putLong(48, fileLength).putLong(56, fileLength);
        for (int i = 0; i < pages.size(); i++) {
            ByteBuffer page = pages.get(i).page();
            int descriptor = HEADER + i * DESCRIPTOR;
            int data = first + i * SECTOR;
            b.putInt(descriptor, DATA_DESCRIPTOR).putLong(descriptor + 16, pages.get(i).pageOffset());
            b.putLong(descriptor + 24, sequence);
            b.put(descriptor + 8, page, 0, LEADING).put(descriptor + 4, page, SECTOR - TRAILING, TRAILING);
            b.put(data, page, 0, SECTOR).putInt(data, DATA_MAGIC).putInt(data + 4, (int) (sequence >>> 32));
            b.putInt(data + SECTOR - TRAILING, (int) sequence);
        }
        Checksum.sign(b);
        return new LogEntry(b);
    }
}

package io.jvirt.image.vhd;

import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sector at the end of every VHD file, which dynamic ones also begin with ("Virtual Hard Disk Image Format
 * Specification", "Hard Disk Footer Format"). Its checksum is right.
 *
 * @param sector its bytes
 */
record VhdFooter(ByteBuffer sector) {
    static final int LENGTH = 512;
    static final int FIXED = 2;
    static final int DYNAMIC = 3;
    static final int DIFFERENCING = 4;

    /** The largest disk, in sectors: the table's entries are sectors of the file. */
    static final long MOST_SECTORS = 0xff00_0000L;

    private static final String COOKIE = "conectix";
    private static final int VERSION = 0x0001_0000;
    private static final int CHECKSUM_AT = 64;
    private static final int UUID_AT = 68;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    /** Programs that tell a disk's size by the footer's field; all others by its geometry, as Virtual PC does. */
    private static final Set<String> SIZE_TELLERS = Set.of("win ", "qem2", "d2v ", "tap\0", "CTXS", "wa\0\0");

    /** The program that {@link #create} names for the one rule and the other. */
    private static final String BY_SIZE = "qem2";

    private static final String BY_GEOMETRY = "vpc ";

    static boolean hasCookie(ByteBuffer bytes) {
        byte[] start = new byte[COOKIE.length()];
        if (bytes.limit() < start.length) {
            return false;
        }
        bytes.get(0, start);
        return Arrays.equals(start, COOKIE.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@return the footer at an offset, null when there is none or it is damaged} */
    static @Nullable VhdFooter read(ImageFile file, long offset) {
        if (offset < 0 || offset > file.length() - LENGTH) {
            return null;
        }
        ByteBuffer sector = file.read(offset, LENGTH);
        return hasCookie(sector) && sector.getInt(CHECKSUM_AT) == checksum(sector, LENGTH, CHECKSUM_AT)
                ? new VhdFooter(sector)
                : null;
    }

    /** {@return the complement of the sum of a structure's bytes, but for those of the checksum itself} */
    static int checksum(ByteBuffer bytes, int length, int at) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            if (i < at || i >= at + 4) {
                sum += bytes.get(i) & 0xff;
            }
        }
        return ~sum;
    }

    /**
     * {@return the footer of a new image}
     *
     * @param bySize whether the size is told by the field, not by the geometry
     */
    static VhdFooter create(int type, long size, VhdGeometry geometry, boolean bySize) {
        ByteBuffer b = ByteBuffer.allocate(LENGTH);
        b.put(ascii(COOKIE)).putInt(2).putInt(VERSION).putLong(type == FIXED ? -1 : LENGTH);
        b.putInt((int) (Instant.now().getEpochSecond() - EPOCH.getEpochSecond()));
        b.put(ascii(bySize ? BY_SIZE : BY_GEOMETRY)).putInt(0x0005_0003).put(ascii("Wi2k")).putLong(size);
        UUID uuid = UUID.randomUUID();
        b.putInt(60, type).putLong(UUID_AT, uuid.getMostSignificantBits()).putLong(76, uuid.getLeastSignificantBits());
        return new VhdFooter(b).sized(size, geometry);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return the same for another size} */
    VhdFooter sized(long size, VhdGeometry geometry) {
        ByteBuffer b = ByteBuffer.allocate(LENGTH).put(sector.duplicate().clear());
        b.putLong(48, size).putShort(56, (short) geometry.cylinders());
        b.put(58, (byte) geometry.heads()).put(59, (byte) geometry.sectors());
        b.putInt(CHECKSUM_AT, checksum(b, LENGTH, CHECKSUM_AT));
        return new VhdFooter(b);
    }

    ByteBuffer encode() {
        return sector.duplicate().clear();
    }

    long dataOffset() {
        return sector.getLong(16);
    }

    int type() {
        return sector.getInt(60);
    }

    int version() {
        return sector.getInt(12);
    }

    UUID uuid() {
        return new UUID(sector.getLong(UUID_AT), sector.getLong(UUID_AT + 8));
    }

    /** {@return whether the size is told by its field, not by the geometry} */
    boolean bySize() {
        byte[] creator = new byte[4];
        sector.get(28, creator);
        return SIZE_TELLERS.contains(new String(creator, StandardCharsets.ISO_8859_1));
    }

    /** {@return bytes that the guest sees, negative when they cannot be} */
    long size() {
        VhdGeometry geometry = new VhdGeometry(
                sector.getShort(56) & 0xffff, sector.get(58) & 0xff, sector.get(59) & 0xff);
        return bySize() || geometry.total() == VhdGeometry.MOST
                ? sector.getLong(48) & -512
                : geometry.total() * 512;
    }
}

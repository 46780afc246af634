package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The first cluster of a qcow2 image (QEMU's docs/interop/qcow2.txt, "Header"), checked against the file when read.
 *
 * @param version 2 or 3
 * @param clusterBits a cluster has {@code 1 << clusterBits} bytes
 * @param size bytes that the guest sees
 * @param l1Entries entries of the active L1 table
 * @param l1Offset where it lies
 * @param refcountTableOffset where the refcount table lies
 * @param refcountTableClusters its length in clusters
 * @param snapshotCount internal snapshots
 * @param snapshotsOffset where their table lies
 * @param incompatible feature bits without which the image cannot be used
 * @param compatible feature bits that may be ignored
 * @param autoclear feature bits that a writer who does not know them clears
 * @param refcountOrder a refcount has {@code 1 << refcountOrder} bits
 * @param zstd whether compressed clusters are zstd, not deflate
 * @param cryptMethod 0 none, 1 AES, 2 LUKS
 * @param backingFile as written in the image, or null
 * @param backingFormat as written in the image, or null
 * @param dataFile the external data file's name as written, or null
 */
record Qcow2Header(
        int version,
        int clusterBits,
        long size,
        int l1Entries,
        long l1Offset,
        long refcountTableOffset,
        int refcountTableClusters,
        int snapshotCount,
        long snapshotsOffset,
        long incompatible,
        long compatible,
        long autoclear,
        int refcountOrder,
        boolean zstd,
        int cryptMethod,
        @Nullable String backingFile,
        @Nullable String backingFormat,
        @Nullable String dataFile) {
    static final int MAGIC = 0x514649fb;
    static final long DIRTY = 1;
    static final long CORRUPT = 2;
    static final long EXTERNAL_DATA = 4;
    static final long COMPRESSION_TYPE = 8;
    static final long EXTENDED_L2 = 16;
    static final long LAZY_REFCOUNTS = 1;

    private static final long KNOWN_INCOMPATIBLE = DIRTY | CORRUPT | EXTERNAL_DATA | COMPRESSION_TYPE | EXTENDED_L2;
    private static final int EXTENSION_BACKING_FORMAT = 0xe2792aca;
    private static final int EXTENSION_DATA_FILE = 0x44415441;
    private static final int V3_LENGTH = 112;

    /** The most that tables may take, so that a hostile header costs no memory: QEMU's own limits. */
    private static final long MOST_L1_BYTES = 32L << 20;

    private static final long MOST_REFCOUNT_TABLE_BYTES = 8L << 20;

    static boolean looksLike(ByteBuffer start) {
        return start.remaining() >= 8 && start.getInt(0) == MAGIC && start.getInt(4) >= 2;
    }

    int clusterSize() {
        return 1 << clusterBits;
    }

    boolean extendedL2() {
        return (incompatible & EXTENDED_L2) != 0;
    }

    /** {@return whether the guest's data lie in another file} */
    boolean externalData() {
        return (incompatible & EXTERNAL_DATA) != 0;
    }

    /** {@return bytes of an L2 entry} */
    int l2EntrySize() {
        return extendedL2() ? 16 : 8;
    }

    int l2EntriesPerTable() {
        return clusterSize() / l2EntrySize();
    }

    int refcountsPerBlock() {
        return (int) (((long) clusterSize() * 8) >> refcountOrder);
    }

    static Qcow2Header read(ImageFile file) {
        ByteBuffer b = file.read(0, V3_LENGTH);
        String name = file.path().toString();
        if (b.getInt(0) != MAGIC) {
            throw new ImageException("'" + name + "' is no qcow2 image: its magic number is missing");
        }
        int version = b.getInt(4);
        if (version != 2 && version != 3) {
            throw new ImageException("'" + name + "': qcow2 version " + version + " is not known (2 and 3 are)");
        }
        int clusterBits = b.getInt(20);
        if (clusterBits < 9 || clusterBits > 21) {
            throw new ImageException("'" + name + "': cluster_bits " + clusterBits + " is not within 9 and 21");
        }
        long incompatible = version == 3 ? b.getLong(72) : 0;
        if ((incompatible & ~KNOWN_INCOMPATIBLE) != 0) {
            throw new ImageException("'" + name + "' needs features that are not known: bits 0x"
                    + Long.toHexString(incompatible & ~KNOWN_INCOMPATIBLE));
        }
        int refcountOrder = version == 3 ? b.getInt(96) : 4;
        if (refcountOrder < 0 || refcountOrder > 6) {
            throw new ImageException("'" + name + "': refcount_order " + refcountOrder + " is over 6");
        }
        int headerLength = version == 3 ? b.getInt(100) : 72;
        if (headerLength < (version == 3 ? 104 : 72) || headerLength > 1 << clusterBits) {
            throw new ImageException("'" + name + "': header_length " + headerLength + " cannot be");
        }
        int compression = (incompatible & COMPRESSION_TYPE) != 0 && headerLength > 104 ? b.get(104) & 0xff : 0;
        if (compression > 1) {
            throw new ImageException("'" + name + "': compression type " + compression + " is not known");
        }
        int cryptMethod = b.getInt(32);
        Extensions extensions = Extensions.read(file, headerLength, 1 << clusterBits, b.getLong(8));
        Qcow2Header header = new Qcow2Header(
                version, clusterBits, b.getLong(24), b.getInt(36), b.getLong(40), b.getLong(48), b.getInt(56),
                b.getInt(60), b.getLong(64), incompatible, version == 3 ? b.getLong(80) : 0,
                version == 3 ? b.getLong(88) : 0, refcountOrder, compression == 1, cryptMethod,
                text(file, b.getLong(8), b.getInt(16), 1 << clusterBits), extensions.backingFormat, extensions.dataFile);
        header.check(name, file.length());
        return header;
    }

    private void check(String name, long fileLength) {
        if (size < 0 || size > Long.MAX_VALUE >> 1) {
            throw new ImageException("'" + name + "': the size " + Long.toUnsignedString(size) + " is too large");
        }
        if (cryptMethod < 0 || cryptMethod > 2) {
            throw new ImageException("'" + name + "': encryption method " + cryptMethod + " is not known");
        }
        long l1Bytes = Integer.toUnsignedLong(l1Entries) * 8;
        long bytesPerL1Entry = (long) l2EntriesPerTable() << clusterBits;
        if (l1Bytes > MOST_L1_BYTES || size / bytesPerL1Entry > l1Entries
                || (size % bytesPerL1Entry != 0 && size / bytesPerL1Entry >= l1Entries)) {
            throw new ImageException("'" + name + "': an L1 table of " + Integer.toUnsignedString(l1Entries)
                    + " entries does not fit the size " + size);
        }
        table(name, "L1 table", l1Offset, l1Bytes, fileLength);
        long refcountBytes = Integer.toUnsignedLong(refcountTableClusters) << clusterBits;
        if (refcountBytes > MOST_REFCOUNT_TABLE_BYTES || refcountBytes == 0) {
            throw new ImageException("'" + name + "': a refcount table of "
                    + Integer.toUnsignedString(refcountTableClusters) + " clusters cannot be");
        }
        table(name, "refcount table", refcountTableOffset, refcountBytes, fileLength);
        if (snapshotCount < 0 || snapshotCount > 65536) {
            throw new ImageException("'" + name + "': " + Integer.toUnsignedString(snapshotCount) + " snapshots are too many");
        }
        if (snapshotCount > 0) {
            table(name, "snapshot table", snapshotsOffset, 40, fileLength);
        }
    }

    private void table(String name, String what, long offset, long bytes, long fileLength) {
        if (bytes > 0 && (offset <= 0 || (offset & (clusterSize() - 1)) != 0 || offset > fileLength)) {
            throw new ImageException("'" + name + "': the " + what + " at offset 0x" + Long.toHexString(offset)
                    + " is not aligned or not within the file");
        }
    }

    private static @Nullable String text(ImageFile file, long offset, int length, int clusterSize) {
        if (offset == 0 || length == 0) {
            return null;
        }
        if (offset < 0 || length < 0 || length > 1023 || offset + length > clusterSize) {
            throw new ImageException("'" + file.path() + "': the backing file's name is not within the first cluster");
        }
        return StandardCharsets.UTF_8.decode(file.read(offset, length)).toString();
    }

    /** The header extensions that matter here. */
    private record Extensions(@Nullable String backingFormat, @Nullable String dataFile) {
        static Extensions read(ImageFile file, int start, int clusterSize, long backingOffset) {
            String format = null;
            String data = null;
            long end = backingOffset > 0 && backingOffset < clusterSize ? backingOffset : clusterSize;
            long at = start;
            while (at + 8 <= end) {
                ByteBuffer head = file.read(at, 8);
                int type = head.getInt();
                int length = head.getInt();
                if (type == 0) {
                    break;
                }
                if (length < 0 || at + 8 + length > end) {
                    throw new ImageException("'" + file.path() + "': a header extension is longer than the header");
                }
                if (type == EXTENSION_BACKING_FORMAT || type == EXTENSION_DATA_FILE) {
                    String value = StandardCharsets.UTF_8.decode(file.read(at + 8, length)).toString();
                    if (type == EXTENSION_BACKING_FORMAT) {
                        format = value;
                    } else {
                        data = value;
                    }
                }
                at += 8 + ((length + 7L) & ~7L);
            }
            return new Extensions(format, data);
        }
    }

    /** {@return the header's bytes with its extensions and the backing file's name, at most one cluster} */
    ByteBuffer encode() {
        ByteBuffer b = ByteBuffer.allocate(clusterSize());
        b.putInt(MAGIC).putInt(version).putLong(0).putInt(0).putInt(clusterBits).putLong(size).putInt(cryptMethod);
        b.putInt(l1Entries).putLong(l1Offset).putLong(refcountTableOffset).putInt(refcountTableClusters);
        b.putInt(snapshotCount).putLong(snapshotsOffset);
        if (version == 3) {
            b.putLong(incompatible).putLong(compatible).putLong(autoclear).putInt(refcountOrder).putInt(V3_LENGTH);
            b.put((byte) (zstd ? 1 : 0)).put(new byte[7]);
        }
        extension(b, EXTENSION_BACKING_FORMAT, backingFormat);
        extension(b, EXTENSION_DATA_FILE, dataFile);
        b.putLong(0);
        if (backingFile != null) {
            byte[] name = backingFile.getBytes(StandardCharsets.UTF_8);
            if (name.length > 1023 || b.remaining() < name.length) {
                throw new ImageException("The backing file's name '" + backingFile + "' is too long");
            }
            b.putLong(8, b.position()).putInt(16, name.length);
            b.put(name);
        }
        return b.flip();
    }

    private static void extension(ByteBuffer b, int type, @Nullable String value) {
        if (value != null) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            b.putInt(type).putInt(bytes.length).put(bytes);
            b.position((b.position() + 7) & ~7);
        }
    }
}

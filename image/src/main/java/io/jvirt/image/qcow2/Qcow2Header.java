package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first cluster of a qcow2 image (QEMU's docs/interop/qcow2.txt, "Header"): its fields, extensions and the backing
 * file's name. Immutable. Fields and extensions that are not known are kept.
 */
final class Qcow2Header {
    static final int MAGIC = 0x514649fb;
    static final long DIRTY = 1;
    static final long CORRUPT = 2;
    static final long EXTERNAL_DATA = 4;
    static final long COMPRESSION_TYPE = 8;
    static final long EXTENDED_L2 = 16;
    static final long LAZY_REFCOUNTS = 1;
    static final long BITMAPS = 1;
    static final long RAW_EXTERNAL_DATA = 2;
    static final long KNOWN_AUTOCLEAR = BITMAPS | RAW_EXTERNAL_DATA;

    private static final long KNOWN_INCOMPATIBLE = DIRTY | CORRUPT | EXTERNAL_DATA | COMPRESSION_TYPE | EXTENDED_L2;
    private static final int V2_LENGTH = 72;
    private static final int V3_LENGTH = 112;
    private static final int SHORTEST_V3 = 104;
    private static final int LONGEST_NAME = 1023;

    /** The most that tables may take, so that a hostile header costs no memory: QEMU's own limits. */
    static final long MOST_L1_BYTES = 32L << 20;

    static final long MOST_REFCOUNT_TABLE_BYTES = 8L << 20;
    static final int MOST_SNAPSHOTS = 65536;

    private final byte[] fields;
    private final List<HeaderExtension> extensions;
    private final @Nullable String backingFile;

    private Qcow2Header(byte[] fields, List<HeaderExtension> extensions, @Nullable String backingFile) {
        this.fields = fields;
        this.extensions = extensions;
        this.backingFile = backingFile;
    }

    /** {@return a header of this version with all else zero} */
    static Qcow2Header blank(int version) {
        return new Qcow2Header(new byte[version == 2 ? V2_LENGTH : V3_LENGTH], List.of(), null)
                .with(HeaderField.MAGIC, MAGIC)
                .with(HeaderField.VERSION, version);
    }

    // ---- what it says ----

    private long get(HeaderField field) {
        if (field.offset + field.bytes > fields.length) {
            return 0;
        }
        ByteBuffer b = ByteBuffer.wrap(fields);
        return switch (field.bytes) {
            case 1 -> b.get(field.offset) & 0xff;
            case 4 -> b.getInt(field.offset) & 0xffff_ffffL;
            default -> b.getLong(field.offset);
        };
    }

    int version() {
        return (int) get(HeaderField.VERSION);
    }

    int clusterBits() {
        return (int) get(HeaderField.CLUSTER_BITS);
    }

    int clusterSize() {
        return 1 << clusterBits();
    }

    /** {@return bytes that the guest sees} */
    long size() {
        return get(HeaderField.SIZE);
    }

    /** {@return entries of the active L1 table} */
    int l1Entries() {
        return (int) get(HeaderField.L1_ENTRIES);
    }

    long l1Offset() {
        return get(HeaderField.L1_OFFSET);
    }

    long refcountTableOffset() {
        return get(HeaderField.REFCOUNT_TABLE_OFFSET);
    }

    int refcountTableClusters() {
        return (int) get(HeaderField.REFCOUNT_TABLE_CLUSTERS);
    }

    int snapshotCount() {
        return (int) get(HeaderField.SNAPSHOT_COUNT);
    }

    long snapshotsOffset() {
        return get(HeaderField.SNAPSHOTS_OFFSET);
    }

    /** {@return feature bits without which the image cannot be used} */
    long incompatible() {
        return get(HeaderField.INCOMPATIBLE);
    }

    /** {@return feature bits that may be ignored} */
    long compatible() {
        return get(HeaderField.COMPATIBLE);
    }

    /** {@return feature bits that a writer who does not know them clears} */
    long autoclear() {
        return get(HeaderField.AUTOCLEAR);
    }

    /** {@return the order of a refcount, which has {@code 1 << order} bits} */
    int refcountOrder() {
        return version() == 2 ? 4 : (int) get(HeaderField.REFCOUNT_ORDER);
    }

    /** {@return whether compressed clusters are zstd, not deflate} */
    boolean zstd() {
        return get(HeaderField.COMPRESSION_TYPE) == 1;
    }

    /** {@return 0 none, 1 AES, 2 LUKS} */
    int cryptMethod() {
        return (int) get(HeaderField.CRYPT_METHOD);
    }

    boolean dirty() {
        return (incompatible() & DIRTY) != 0;
    }

    boolean corrupt() {
        return (incompatible() & CORRUPT) != 0;
    }

    boolean lazyRefcounts() {
        return (compatible() & LAZY_REFCOUNTS) != 0;
    }

    boolean extendedL2() {
        return (incompatible() & EXTENDED_L2) != 0;
    }

    /** {@return whether the guest's data lie in another file} */
    boolean externalData() {
        return (incompatible() & EXTERNAL_DATA) != 0;
    }

    /** {@return whether that file is kept valid as a raw image} */
    boolean rawData() {
        return externalData() && (autoclear() & RAW_EXTERNAL_DATA) != 0;
    }

    /** {@return bytes of an L2 entry} */
    int l2EntrySize() {
        return extendedL2() ? 16 : 8;
    }

    int l2EntriesPerTable() {
        return clusterSize() / l2EntrySize();
    }

    /** {@return how many of the guest's bytes one L1 entry stands for} */
    long bytesPerL1Entry() {
        return (long) l2EntriesPerTable() << clusterBits();
    }

    Optional<HeaderExtension> extension(int type) {
        return extensions.stream().filter(e -> e.type() == type).findFirst();
    }

    /** {@return the backing file's name as written in the image, or null} */
    @Nullable String backingFile() {
        return backingFile;
    }

    @Nullable String backingFormat() {
        return extension(HeaderExtension.BACKING_FORMAT).map(HeaderExtension::text).orElse(null);
    }

    /** {@return the external data file's name as written, or null} */
    @Nullable String dataFile() {
        return extension(HeaderExtension.DATA_FILE).map(HeaderExtension::text).orElse(null);
    }

    // ---- changed ones ----

    Qcow2Header with(HeaderField field, long value) {
        byte[] changed = fields.clone();
        ByteBuffer b = ByteBuffer.wrap(changed);
        switch (field.bytes) {
            case 1 -> b.put(field.offset, (byte) value);
            case 4 -> b.putInt(field.offset, (int) value);
            default -> b.putLong(field.offset, value);
        }
        return new Qcow2Header(changed, extensions, backingFile);
    }

    /** {@return the same with some bits of a field set or cleared} */
    Qcow2Header withBits(HeaderField field, long bits, boolean set) {
        return with(field, set ? get(field) | bits : get(field) & ~bits);
    }

    /** {@return the same with this extension instead of one of its type} */
    Qcow2Header with(HeaderExtension extension) {
        Qcow2Header without = without(extension.type());
        List<HeaderExtension> more = new ArrayList<>(without.extensions);
        more.add(extension);
        return new Qcow2Header(fields, List.copyOf(more), backingFile);
    }

    Qcow2Header without(int extension) {
        return new Qcow2Header(
                fields, extensions.stream().filter(e -> e.type() != extension).toList(), backingFile);
    }

    Qcow2Header withBacking(@Nullable String file, @Nullable String format) {
        Qcow2Header changed = new Qcow2Header(fields, extensions, file == null || file.isEmpty() ? null : file);
        return file == null || file.isEmpty() || format == null || format.isEmpty()
                ? changed.without(HeaderExtension.BACKING_FORMAT)
                : changed.with(HeaderExtension.of(HeaderExtension.BACKING_FORMAT, format));
    }

    /** {@return the same as another version; what version 2 cannot say must be gone before} */
    Qcow2Header withVersion(int version) {
        byte[] changed = new byte[version == 2 ? V2_LENGTH : Math.max(V3_LENGTH, fields.length)];
        System.arraycopy(fields, 0, changed, 0, Math.min(fields.length, changed.length));
        Qcow2Header header = new Qcow2Header(changed, extensions, backingFile).with(HeaderField.VERSION, version);
        return version == 2 ? header.without(HeaderExtension.FEATURE_NAMES) : header.with(HeaderField.REFCOUNT_ORDER, 4);
    }

    // ---- bytes ----

    static boolean looksLike(ByteBuffer start) {
        return start.remaining() >= 8 && start.getInt(0) == MAGIC && start.getInt(4) >= 2;
    }

    /**
     * Reads a header and checks it against the file.
     *
     * @throws ImageException when it is none, needs features that are not known, or its tables cannot be
     */
    static Qcow2Header read(ImageFile file) {
        ByteBuffer b = file.read(0, V3_LENGTH);
        String name = "'" + file.path() + "'";
        if (b.getInt(0) != MAGIC) {
            throw new ImageException(name + " is no qcow2 image: its magic number is missing");
        }
        int version = b.getInt(4);
        if (version != 2 && version != 3) {
            throw new ImageException(name + ": qcow2 version " + Integer.toUnsignedString(version)
                    + " is not known (2 and 3 are)");
        }
        int clusterBits = b.getInt(20);
        if (clusterBits < 9 || clusterBits > 21) {
            throw new ImageException(name + ": cluster_bits " + Integer.toUnsignedString(clusterBits)
                    + " is not within 9 and 21");
        }
        int length = version == 3 ? b.getInt(100) : V2_LENGTH;
        if (length < (version == 3 ? SHORTEST_V3 : V2_LENGTH) || length > 1 << clusterBits || length % 8 != 0) {
            throw new ImageException(name + ": header_length " + Integer.toUnsignedString(length) + " cannot be");
        }
        byte[] fields = new byte[version == 3 ? Math.max(length, V3_LENGTH) : V2_LENGTH];
        file.read(0, ByteBuffer.wrap(fields, 0, length));
        long backingOffset = b.getLong(8);
        String backing = backingName(file, backingOffset, b.getInt(16), 1 << clusterBits);
        long end = backing != null ? Math.max(length, backingOffset) : 1 << clusterBits;
        Qcow2Header header = new Qcow2Header(fields, HeaderExtension.read(file, length, end), backing);
        header.check(name, file.length());
        return header;
    }

    private static @Nullable String backingName(ImageFile file, long offset, int length, int clusterSize) {
        if (offset == 0) {
            return null;
        }
        if (offset < 0 || length < 0 || length > LONGEST_NAME || offset > clusterSize - length) {
            throw new ImageException("'" + file.path() + "': the backing file's name is not within the first cluster");
        }
        return length == 0 ? null : StandardCharsets.UTF_8.decode(file.read(offset, length)).toString();
    }

    private void check(String name, long fileLength) {
        if ((incompatible() & ~KNOWN_INCOMPATIBLE) != 0) {
            throw new ImageException(name + " needs features that are not known: "
                    + String.join(", ", featureNames(incompatible() & ~KNOWN_INCOMPATIBLE)));
        }
        if (refcountOrder() < 0 || refcountOrder() > 6) {
            throw new ImageException(name + ": refcount_order " + refcountOrder() + " is over 6");
        }
        long compression = get(HeaderField.COMPRESSION_TYPE);
        if (compression > 1 || (compression == 1) != ((incompatible() & COMPRESSION_TYPE) != 0)) {
            throw new ImageException(name + ": compression type " + compression
                    + " is not known or does not fit the feature bits");
        }
        if (extendedL2() && clusterBits() < 14) {
            throw new ImageException(name + ": extended L2 entries need clusters of 16 KiB");
        }
        if (cryptMethod() < 0 || cryptMethod() > 2) {
            throw new ImageException(name + ": encryption method " + cryptMethod() + " is not known");
        }
        if (size() < 0 || size() > Long.MAX_VALUE >> 1) {
            throw new ImageException(name + ": the size " + Long.toUnsignedString(size()) + " is too large");
        }
        long l1Bytes = get(HeaderField.L1_ENTRIES) * 8;
        if (l1Bytes > MOST_L1_BYTES || size() > bytesPerL1Entry() * get(HeaderField.L1_ENTRIES)) {
            throw new ImageException(name + ": an L1 table of " + l1Bytes / 8 + " entries does not fit the size "
                    + size());
        }
        table(name, "L1 table", l1Offset(), l1Bytes, fileLength);
        long refcountBytes = get(HeaderField.REFCOUNT_TABLE_CLUSTERS) << clusterBits();
        if (refcountBytes > MOST_REFCOUNT_TABLE_BYTES || refcountBytes == 0) {
            throw new ImageException(name + ": a refcount table of " + get(HeaderField.REFCOUNT_TABLE_CLUSTERS)
                    + " clusters cannot be");
        }
        table(name, "refcount table", refcountTableOffset(), refcountBytes, fileLength);
        if (get(HeaderField.SNAPSHOT_COUNT) > MOST_SNAPSHOTS) {
            throw new ImageException(name + ": " + get(HeaderField.SNAPSHOT_COUNT) + " snapshots are too many");
        }
        if (snapshotCount() > 0) {
            table(name, "snapshot table", snapshotsOffset(), snapshotCount() * 40L, fileLength);
        }
    }

    private List<String> featureNames(long bits) {
        List<String> names = new ArrayList<>();
        ByteBuffer table = extension(HeaderExtension.FEATURE_NAMES)
                .map(HeaderExtension::buffer).orElse(ByteBuffer.allocate(0));
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((bits >>> bit & 1) != 0) {
                String name = "bit " + bit;
                for (int at = 0; at + 48 <= table.limit(); at += 48) {
                    if (table.get(at) == 0 && table.get(at + 1) == bit) {
                        name = StandardCharsets.US_ASCII.decode(table.slice(at + 2, 46)).toString().split("\0", 2)[0];
                    }
                }
                names.add(name);
            }
        }
        return names;
    }

    private void table(String name, String what, long offset, long bytes, long fileLength) {
        if (bytes > 0 && (offset <= 0 || (offset & (clusterSize() - 1)) != 0
                || offset > ((fileLength + clusterSize() - 1) & -clusterSize()) - bytes)) {
            throw new ImageException(name + ": the " + what + " at offset 0x" + Long.toHexString(offset)
                    + " is not aligned or not within the file");
        }
    }

    /** {@return the header's bytes with its extensions and the backing file's name, at most one cluster} */
    ByteBuffer encode() {
        ByteBuffer b = ByteBuffer.allocate(clusterSize());
        b.put(fields);
        b.putLong(HeaderField.BACKING_OFFSET.offset, 0).putInt(HeaderField.BACKING_LENGTH.offset, 0);
        if (version() >= 3) {
            b.putInt(HeaderField.HEADER_LENGTH.offset, fields.length);
        }
        byte[] name = backingFile == null ? new byte[0] : backingFile.getBytes(StandardCharsets.UTF_8);
        int needed = fields.length + 8 + name.length;
        for (HeaderExtension extension : extensions) {
            needed += 8 + ((extension.bytes().length + 7) & ~7);
        }
        if (name.length > LONGEST_NAME) {
            throw new ImageException("The backing file's name '" + backingFile + "' has more than 1023 bytes");
        }
        for (HeaderExtension extension : extensions) {
            // The names of features are for people; where they find no room they are left out, as QEMU does.
            if (extension.type() == HeaderExtension.FEATURE_NAMES && needed > clusterSize()) {
                needed -= 8 + extension.bytes().length;
                continue;
            }
            if (extension.bytes().length + 8 > b.remaining() - name.length - 8) {
                throw new ImageException("The header does not fit a cluster of " + clusterSize() + " bytes");
            }
            extension.write(b);
        }
        b.putLong(0);
        if (name.length > 0) {
            if (b.remaining() < name.length) {
                throw new ImageException("The backing file's name '" + backingFile
                        + "' does not fit a cluster of " + clusterSize() + " bytes");
            }
            b.putLong(HeaderField.BACKING_OFFSET.offset, b.position()).putInt(HeaderField.BACKING_LENGTH.offset, name.length);
            b.put(name);
        }
        return b.flip();
    }
}

package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An extension of the header (docs/interop/qcow2.txt, "Header extensions"). Those of an unknown type are kept.
 *
 * @param type what it is
 * @param bytes its content, never changed
 */
record HeaderExtension(int type, byte[] bytes) {
    static final int BACKING_FORMAT = 0xe2792aca;
    static final int FEATURE_NAMES = 0x6803f857;
    static final int BITMAPS = 0x23852875;
    static final int ENCRYPTION = 0x0537be77;
    static final int DATA_FILE = 0x44415441;

    static HeaderExtension of(int type, String text) {
        return new HeaderExtension(type, text.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Reads those between {@code start} and {@code end}. */
    static List<HeaderExtension> read(ImageFile file, long start, long end) {
        List<HeaderExtension> found = new ArrayList<>();
        ByteBuffer all = file.read(start, (int) (end - start));
        while (all.remaining() >= 8) {
            int type = all.getInt();
            int length = all.getInt();
            if (type == 0) {
                break;
            }
            if (length < 0 || length > all.remaining()) {
                throw new ImageException("'" + file.path() + "': a header extension is longer than the header");
            }
            byte[] bytes = new byte[length];
            all.get(bytes);
            found.add(new HeaderExtension(type, bytes));
            all.position(Math.min(all.limit(), (int) ((all.position() + 7L) & ~7L)));
        }
        return List.copyOf(found);
    }

    void write(ByteBuffer target) {
        target.putInt(type).putInt(bytes.length).put(bytes);
        while ((target.position() & 7) != 0) {
            target.put((byte) 0);
        }
    }

    /** {@return the names of all feature bits that this code knows, so that others can tell what they lack} */
    static HeaderExtension featureNames() {
        ByteBuffer table = ByteBuffer.allocate(FeatureName.KNOWN.size() * 48);
        for (FeatureName feature : FeatureName.KNOWN) {
            int next = table.position() + 48;
            table.put((byte) feature.kind).put((byte) feature.bit).put(feature.name.getBytes(StandardCharsets.US_ASCII));
            table.position(next);
        }
        return new HeaderExtension(FEATURE_NAMES, table.array());
    }

    /** A row of the feature name table: kind 0 incompatible, 1 compatible, 2 autoclear. */
    private record FeatureName(int kind, int bit, String name) {
        static final List<FeatureName> KNOWN = List.of(
                new FeatureName(0, 0, "dirty bit"),
                new FeatureName(0, 1, "corrupt bit"),
                new FeatureName(0, 2, "external data file"),
                new FeatureName(0, 3, "compression type"),
                new FeatureName(0, 4, "extended L2 entries"),
                new FeatureName(1, 0, "lazy refcounts"),
                new FeatureName(2, 0, "bitmaps"),
                new FeatureName(2, 1, "raw external data"));
    }
}

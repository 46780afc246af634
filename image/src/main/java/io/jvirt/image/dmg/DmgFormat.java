package io.jvirt.image.dmg;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFile;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.block.BlockFormat;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Apple's disk images of the universal form (UDIF): a trailer names a property list with tables of chunks. Only read;
 * chunks may be as they are, zero, in zlib's form or bzip2's.
 */
public final class DmgFormat extends BlockFormat {
    static final int TRAILER = 512;

    private static final String MAGIC = "koly";
    private static final int MOST_LIST = 64 << 20;

    /** Where tables begin in a resource fork; each has its length before it. */
    private static final int RESOURCES_AT = 0x100;

    /** The format. */
    public DmgFormat() {
        super("dmg", Set.of(), List.of());
    }

    @Override
    public int probe(ByteBuffer head, ImageFile file) {
        // It is known by its end only, where the guest of a raw image could have put it.
        return 0;
    }

    @Override
    protected DiskImage open(ImageFile file, OpenRequest request) {
        Fields f = Fields.read(file, Math.max(0, file.length() - TRAILER), TRAILER, ByteOrder.BIG_ENDIAN);
        if (!f.has(0, MAGIC)) {
            throw f.broken("it is no image of Apple's: its trailer is missing");
        }
        long dataFork = f.within("offset of the data", f.i64(24), 0, file.length());
        Chunks chunks = new Chunks(file, dataFork);
        long listLength = f.within("bytes of the property list", f.i64(0xe0), 0, MOST_LIST);
        if (listLength > 0) {
            readList(file, f.table("property list", f.i64(0xd8), listLength, 1), (int) listLength, chunks);
        } else {
            long length = f.within("bytes of the resources", f.i64(0x30), RESOURCES_AT, MOST_LIST);
            readResources(file, f.table("resources", f.i64(0x28), length, 1), length, chunks);
        }
        long sectors = f.within("sectors of the disk", f.i64(0x1ec), 0, Long.MAX_VALUE / 1024);
        return new DmgImage(this, file, sectors * 512, chunks.sorted());
    }

    /** Finds the tables in a property list; it is no more than a text with marks here. */
    private static void readList(ImageFile file, long offset, int length, Chunks chunks) {
        String list = StandardCharsets.UTF_8.decode(file.read(offset, length)).toString();
        int tables = list.indexOf("<key>blkx</key>");
        int end = tables < 0 ? -1 : list.indexOf("</array>", tables);
        if (end < 0) {
            throw Fields.broken(file, "its property list has no tables of chunks");
        }
        int at = list.indexOf("<data>", tables);
        while (at >= 0 && at < end) {
            int close = list.indexOf("</data>", at);
            if (close < 0) {
                throw Fields.broken(file, "its property list ends within a table of chunks");
            }
            try {
                chunks.add(ByteBuffer.wrap(Base64.getMimeDecoder().decode(list.substring(at + 6, close))));
            } catch (IllegalArgumentException e) {
                throw Fields.broken(file, "a table of chunks is damaged: " + e.getMessage());
            }
            at = list.indexOf("<data>", close);
        }
    }

    private static void readResources(ImageFile file, long offset, long length, Chunks chunks) {
        ByteBuffer resources = file.read(offset, (int) length).position(RESOURCES_AT);
        while (resources.remaining() >= 4) {
            int count = resources.getInt();
            if (count <= 0 || count > resources.remaining()) {
                break;
            }
            ByteBuffer table = resources.slice(resources.position(), count);
            if (!Chunks.isTable(table)) {
                break;
            }
            chunks.add(table);
            resources.position(resources.position() + count);
        }
    }
}

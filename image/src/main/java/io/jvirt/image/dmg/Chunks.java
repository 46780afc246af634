package io.jvirt.image.dmg;

import io.jvirt.image.ImageFile;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers the chunks that an image's tables tell of, and checks them. */
final class Chunks {
    /** The magic number of a table: "mish". */
    private static final int MAGIC = 0x6d69_7368;

    private static final int HEADER = 204;
    private static final int ENTRY = 40;
    private static final int MOST_CHUNKS = 1 << 21;
    private static final long MOST_BYTES = 64L << 20;

    private static final int COMMENT = 0x7fff_fffe;
    private static final int END = -1;

    private final ImageFile file;
    private final long dataFork;
    private final List<Chunk> all = new ArrayList<>();

    Chunks(ImageFile file, long dataFork) {
        this.file = file;
        this.dataFork = dataFork;
    }

    static boolean isTable(ByteBuffer table) {
        return table.remaining() >= HEADER && table.getInt(table.position()) == MAGIC;
    }

    void add(ByteBuffer table) {
        if (!isTable(table)) {
            throw Fields.broken(file, "a table of chunks is too short or has no magic number");
        }
        long firstSector = table.getLong(8);
        long data = dataFork + table.getLong(24);
        long count = Integer.toUnsignedLong(table.getInt(200));
        if (count > (table.limit() - HEADER) / ENTRY || all.size() + count > MOST_CHUNKS) {
            throw Fields.broken(file, "a table says that it has " + count + " chunks, which cannot be");
        }
        for (int i = 0; i < count; i++) {
            int at = HEADER + i * ENTRY;
            int type = table.getInt(at);
            if (type != COMMENT && type != END) {
                all.add(checked(new Chunk(
                        kind(type), firstSector + table.getLong(at + 8), table.getLong(at + 16),
                        data + table.getLong(at + 24), table.getLong(at + 32))));
            }
        }
    }

    private Chunk.Kind kind(int type) {
        return switch (type) {
            case 0, 2 -> Chunk.Kind.ZERO;
            case 1 -> Chunk.Kind.RAW;
            case 0x8000_0005 -> Chunk.Kind.ZLIB;
            case 0x8000_0006 -> Chunk.Kind.BZIP2;
            case 0x8000_0004 -> throw Fields.broken(file, "it is compressed by ADC, which is not read here");
            case 0x8000_0007 -> throw Fields.broken(file, "it is compressed by LZFSE, which is not read here");
            default -> throw Fields.broken(file, "chunks of type 0x" + Integer.toHexString(type) + " are not known");
        };
    }

    private Chunk checked(Chunk chunk) {
        long most = chunk.kind() == Chunk.Kind.ZLIB || chunk.kind() == Chunk.Kind.BZIP2 ? MOST_BYTES / 512 : 1L << 53;
        if (chunk.sector() < 0 || chunk.sectors() < 0 || chunk.sectors() > most || chunk.sector() > (1L << 53)) {
            throw Fields.broken(file, "a chunk of " + chunk.sectors() + " sectors from " + chunk.sector() + " cannot be");
        }
        if (chunk.kind() != Chunk.Kind.ZERO) {
            long end = file.length();
            long most2 = chunk.kind() == Chunk.Kind.RAW ? end : 2 * MOST_BYTES;
            if (chunk.length() < 0 || chunk.length() > Math.min(most2, end) || chunk.offset() < 0
                    || chunk.offset() > end - chunk.length()) {
                throw Fields.broken(file, "the chunk of sector " + chunk.sector() + " is not within the file");
            }
            if (chunk.kind() == Chunk.Kind.RAW && chunk.length() < chunk.sectors() * 512) {
                throw Fields.broken(file, "the chunk of sector " + chunk.sector() + " is shorter than its sectors");
            }
        }
        return chunk;
    }

    /** {@return the chunks by their sectors} */
    List<Chunk> sorted() {
        all.removeIf(chunk -> chunk.sectors() == 0);
        all.sort(Comparator.comparingLong(Chunk::sector));
        long end = 0;
        for (Chunk chunk : all) {
            if (chunk.sector() < end) {
                throw Fields.broken(file, "two chunks have the sector " + chunk.sector());
            }
            end = chunk.sector() + chunk.sectors();
        }
        return all;
    }
}

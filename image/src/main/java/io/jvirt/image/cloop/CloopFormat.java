package io.jvirt.image.cloop;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.BlockFormat;
import io.jvirt.image.block.Fields;
import io.jvirt.image.block.Inflated;
import io.jvirt.image.block.MappedImage;
import io.jvirt.image.block.Run;
import io.jvirt.image.block.TablePages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/** Compressed loop images of version 2: a script, a table, blocks in zlib's form. Only read. */
public final class CloopFormat extends BlockFormat {
    private static final String MAGIC = "#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0";
    private static final int TABLE_AT = 136;
    private static final int MOST_BLOCK = 64 << 20;
    private static final int MOST_BLOCKS = 1 << 26;

    /** The format. */
    public CloopFormat() {
        super("cloop", Set.of(), List.of());
    }

    @Override
    public int probe(ByteBuffer head, ImageFile file) {
        return starts(head, 0, MAGIC) ? CERTAIN : 0;
    }

    @Override
    protected DiskImage open(ImageFile file, OpenRequest request) {
        Fields f = Fields.read(file, 0, TABLE_AT, ByteOrder.BIG_ENDIAN);
        if (!f.has(0, MAGIC)) {
            throw f.broken("it is no compressed loop image of version 2");
        }
        int block = (int) f.within("block size", f.u32(128), 512, MOST_BLOCK);
        f.within("remainder of the block size in sectors", block % 512, 0, 0);
        long blocks = f.within("number of blocks", f.u32(132), 0, MOST_BLOCKS);
        f.table("table of blocks", TABLE_AT, (blocks + 1) * 8, 8);
        return new Image(this, file, block, blocks);
    }

    private static final class Image extends MappedImage {
        private final int blockSize;
        private final TablePages table;

        Image(CloopFormat format, ImageFile file, int blockSize, long blocks) {
            super(format, file, blocks * blockSize, Below.NOTHING);
            this.blockSize = blockSize;
            this.table = new TablePages(file, ByteOrder.BIG_ENDIAN, 4096);
        }

        @Override
        public int clusterSize() {
            return blockSize;
        }

        @Override
        protected Run find(long offset, long most) {
            int skip = (int) (offset % blockSize);
            return Run.compressed(Math.min(most, blockSize - skip), offset / blockSize, skip);
        }

        @Override
        protected byte[] unpack(long block) {
            long from = table.getLong(TABLE_AT + block * 8);
            long to = table.getLong(TABLE_AT + block * 8 + 8);
            // A block that does not shrink is a little longer.
            if (from < 0 || to < from || to - from > blockSize + (blockSize >> 8) + 1024L) {
                throw broken("block " + block + " is said to lie from offset " + from + " to " + to + ", which cannot be");
            }
            checkInFile(from);
            try {
                return Inflated.zlib(file.read(from, (int) (to - from)).array(), blockSize);
            } catch (ImageException e) {
                throw broken("block " + block + ": " + e.getMessage());
            }
        }

        @Override
        public ImageFacts facts() {
            return ImageFacts.plain(0);
        }
    }
}

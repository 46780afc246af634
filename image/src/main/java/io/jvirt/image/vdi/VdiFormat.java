package io.jvirt.image.vdi;

import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFile;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.block.BlockFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/** VirtualBox's VDI: a header, one table, blocks of 1 MiB. */
public final class VdiFormat extends BlockFormat {
    /** The format. */
    public VdiFormat() {
        super("vdi", Set.of(Feature.CREATE, Feature.WRITE, Feature.GROW, Feature.CHECK),
                List.of(CreateOption.of("static", CreateOption.Kind.FLAG, "Every block has its place from the start")));
    }

    @Override
    public int probe(ByteBuffer head, ImageFile file) {
        return head.limit() >= 512 && head.order(ByteOrder.LITTLE_ENDIAN).getInt(64) == VdiHeader.SIGNATURE ? CERTAIN : 0;
    }

    @Override
    protected DiskImage open(ImageFile file, OpenRequest request) {
        return new VdiImage(this, file, VdiHeader.read(file), request.damaged());
    }

    @Override
    protected void write(ImageFile file, CreateRequest request) {
        long size = sectors(request, VdiHeader.MOST_BLOCKS * VdiHeader.USUAL_BLOCK) * 512;
        boolean fixed = request.options().flag("static", false);
        VdiHeader header = VdiHeader.create(size, fixed);
        int tableLength = (int) (header.dataOffset() - header.tableOffset());
        // Piece by piece: the table of the largest image has four gigabytes.
        for (long at = 0; at < tableLength; at += VdiHeader.USUAL_BLOCK) {
            int length = (int) Math.min(VdiHeader.USUAL_BLOCK, tableLength - at);
            ByteBuffer piece = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            for (long block = at / 4; block < Math.min(header.blocks(), (at + length) / 4); block++) {
                piece.putInt((int) (block - at / 4) * 4, fixed ? (int) block : VdiHeader.ABSENT);
            }
            file.write(header.tableOffset() + at, piece);
        }
        if (fixed) {
            file.truncate(header.dataOffset() + header.blocks() * header.blockSize());
        }
        file.write(0, header.encode());
    }
}

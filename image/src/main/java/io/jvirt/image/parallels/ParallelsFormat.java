package io.jvirt.image.parallels;

import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFile;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.block.BlockFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/** Parallels' expandable disks (QEMU's docs/interop/parallels.txt): a header, one table, clusters. */
public final class ParallelsFormat extends BlockFormat {
    /** The format. */
    public ParallelsFormat() {
        super("parallels", Set.of(Feature.CREATE, Feature.WRITE, Feature.GROW, Feature.CHECK),
                List.of(CreateOption.of("cluster_size", CreateOption.Kind.SIZE, "Bytes of a cluster")));
    }

    @Override
    public int probe(ByteBuffer head, ImageFile file) {
        return starts(head, 0, ParallelsHeader.OLD_MAGIC) || starts(head, 0, ParallelsHeader.MAGIC) ? CERTAIN : 0;
    }

    @Override
    protected DiskImage open(ImageFile file, OpenRequest request) {
        return new ParallelsImage(this, file, ParallelsHeader.read(file), request.damaged());
    }

    @Override
    protected void write(ImageFile file, CreateRequest request) {
        long sectors = sectors(request, Long.MAX_VALUE - 512);
        ParallelsHeader header =
                ParallelsHeader.create(request.path(), sectors, request.options().number("cluster_size", 1 << 20));
        file.write(0, header.encode(false));
        file.truncate(header.dataOffset());
    }
}

package io.jvirt.image.qed;

import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.block.BlockFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** QEMU's QED (docs/interop/qed_spec.txt): clusters found through two levels of tables. */
public final class QedFormat extends BlockFormat {
    /** The format. */
    public QedFormat() {
        super("qed", Set.of(Feature.CREATE, Feature.WRITE, Feature.GROW, Feature.BACKING, Feature.CHECK), List.of(
                CreateOption.of("backing_file", CreateOption.Kind.TEXT, "The image this one is based on"),
                CreateOption.of("backing_fmt", CreateOption.Kind.TEXT, "That image's format"),
                CreateOption.of("cluster_size", CreateOption.Kind.SIZE, "Bytes of a cluster, from 4k to 64M"),
                CreateOption.of("table_size", CreateOption.Kind.NUMBER, "Clusters of a table, from 2 to 16")));
    }

    @Override
    public int probe(ByteBuffer head, ImageFile file) {
        return starts(head, 0, "QED\0") ? CERTAIN : 0;
    }

    @Override
    protected DiskImage open(ImageFile file, OpenRequest request) {
        QedHeader header = QedHeader.read(file);
        String backing = header.backingFile();
        @Nullable DiskImage below = backing == null ? null : request.backing(backing, header.backingFormat());
        QedImage image = new QedImage(this, file, header, below);
        try {
            if (header.needsCheck() && file.writable() && !request.damaged()) {
                image.recover();
            }
        } catch (RuntimeException e) {
            if (below != null) {
                below.close();
            }
            throw e;
        }
        return image;
    }

    @Override
    protected void write(ImageFile file, CreateRequest request) {
        CreateOptions options = request.options();
        String backing = options.text("backing_file").orElse(null);
        String format = options.text("backing_fmt").orElse(null);
        if (backing != null && format == null) {
            throw new ImageException("'" + request.path() + "': the format of the backing image '" + backing
                    + "' is not told; set backing_fmt");
        }
        QedHeader header = QedHeader.create(
                request.path(), sectors(request, Long.MAX_VALUE - 512) * 512, options.number("cluster_size", 65536),
                options.number("table_size", 4), backing, format);
        file.write(0, header.encode());
        file.truncate((long) header.clusterSize() + header.tableBytes());
    }
}

package io.jvirt.image.vmdk;

import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.block.BlockFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/** VMware's VMDK ("Virtual Disk Format 5.0"): sparse, flat, split and stream-optimised disks. */
public final class VmdkFormat extends BlockFormat {
    /** The first bytes of ESX's sparse form since version 6.5, which is only recognised. */
    static final long SE_SPARSE_MAGIC = 0xcafe_babeL;

    /** The format. */
    public VmdkFormat() {
        super("vmdk", Set.of(Feature.CREATE, Feature.WRITE, Feature.GROW, Feature.BACKING, Feature.COMPRESSION, Feature.CHECK), List.of(
                CreateOption.choice("adapter_type", "The disk controller that a virtual machine is to have",
                        "ide", "lsilogic", "buslogic", "legacyESX"),
                CreateOption.of("backing_file", CreateOption.Kind.TEXT, "The image this one is based on"),
                CreateOption.of("backing_fmt", CreateOption.Kind.TEXT, "That image's format, which must be vmdk"),
                CreateOption.of("compat6", CreateOption.Kind.FLAG, "For VMware's hardware version 6"),
                CreateOption.of("hwversion", CreateOption.Kind.TEXT, "VMware's hardware version"),
                CreateOption.choice("subformat", "What files the image consists of", VmdkCreator.TYPES),
                CreateOption.of("toolsversion", CreateOption.Kind.TEXT, "Version of VMware's guest tools"),
                CreateOption.of("zeroed_grain", CreateOption.Kind.FLAG, "Zeros over a backing image take no space")));
    }

    @Override
    public int probe(ByteBuffer head, ImageFile file) {
        boolean extent = starts(head, 0, SparseHeader.MAGIC) || starts(head, 0, SparseHeader.ESX_MAGIC);
        boolean other = head.limit() >= 8 && head.order(ByteOrder.LITTLE_ENDIAN).getLong(0) == SE_SPARSE_MAGIC;
        return extent || other || starts(head, 0, Descriptor.START) ? CERTAIN : 0;
    }

    @Override
    protected DiskImage open(ImageFile file, OpenRequest request) {
        return new VmdkOpener(this, file, request).open();
    }

    @Override
    protected void write(ImageFile file, CreateRequest request) {
        new VmdkCreator(request, parentCid(request)).write(file);
    }

    /** {@return the content number of the image that the new one is based on} */
    private long parentCid(CreateRequest request) {
        String backing = request.options().text("backing_file").orElse(null);
        if (backing == null) {
            return Descriptor.NO_PARENT;
        }
        if (!request.options().text("backing_fmt", label()).equals(label())) {
            throw new ImageException("'" + request.path() + "': a vmdk image can only be based on one of its own format");
        }
        OpenRequest base = OpenRequest.reading(request.path().resolveSibling(backing));
        try (DiskImage image = open(base.files(request.files()).withoutBacking())) {
            if (image instanceof VmdkImage disk && disk.cid() != Descriptor.NO_PARENT) {
                return disk.cid();
            }
            throw new ImageException("'" + backing + "' has no descriptor, so no image can be based on it");
        }
    }
}

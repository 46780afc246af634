package io.jvirt.image.vhd;

import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.block.BlockFormat;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Microsoft's VHD, which QEMU calls vpc ("Virtual Hard Disk Image Format Specification", version 1.0): fixed, dynamic and,
 * for reading, differences to another image.
 */
public final class VhdFormat extends BlockFormat {
    /** The format. */
    public VhdFormat() {
        super("vpc", Set.of(Feature.CREATE, Feature.WRITE, Feature.GROW), List.of(
                CreateOption.choice("subformat", "Whether blocks get their place when written or at once", "dynamic", "fixed"),
                CreateOption.of("force_size", CreateOption.Kind.FLAG,
                        "Exactly the size, not the next one that cylinders, heads and sectors tell")));
    }

    @Override
    public int probe(ByteBuffer head, ImageFile file) {
        // A fixed image has its footer only at the end, where the guest of a raw image could have put it.
        return VhdFooter.hasCookie(head) ? CERTAIN : 0;
    }

    @Override
    protected DiskImage open(ImageFile file, OpenRequest request) {
        VhdFooter end = VhdFooter.read(file, file.length() - VhdFooter.LENGTH);
        VhdFooter footer = end;
        if (footer == null || footer.type() != VhdFooter.FIXED) {
            footer = VhdFooter.read(file, 0);
        }
        if (footer == null) {
            footer = end;
        }
        if (footer == null) {
            throw Fields.broken(file, "it is no VHD image, or both copies of its footer are damaged");
        }
        if (footer.version() >>> 16 != 1) {
            throw Fields.broken(file, "VHD version " + (footer.version() >>> 16) + " is not known (1 is)");
        }
        return switch (footer.type()) {
            case VhdFooter.FIXED -> fixed(file, footer);
            case VhdFooter.DYNAMIC -> new VhdDynamicImage(this, file, footer, VhdTable.read(file, footer));
            case VhdFooter.DIFFERENCING -> difference(file, footer, request);
            default -> throw Fields.broken(file, "its type " + footer.type() + " is not known");
        };
    }

    private VhdFixedImage fixed(ImageFile file, VhdFooter footer) {
        if (footer.size() < 0 || footer.size() > file.length() - VhdFooter.LENGTH) {
            throw Fields.broken(file, "its size " + footer.size() + " is more than the file holds");
        }
        return new VhdFixedImage(this, file, footer);
    }

    private VhdDifferenceImage difference(ImageFile file, VhdFooter footer, OpenRequest request) {
        if (request.writable()) {
            throw Fields.broken(file, "it is a difference to another image, which can only be read");
        }
        VhdTable table = VhdTable.read(file, footer);
        String parent = table.parentName(file);
        DiskImage below = request.backing(parent, label());
        if (below instanceof VhdDisk disk && !disk.uuid().equals(table.parentUuid())) {
            below.close();
            throw Fields.broken(file, "the image '" + below.path() + "' is not the one it is a difference to: its identity is "
                    + disk.uuid() + ", not " + table.parentUuid());
        }
        return new VhdDifferenceImage(this, file, footer, table, parent, below);
    }

    /** {@return another image's footer for at least this size} */
    static VhdFooter footerFor(Path path, long size, VhdFooter like) {
        return sizedFooter(path, size, like.bySize(), (bytes, geometry) -> like.sized(bytes, geometry));
    }

    private static VhdFooter newFooter(Path path, long size, int type, boolean bySize) {
        return sizedFooter(path, size, bySize, (bytes, geometry) -> VhdFooter.create(type, bytes, geometry, bySize));
    }

    private interface Maker {
        VhdFooter make(long bytes, VhdGeometry geometry);
    }

    private static VhdFooter sizedFooter(Path path, long size, boolean bySize, Maker maker) {
        long sectors = size / 512 + (size % 512 == 0 ? 0 : 1);
        if (sectors > VhdFooter.MOST_SECTORS) {
            throw new ImageException("'" + path + "': the size " + size + " is over the most that VHD has, "
                    + VhdFooter.MOST_SECTORS * 512);
        }
        VhdGeometry geometry = bySize ? VhdGeometry.of(sectors) : VhdGeometry.covering(sectors);
        long bytes = bySize || geometry.total() == VhdGeometry.MOST ? sectors * 512 : geometry.total() * 512;
        return maker.make(bytes, geometry);
    }

    @Override
    protected void write(ImageFile file, CreateRequest request) {
        boolean bySize = request.options().flag("force_size", false);
        if (request.options().text("subformat", "dynamic").equals("fixed")) {
            VhdFooter footer = newFooter(request.path(), request.size(), VhdFooter.FIXED, bySize);
            file.write(footer.size(), footer.encode());
            return;
        }
        VhdFooter footer = newFooter(request.path(), request.size(), VhdFooter.DYNAMIC, bySize);
        VhdTable table = VhdTable.create(footer.size());
        byte[] entries = new byte[(int) table.tableBytes()];
        Arrays.fill(entries, (byte) 0xff);
        file.write(table.tableOffset(), ByteBuffer.wrap(entries));
        file.write(table.tableOffset() + entries.length, footer.encode());
        file.write(table.offset(), table.encode());
        file.write(0, footer.encode());
    }
}

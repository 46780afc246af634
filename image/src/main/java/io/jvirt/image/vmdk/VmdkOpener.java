package io.jvirt.image.vmdk;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.BlockImage;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens a VMDK image from its first file: a descriptor, or an extent with or without one. */
final class VmdkOpener {
    private final ImageFormat format;
    private final ImageFile file;
    private final OpenRequest request;
    private final List<AutoCloseable> opened = new ArrayList<>();

    VmdkOpener(ImageFormat format, ImageFile file, OpenRequest request) {
        this.format = format;
        this.file = file;
        this.request = request;
    }

    /** {@return the image}; when this fails, all files but the first are closed again */
    VmdkImage open() {
        try {
            Fields f = Fields.read(file, 0, 8, ByteOrder.LITTLE_ENDIAN);
            if (f.i64(0) == VmdkFormat.SE_SPARSE_MAGIC) {
                throw f.broken("it is of ESX's sparse form of version 6.5, which is not read here");
            }
            return f.has(0, SparseHeader.MAGIC) || f.has(0, SparseHeader.ESX_MAGIC) ? openExtent() : openDescriptor();
        } catch (RuntimeException e) {
            opened.forEach(VmdkOpener::close);
            throw e;
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private VmdkImage openExtent() {
        SparseHeader header = SparseHeader.read(file);
        Descriptor descriptor = null;
        long at = header.descriptorAt() * 512;
        if (at > 0 && header.descriptorSectors() > 0 && at < file.length()) {
            String text = text(file.read(at, header.descriptorSectors() * 512));
            // Parts of a split disk have room for one that is empty.
            descriptor = text.isBlank() ? null : Descriptor.parse(text);
        }
        DiskImage backing = backing(descriptor);
        BlockImage extent = sparse(file, header, new Below(backing, 0, false));
        ExtentLine line = new ExtentLine("RW", header.capacity(), "", file.path().toString(), 0);
        return new VmdkImage(
                format, request.path(), List.of(new VmdkImage.Part(0, extent.size(), line, extent)),
                new VmdkImage.Text(file, at, Math.max(512, header.descriptorSectors() * 512), descriptor), backing);
    }

    private BlockImage sparse(ImageFile extent, SparseHeader header, Below below) {
        if (header.version() == 0 && extent.writable()) {
            throw Fields.broken(extent, "extents of ESX's older sparse form are only read");
        }
        return header.compressed()
                ? new StreamExtent(format, extent, header, below)
                : new SparseExtent(format, extent, header, below);
    }

    private static String text(ByteBuffer bytes) {
        String text = StandardCharsets.UTF_8.decode(bytes).toString();
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private VmdkImage openDescriptor() {
        Fields f = Fields.read(file, 0, Descriptor.START.length(), ByteOrder.LITTLE_ENDIAN);
        if (!f.has(0, Descriptor.START) || file.length() > Descriptor.MOST_BYTES) {
            throw f.broken("it is no VMDK image: neither an extent nor a descriptor");
        }
        Descriptor descriptor = Descriptor.parse(text(file.read(0, (int) file.length())));
        DiskImage backing = backing(descriptor);
        List<VmdkImage.Part> parts = new ArrayList<>();
        long start = 0;
        for (ExtentLine line : descriptor.extents()) {
            f.within("sectors of the disk", start / 512 + line.sectors(), 0, Long.MAX_VALUE / 512);
            BlockImage image = extent(line, backing, start);
            parts.add(new VmdkImage.Part(start, line.sectors() * 512, line, image));
            start += line.sectors() * 512;
        }
        return new VmdkImage(format, request.path(), parts, new VmdkImage.Text(file, 0, 0, descriptor), backing);
    }

    private @Nullable BlockImage extent(ExtentLine line, @Nullable DiskImage backing, long start) {
        return switch (line.type()) {
            case "ZERO" -> null;
            case "FLAT", "VMFS" -> {
                ImageFile data = file(line);
                yield new FlatExtent(format, data, line.offset() * 512, line.sectors() * 512);
            }
            case "SPARSE", "VMFSSPARSE" -> {
                ImageFile data = file(line);
                SparseHeader header = SparseHeader.read(data);
                if (header.capacity() < line.sectors()) {
                    throw Fields.broken(data, "the extent has " + header.capacity() + " sectors, not "
                            + line.sectors() + " as the descriptor says");
                }
                yield sparse(data, header, new Below(backing, start, false));
            }
            default -> throw Fields.broken(file, "it has an extent of type " + line.type() + ", which is not read here");
        };
    }

    private ImageFile file(ExtentLine line) {
        ImageFile data = request.file(line.fileBeside());
        opened.add(data);
        return data;
    }

    private @Nullable DiskImage backing(@Nullable Descriptor descriptor) {
        String parent = descriptor == null ? null : descriptor.parent();
        if (descriptor == null || parent == null || !descriptor.hasParent()) {
            return null;
        }
        DiskImage image = request.backing(parent, format.label());
        if (image != null) {
            opened.add(image);
        }
        if (image instanceof VmdkImage disk && disk.cid() != descriptor.parentCid()) {
            throw Fields.broken(file, "the image '" + disk.path() + "' that it is based on has changed since: its content"
                    + " number is " + Long.toHexString(disk.cid()) + ", not " + Long.toHexString(descriptor.parentCid()));
        }
        return image;
    }
}

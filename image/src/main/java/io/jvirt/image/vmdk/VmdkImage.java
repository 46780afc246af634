package io.jvirt.image.vmdk;

import io.jvirt.image.CheckResult;
import io.jvirt.image.Checkable;
import io.jvirt.image.DiskImage;
import io.jvirt.image.Extent;
import io.jvirt.image.Fact;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.Packing;
import io.jvirt.image.Zeros;
import io.jvirt.image.block.BlockCheck;
import io.jvirt.image.block.BlockImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A VMware disk: extents one after the other, told of by a descriptor that is a file of its own or within the extent's. */
final class VmdkImage implements DiskImage, Checkable {
    private final ImageFormat format;
    private final Path path;
    private final @Nullable DiskImage backing;
    private volatile List<Part> parts;
    private volatile Text text;
    private volatile long size;
    private boolean changed;

    /**
     * An extent's place in the disk.
     *
     * @param start its first byte
     * @param length its bytes
     * @param line what the descriptor says of it
     * @param image what holds the bytes, null where all are zero
     */
    record Part(long start, long length, ExtentLine line, @Nullable BlockImage image) {}

    /**
     * Where the descriptor is.
     *
     * @param file that has it
     * @param offset in the file
     * @param room bytes that are there for it, 0 when the file holds nothing else
     * @param descriptor what it says, null when there is none
     */
    record Text(ImageFile file, long offset, int room, @Nullable Descriptor descriptor) {
        boolean ownFile() {
            return room == 0;
        }

        /** {@return the same with another text, which has been written} */
        Text write(Descriptor changed) {
            byte[] bytes = changed.encode();
            if (room > 0 && bytes.length > room) {
                throw new ImageException("'" + file.path() + "': there is no room for a longer descriptor");
            }
            file.write(offset, ByteBuffer.wrap(Arrays.copyOf(bytes, Math.max(bytes.length, room))));
            if (ownFile()) {
                file.truncate(bytes.length);
            }
            return new Text(file, offset, room, changed);
        }
    }

    VmdkImage(ImageFormat format, Path path, List<Part> parts, Text text, @Nullable DiskImage backing) {
        this.format = format;
        this.path = path;
        this.parts = List.copyOf(parts);
        this.text = text;
        this.backing = backing;
        this.size = parts.isEmpty() ? 0 : parts.getLast().start + parts.getLast().length;
    }

    @Override
    public ImageFormat format() {
        return format;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int clusterSize() {
        return parts.stream().map(Part::image).mapToInt(i -> i == null ? 1 : i.clusterSize()).findFirst().orElse(1);
    }

    @Override
    public Optional<DiskImage> backing() {
        return Optional.ofNullable(backing);
    }

    /** {@return the number that tells which content this is} */
    long cid() {
        Descriptor descriptor = text.descriptor;
        return descriptor == null ? Descriptor.NO_PARENT : descriptor.cid();
    }

    /** What is done to a part's bytes. */
    private interface Action {
        void on(Part part, long offset, long length);
    }

    private void each(long offset, long length, Action action) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new ImageException("'" + path + "': bytes " + offset + " to " + (offset + length)
                    + " are not within its " + size + " bytes");
        }
        long at = offset;
        long end = offset + length;
        for (int i = partAt(offset); at < end; i++) {
            Part part = parts.get(i);
            long count = Math.min(end, part.start + part.length) - at;
            action.on(part, at - part.start, count);
            at += count;
        }
    }

    /** {@return the index of the part that holds a byte} */
    private int partAt(long offset) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (offset >= parts.get(middle).start + parts.get(middle).length) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public void read(long offset, ByteBuffer target) {
        int end = target.limit();
        each(offset, target.remaining(), (part, at, length) -> {
            target.limit(target.position() + (int) length);
            if (part.image == null) {
                Zeros.fill(target, target.remaining());
            } else {
                part.image.read(at, target);
            }
            target.limit(end);
        });
    }

    private BlockImage writable(Part part) {
        BlockImage image = part.image;
        if (image == null || !part.line.access().equals("RW")) {
            throw new ImageException("'" + path + "': the extent '" + part.line.encode() + "' cannot be written");
        }
        return image;
    }

    @Override
    public void write(long offset, ByteBuffer source) {
        int end = source.limit();
        each(offset, source.remaining(), (part, at, length) -> {
            source.limit(source.position() + (int) length);
            BlockImage image = writable(part);
            tellChange();
            image.write(at, source);
            source.limit(end);
        });
    }

    @Override
    public void writeZeroes(long offset, long length) {
        each(offset, length, (part, at, count) -> {
            if (part.image != null) {
                BlockImage image = writable(part);
                tellChange();
                image.writeZeroes(at, count);
            }
        });
    }

    /** Before the first change the content gets another number, so that images based on the old one are found out. */
    private synchronized void tellChange() {
        Descriptor descriptor = text.descriptor;
        if (!changed && descriptor != null && text.file.writable()) {
            text = text.write(descriptor.withCid(newCid()));
        }
        changed = true;
    }

    /** {@return a number for new content; the highest two mean something else} */
    static long newCid() {
        return ThreadLocalRandom.current().nextLong(1, 0xffff_fffeL);
    }

    @Override
    public Extent extentAt(long offset) {
        Part part = parts.get(partAt(offset));
        if (part.image == null) {
            return Extent.of(offset, part.start + part.length - offset, Extent.Kind.ZERO);
        }
        Extent extent = part.image.extentAt(offset - part.start);
        return new Extent(offset, extent.length(), extent.kind(), extent.file(), extent.place());
    }

    @Override
    public void flush() {
        if (text.file.writable()) {
            parts.forEach(part -> {
                if (part.image != null) {
                    part.image.flush();
                }
            });
            text.file.sync();
        }
    }

    @Override
    public synchronized void resize(long newSize) {
        if (newSize < size || parts.isEmpty()) {
            throw new ImageException("'" + path + "': an image of format vmdk cannot become smaller than it is, " + size
                    + " bytes");
        }
        Part last = parts.getLast();
        long length = newSize - last.start;
        if (parts.size() > 1 && length > VmdkCreator.SPLIT * 512) {
            throw new ImageException("'" + path + "': the last of its files would have over two gibibytes;"
                    + " convert it to a new image of that size");
        }
        writable(last).resize(length);
        long grown = writable(last).size();
        Descriptor descriptor = text.descriptor;
        if (descriptor != null) {
            text = text.write(descriptor.withLastExtent(grown / 512));
            text.file.sync();
        }
        List<Part> changedParts = new ArrayList<>(parts);
        changedParts.set(parts.size() - 1, new Part(last.start, grown, last.line.sized(grown / 512), last.image));
        parts = List.copyOf(changedParts);
        size = last.start + grown;
    }

    @Override
    public Optional<Packing> packing() {
        BlockImage first = parts.isEmpty() ? null : parts.getFirst().image;
        return parts.size() == 1 && first != null ? first.packing() : Optional.empty();
    }

    @Override
    public ImageFacts facts() {
        Descriptor descriptor = text.descriptor;
        boolean flat = parts.stream().allMatch(part -> part.image instanceof FlatExtent);
        boolean packed = !parts.isEmpty() && parts.stream().allMatch(part -> part.image instanceof StreamExtent);
        Fact.Entry extents = new Fact.Entry("extents", new Fact.Sequence(parts.stream().map(VmdkImage::facts).toList()));
        Fact.Group specific = descriptor == null
                ? Fact.group(extents)
                : Fact.group(
                        Fact.of("cid", descriptor.cid()), Fact.of("parent-cid", descriptor.parentCid()),
                        Fact.of("create-type", descriptor.createType()), extents);
        String parent = descriptor != null && descriptor.hasParent() ? descriptor.parent() : null;
        return new ImageFacts(
                flat ? 0 : clusterSize(), false, packed, false, parent, parent == null ? null : "vmdk", List.of(), specific);
    }

    private static Fact facts(Part part) {
        BlockImage image = part.image;
        Fact.Entry size = Fact.of("virtual-size", part.length);
        Fact.Entry file = Fact.of("filename", image == null ? "" : image.path().toString());
        Fact.Entry format = Fact.of("format", part.line.type());
        if (image instanceof SparseExtent) {
            Fact.Entry cluster = Fact.of("cluster-size", image.clusterSize());
            return image instanceof StreamExtent
                    ? Fact.group(Fact.of("compressed", true), size, file, cluster, format)
                    : Fact.group(size, file, cluster, format);
        }
        return Fact.group(size, file, format);
    }

    @Override
    public CheckResult check(Repair repair) {
        BlockCheck check = new BlockCheck(0, Math.max(512, clusterSize()), 0);
        long block = 0;
        for (Part part : parts) {
            if (part.image instanceof SparseExtent sparse) {
                sparse.check(check, block);
                block += (part.length + sparse.clusterSize() - 1) / sparse.clusterSize();
            }
        }
        return check.result(block);
    }

    @Override
    public void close() {
        try {
            parts.forEach(part -> {
                if (part.image != null) {
                    part.image.close();
                }
            });
        } finally {
            if (text.ownFile()) {
                text.file.close();
            }
            if (backing != null) {
                backing.close();
            }
        }
    }
}

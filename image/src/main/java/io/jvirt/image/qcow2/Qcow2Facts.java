package io.jvirt.image.qcow2;

import io.jvirt.image.DirtyBitmap;
import io.jvirt.image.Fact;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import java.util.ArrayList;
import java.util.List;

/** What {@code qemu-img info} tells of a qcow2 image, in its order. */
final class Qcow2Facts {
    private Qcow2Facts() {}

    static ImageFacts of(ImageFile file, Qcow2Header header, List<DirtyBitmap> bitmaps) {
        return new ImageFacts(
                header.clusterSize(), header.cryptMethod() != 0, false, header.dirty(),
                header.backingFile(), header.backingFormat(),
                SnapshotEntry.read(file, header).stream().map(SnapshotEntry::told).toList(),
                specific(file, header, bitmaps));
    }

    private static Fact.Group specific(ImageFile file, Qcow2Header header, List<DirtyBitmap> bitmaps) {
        List<Fact.Entry> entries = new ArrayList<>();
        entries.add(Fact.of("compat", header.version() == 2 ? "0.10" : "1.1"));
        entries.add(Fact.of("compression-type", header.zstd() ? "zstd" : "zlib"));
        if (header.version() >= 3) {
            entries.add(Fact.of("lazy-refcounts", header.lazyRefcounts()));
        }
        if (!bitmaps.isEmpty()) {
            entries.add(new Fact.Entry("bitmaps", new Fact.Sequence(
                    bitmaps.stream().map(Qcow2Facts::bitmap).map(Fact.class::cast).toList())));
        }
        entries.add(Fact.of("refcount-bits", 1L << header.refcountOrder()));
        Qcow2Encryption.facts(file, header).ifPresent(entries::add);
        if (header.version() >= 3) {
            String dataFile = header.dataFile();
            if (dataFile != null) {
                entries.add(Fact.of("data-file", dataFile));
                entries.add(Fact.of("data-file-raw", header.rawData()));
            }
            entries.add(Fact.of("corrupt", header.corrupt()));
            entries.add(Fact.of("extended-l2", header.extendedL2()));
        }
        return new Fact.Group(List.copyOf(entries));
    }

    private static Fact.Group bitmap(DirtyBitmap bitmap) {
        List<Fact> flags = new ArrayList<>();
        if (bitmap.inUse()) {
            flags.add(new Fact.Text("in-use"));
        }
        if (bitmap.enabled()) {
            flags.add(new Fact.Text("auto"));
        }
        return Fact.group(
                new Fact.Entry("flags", new Fact.Sequence(flags)),
                Fact.of("name", bitmap.name()),
                Fact.of("granularity", bitmap.granularity()));
    }
}

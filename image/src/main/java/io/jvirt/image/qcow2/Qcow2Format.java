package io.jvirt.image.qcow2;

import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateOption.Kind;
import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.Measurement;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.luks.LuksSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** QEMU's copy-on-write format, versions 2 and 3 (QEMU's docs/interop/qcow2.txt). */
public final class Qcow2Format implements ImageFormat {
    /** The cluster size in bytes when none is asked for. */
    public static final int DEFAULT_CLUSTER_SIZE = 65536;

    @Override
    public String label() {
        return "qcow2";
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.allOf(Feature.class);
    }

    @Override
    public int probe(ByteBuffer head, ImageFile file) {
        return Qcow2Header.looksLike(head) ? CERTAIN : 0;
    }

    @Override
    public List<CreateOption> createOptions() {
        List<CreateOption> options = new ArrayList<>(List.of(
                CreateOption.of("backing_file", Kind.TEXT, "File name of a base image"),
                CreateOption.of("backing_fmt", Kind.TEXT, "Image format of the base image"),
                CreateOption.of("cluster_size", Kind.SIZE, "qcow2 cluster size"),
                CreateOption.choice("compat", "Compatibility level (v2 [0.10] or v3 [1.1])", "0.10", "1.1", "v2", "v3"),
                CreateOption.choice("compression_type", "Compression method used for image cluster compression", "zlib", "zstd"),
                CreateOption.of("data_file", Kind.TEXT, "File name of an external data file"),
                CreateOption.of("data_file_raw", Kind.FLAG, "The external data file must stay valid as a raw image"),
                CreateOption.of("extended_l2", Kind.FLAG, "Extended L2 tables"),
                CreateOption.of("lazy_refcounts", Kind.FLAG, "Postpone refcount updates"),
                CreateOption.choice("preallocation", "Preallocation mode (allowed values: off, metadata, falloc, full)",
                        "off", "metadata", "falloc", "full"),
                CreateOption.of("refcount_bits", Kind.NUMBER, "Width of a reference count entry in bits")));
        options.add(CreateOption.choice("encrypt.format", "Encrypt the image", "luks"));
        options.addAll(LuksSettings.options(Qcow2Encryption.PREFIX));
        return options;
    }

    @Override
    public DiskImage open(OpenRequest request) {
        return Qcow2Image.open(request);
    }

    @Override
    public void create(CreateRequest request) {
        Qcow2Creator.create(request);
    }

    @Override
    public Measurement measure(long diskSize, long data, CreateOptions options) {
        long size = (diskSize + 511) & ~511L;
        Qcow2Spec spec = Qcow2Spec.of(options);
        long full = spec.fullLength(size);
        long cluster = spec.clusterSize();
        long aligned = (size + cluster - 1) / cluster * cluster;
        boolean takesAll = options.text("preallocation", "off").equals("falloc")
                || options.text("preallocation", "off").equals("full");
        return new Measurement(full - aligned + (takesAll ? aligned : data), full);
    }
}

package io.jvirt.image.vmdk;

import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes VMDK images of all types. */
final class VmdkCreator {
    static final String[] TYPES = {
        "monolithicSparse", "monolithicFlat", "twoGbMaxExtentSparse", "twoGbMaxExtentFlat", "streamOptimized"
    };

    /** Sectors of a part of a split disk: two gibibytes. */
    static final long SPLIT = 1L << 22;

    /** The largest sparse extent whose tables can tell of all its grains. */
    private static final long MOST_SPARSE = 1L << 32;

    private final CreateRequest request;
    private final CreateOptions options;
    private final long parentCid;
    private final String type;
    private final long sectors;

    VmdkCreator(CreateRequest request, long parentCid) {
        this.request = request;
        this.options = request.options();
        this.parentCid = parentCid;
        this.type = options.text("subformat", TYPES[0]);
        this.sectors = (request.size() + 511) / 512;
        boolean flat = type.endsWith("Flat");
        if (flat && parentCid != Descriptor.NO_PARENT) {
            throw new ImageException("'" + request.path() + "': an image of type " + type + " cannot be based on another");
        }
        if (flat && options.flag("zeroed_grain", false)) {
            throw new ImageException("'" + request.path() + "': an image of type " + type + " has no grains to be zeroed");
        }
        if (!flat && !type.startsWith("two") && sectors > MOST_SPARSE) {
            throw new ImageException("'" + request.path() + "': the size " + request.size()
                    + " is over 2T, the most of one sparse file; choose the subformat twoGbMaxExtentSparse");
        }
        if (options.flag("compat6", false) && options.has("hwversion")) {
            throw new ImageException("'" + request.path() + "': compat6 and hwversion exclude each other");
        }
    }

    /** Writes the image whose first file is given. */
    void write(ImageFile file) {
        if (type.equals("monolithicSparse") || type.equals("streamOptimized")) {
            ExtentLine line = new ExtentLine("RW", sectors, "SPARSE", name(), 0);
            byte[] text = descriptor(List.of(line)).encode();
            if (text.length > SparseHeader.DESCRIPTOR_SECTORS * 512) {
                throw new ImageException("'" + request.path() + "': the descriptor with the backing file's name is too long");
            }
            sparse(sectors).write(file);
            file.write(512, ByteBuffer.wrap(text));
            return;
        }
        List<ExtentLine> lines = new ArrayList<>();
        boolean flat = type.endsWith("Flat");
        boolean split = type.startsWith("two");
        long left = sectors;
        do {
            long count = split ? Math.min(left, SPLIT) : left;
            String name = split
                    ? String.format(Locale.ROOT, "%s-%s%03d.vmdk", stem(), flat ? "f" : "s", lines.size() + 1)
                    : stem() + "-flat.vmdk";
            lines.add(new ExtentLine("RW", count, flat ? "FLAT" : "SPARSE", name, 0));
            extent(name, count, flat);
            left -= count;
        } while (left > 0);
        file.write(0, ByteBuffer.wrap(descriptor(lines).encode()));
    }

    private void extent(String name, long count, boolean flat) {
        try (ImageFile extent = request.files().create(request.path().resolveSibling(name))) {
            if (flat) {
                extent.truncate(count * 512);
            } else {
                sparse(count).write(extent);
            }
            extent.sync();
        }
    }

    private SparseHeader sparse(long count) {
        return SparseHeader.create(count, options.flag("zeroed_grain", false), type.equals("streamOptimized"));
    }

    private String name() {
        return String.valueOf(request.path().getFileName());
    }

    private String stem() {
        return name().endsWith(".vmdk") ? name().substring(0, name().length() - 5) : name();
    }

    private Descriptor descriptor(List<ExtentLine> lines) {
        String hardware = options.text("hwversion", options.flag("compat6", false) ? "6" : "4");
        Descriptor.Settings settings = new Descriptor.Settings(
                options.text("adapter_type", "ide"), hardware, options.text("toolsversion", "2147483647"));
        for (String value : List.of(hardware, settings.toolsVersion(), options.text("backing_file", ""), name())) {
            if (value.indexOf('"') >= 0 || value.indexOf('\n') >= 0) {
                throw new ImageException("'" + request.path() + "': '" + value + "' has a character that a descriptor cannot");
            }
        }
        return Descriptor.create(
                VmdkImage.newCid(), parentCid, type, options.text("backing_file").orElse(null), lines, settings);
    }
}

package io.jvirt.image.qcow2;

import io.jvirt.image.CreateRequest;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.OpenRequest;
import java.nio.ByteBuffer;

/** Makes empty qcow2 images. */
final class Qcow2Creator {
    private Qcow2Creator() {}

    /** Makes the image; its size is rounded up to a multiple of 512. */
    static void create(CreateRequest request) {
        Qcow2Spec spec = Qcow2Spec.of(request.options());
        if (request.size() < 0 || request.size() > Long.MAX_VALUE >> 1) {
            throw new ImageException("A size of " + request.size() + " bytes cannot be");
        }
        long size = (request.size() + 511) & ~511L;
        if (spec.l1Entries(size) * 8 > Qcow2Header.MOST_L1_BYTES) {
            throw new ImageException("The image size " + size + " is too large for clusters of " + spec.clusterSize()
                    + " bytes");
        }
        try (ImageFile file = request.file()) {
            layOut(file, request, spec, size);
        }
        String dataFile = spec.dataFile();
        if (dataFile != null) {
            try (ImageFile data = request.files().create(request.path().resolveSibling(dataFile))) {
                data.truncate(size);
            }
        }
        if (!spec.preallocation().equals("off")) {
            preallocate(request, spec.preallocation());
        }
    }

    /** Writes header, refcount table, refcount blocks, L1 table and LUKS header, in this order in the file. */
    private static void layOut(ImageFile file, CreateRequest request, Qcow2Spec spec, long size) {
        int bits = spec.clusterBits();
        Counts width = new Counts(spec.refcountOrder());
        int l1Clusters = clusters(spec.l1Entries(size) * 8, bits);
        int luksClusters = clusters(Qcow2Encryption.headerLength(request), bits);
        int perBlock = width.perBlock(bits);
        int blocks = 1;
        int tableClusters = 1;
        while (1 + tableClusters + blocks + l1Clusters + luksClusters > (long) blocks * perBlock) {
            blocks++;
            tableClusters = clusters(blocks * 8L, bits);
        }
        int used = 1 + tableClusters + blocks + l1Clusters + luksClusters;
        long[] table = new long[tableClusters << (bits - 3)];
        ByteBuffer block = ByteBuffer.allocate(1 << bits);
        for (int b = 0; b < blocks; b++) {
            table[b] = (long) (1 + tableClusters + b) << bits;
            block.put(new byte[1 << bits]).clear();
            for (int i = 0; i < perBlock && b * (long) perBlock + i < used; i++) {
                width.set(block, i, 1);
            }
            file.write(table[b], block.clear());
        }
        file.write(1L << bits, Refcounts.bytes(table));
        long l1Offset = (long) (1 + tableClusters + blocks) << bits;
        file.truncate((long) used << bits);
        Qcow2Header header = spec.header(size)
                .with(HeaderField.REFCOUNT_TABLE_OFFSET, 1L << bits)
                .with(HeaderField.REFCOUNT_TABLE_CLUSTERS, tableClusters)
                .with(HeaderField.L1_ENTRIES, spec.l1Entries(size))
                .with(HeaderField.L1_OFFSET, l1Offset);
        if (luksClusters > 0) {
            header = Qcow2Encryption.create(file, request, header, l1Offset + ((long) l1Clusters << bits));
        }
        // The header comes last: before it the file is no image.
        file.write(0, header.encode());
    }

    private static int clusters(long bytes, int bits) {
        return (int) ((bytes + (1L << bits) - 1) >> bits);
    }

    private static void preallocate(CreateRequest request, String mode) {
        OpenRequest opening = OpenRequest.writing(request.path()).files(request.files()).passphrases(request.passphrases()).withoutBacking();
        try (Qcow2Image image = Qcow2Image.open(opening)) {
            image.allocateAll();
            image.takeSpace(mode);
        }
    }
}

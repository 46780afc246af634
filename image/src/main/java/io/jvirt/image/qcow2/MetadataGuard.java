package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Knows where a damaged or hostile image's tables lay when it was opened, so that no guest's data are written over them
 * and no cluster that holds one is given out, whatever L2 entries and refcounts say.
 */
final class MetadataGuard {
    private final Path path;
    private final int clusterBits;
    private long[] clusters = new long[16];
    private int count;
    private boolean sorted = true;

    MetadataGuard(Path path, int clusterBits) {
        this.path = path;
        this.clusterBits = clusterBits;
        add(0, 1);
    }

    /** Notes clusters that hold tables; number 0 is the header, which entries without a table point to. */
    synchronized void add(long first, long number) {
        for (long cluster = first; cluster < first + number; cluster++) {
            if (cluster != 0 || count == 0) {
                if (count == clusters.length) {
                    clusters = Arrays.copyOf(clusters, count * 2);
                }
                clusters[count++] = cluster;
            }
        }
        sorted = false;
    }

    /** Notes that a cluster was given back. */
    synchronized void forget(long cluster) {
        sort();
        int found = Arrays.binarySearch(clusters, 0, count, cluster);
        if (found >= 0) {
            System.arraycopy(clusters, found + 1, clusters, found, --count - found);
        }
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(clusters, 0, count);
            sorted = true;
        }
    }

    /** Fails when one of these clusters, about to be given out, holds a table. */
    void checkFree(long first, long number) {
        check(first, number, "is counted as free");
    }

    /** Fails when a guest's write to this place would hit a table. */
    void checkData(long offset, long length) {
        check(offset >> clusterBits, ((offset + length - 1) >> clusterBits) - (offset >> clusterBits) + 1,
                "is mapped to the guest");
    }

    private synchronized void check(long first, long number, String how) {
        sort();
        int found = Arrays.binarySearch(clusters, 0, count, first);
        int at = found >= 0 ? found : -found - 1;
        if (at < count && clusters[at] < first + number) {
            throw new ImageException("'" + path + "' is damaged: cluster " + clusters[at] + " holds a table and "
                    + how + "; jvirt image check -r all may repair it");
        }
    }
}

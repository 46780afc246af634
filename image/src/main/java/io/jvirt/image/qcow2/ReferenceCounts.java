package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How often clusters are referred to, as a check counts it: only where there is something to count is memory used. */
final class ReferenceCounts {
    private static final int CHUNK_BITS = 9;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final Map<Long, int[]> chunks = new HashMap<>();
    private long highest = -1;

    long get(long cluster) {
        int[] chunk = chunks.get(cluster >> CHUNK_BITS);
        return chunk == null ? 0 : chunk[(int) (cluster & (CHUNK - 1))];
    }

    /** Counts one more reference. */
    void add(long cluster) {
        int[] chunk = chunks.get(cluster >> CHUNK_BITS);
        if (chunk == null) {
            if ((chunks.size() + 1L) * CHUNK * Integer.BYTES > Runtime.getRuntime().maxMemory() / 2) {
                throw new ImageException("The image's clusters are too many or too scattered to be checked with the"
                        + " memory there is");
            }
            chunk = new int[CHUNK];
            chunks.put(cluster >> CHUNK_BITS, chunk);
        }
        chunk[(int) (cluster & (CHUNK - 1))]++;
        highest = Math.max(highest, cluster);
    }

    /** {@return the number of the last cluster that is referred to, -1 when none is} */
    long highest() {
        return highest;
    }

    /** {@return the number of the first cluster from {@code cluster} on that may be referred to; -1 when none is} */
    long nextMaybe(long cluster) {
        long at = cluster;
        while (at <= highest) {
            if (chunks.containsKey(at >> CHUNK_BITS)) {
                return at;
            }
            at = ((at >> CHUNK_BITS) + 1) << CHUNK_BITS;
        }
        return -1;
    }

    /** Adds the numbers of all groups of {@code size} clusters in which one is referred to. */
    void groups(long size, Set<Long> into) {
        chunks.forEach((number, chunk) -> {
            for (int i = 0; i < CHUNK; i++) {
                if (chunk[i] != 0) {
                    into.add(((number << CHUNK_BITS) + i) / size);
                }
            }
        });
    }
}

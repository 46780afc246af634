package io.jvirt.qemu.host;

import java.util.List;
import java.util.Map;

/** Memory of the host's NUMA nodes. */
public interface NumaFacts {
    /** {@return the node's memory in KiB} */
    long memoryKib(int node);

    /** {@return the node's pages, smallest first} */
    List<Pages> pages(int node);

    /** {@return how far each node is, 10 for the node itself; empty when the kernel does not say} */
    Map<Integer, Integer> distances(int node);

    /**
     * Pages of one size.
     *
     * @param sizeKib size of a page in KiB
     * @param count how many there are
     */
    record Pages(long sizeKib, long count) { }
}

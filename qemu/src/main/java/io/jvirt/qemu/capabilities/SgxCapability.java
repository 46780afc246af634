package io.jvirt.qemu.capabilities;

import java.util.List;

/**
 * Intel's enclaves of this host, from {@code query-sgx-capabilities}.
 *
 * @param flc whether launch control is flexible
 * @param sgx1 whether SGX version 1 is there
 * @param sgx2 whether SGX version 2 is there
 * @param sectionSizes bytes of enclave page cache a host NUMA node has
 */
public record SgxCapability(boolean flc, boolean sgx1, boolean sgx2, List<SectionSize> sectionSizes) {
    public SgxCapability {
        sectionSizes = List.copyOf(sectionSizes);
    }

    /** Enclave memory of one NUMA node, bytes. */
    public record SectionSize(int node, long bytes) { }

    /** {@return all enclave memory of the host, bytes} */
    public long totalBytes() {
        return sectionSizes.stream().mapToLong(SectionSize::bytes).sum();
    }
}

package io.jvirt.image;

/** Writes compressed clusters in two steps, so that many processors can pack while one writes. */
public interface Packing {
    /** {@return the size in bytes of what is packed as one; offsets are multiples of it} */
    int unit();

    /**
     * {@return the packed form, empty when packing saves nothing} Safe for threads.
     *
     * @param cluster {@link #unit()} bytes
     */
    byte[] pack(byte[] cluster);

    /**
     * Stores packed bytes.
     *
     * @param offset a multiple of {@link #unit()} where nothing is stored yet
     * @param packed from {@link #pack}, not empty
     * @return whether they were stored; when not, nothing happened and the cluster must be written as it is
     */
    boolean write(long offset, byte[] packed);
}

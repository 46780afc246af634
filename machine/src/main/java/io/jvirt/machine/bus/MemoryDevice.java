package io.jvirt.machine.bus;

/**
 * A device whose registers lie in guest physical memory.
 *
 * <p>Threads: as for {@link PortDevice}. An access never crosses the end of the range and never a page; one of eight bytes
 * that is not aligned may arrive as two smaller ones.
 */
public interface MemoryDevice {
    /**
     * {@return what the guest reads, in the low {@code size} bytes}
     *
     * @param offset distance from the first byte of the range that was attached
     * @param size 1, 2, 4 or 8 bytes
     */
    long readMemory(long offset, int size);

    /**
     * Takes what the guest wrote.
     *
     * @param offset distance from the first byte of the range that was attached
     * @param size 1, 2, 4 or 8 bytes
     * @param value in the low {@code size} bytes; the bits above are zero
     */
    void writeMemory(long offset, int size, long value);
}

package io.jvirt.machine.bus;

/**
 * A device that the processor reaches with IN and OUT.
 *
 * <p>Threads: called by the thread of whichever processor executes the instruction, so a device of a machine with several
 * processors is called by several threads and guards its own state. A call must not wait for the guest.
 */
public interface PortDevice {
    /**
     * {@return what the guest reads, in the low {@code size} bytes}
     *
     * @param port distance from the first port of the range that was attached
     * @param size 1, 2 or 4 bytes
     */
    int readPort(int port, int size);

    /**
     * Takes what the guest wrote.
     *
     * @param port distance from the first port of the range that was attached
     * @param size 1, 2 or 4 bytes
     * @param value in the low {@code size} bytes; the bits above are zero
     */
    void writePort(int port, int size, int value);
}

package io.jvirt.machine.bus;

import io.jvirt.machine.MachineException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The 65,536 I/O ports of a machine. Ports without a device read as all ones and ignore writes, as on a PC; accesses wider than a
 * range reach each device with the bytes that are its own.
 *
 * <p>Threads: devices are attached before the machine runs; reads and writes come from any processor.
 */
public final class PortSpace {
    private static final int PORTS = 1 << 16;

    private final @Nullable Range[] ports = new @Nullable Range[PORTS];

    private record Range(int first, int count, PortDevice device) {}

    /** Gives {@code count} ports from {@code first} to a device; they must be free. */
    public void attach(int first, int count, PortDevice device) {
        if (first < 0 || count < 1 || first + count > PORTS) {
            throw new MachineException("Ports %#x to %#x are not within 0 to 0xffff".formatted(first, first + count - 1));
        }
        for (int port = first; port < first + count; port++) {
            Range taken = ports[port];
            if (taken != null) {
                throw new MachineException("Port %#x already belongs to %s".formatted(port, taken.device));
            }
        }
        Arrays.fill(ports, first, first + count, new Range(first, count, device));
    }

    /** Takes a device's ports away, for registers that a guest moves. */
    public void detach(PortDevice device) {
        for (int port = 0; port < PORTS; port++) {
            Range range = ports[port];
            if (range != null && range.device.equals(device)) {
                ports[port] = null;
            }
        }
    }

    /** {@return what IN reads}, {@code size} being 1, 2 or 4 */
    public int read(int port, int size) {
        Range range = ports[port & 0xffff];
        if (range == null ? size == 1 : port + size <= range.first + range.count) {
            return range == null ? 0xff : range.device.readPort(port - range.first, size);
        }
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= (read(port + i & 0xffff, 1) & 0xff) << 8 * i;
        }
        return value;
    }

    /** What OUT does, {@code size} being 1, 2 or 4. */
    public void write(int port, int size, int value) {
        Range range = ports[port & 0xffff];
        if (range == null ? size == 1 : port + size <= range.first + range.count) {
            if (range != null) {
                range.device.writePort(port - range.first, size, value);
            }
            return;
        }
        for (int i = 0; i < size; i++) {
            write(port + i & 0xffff, 1, value >>> 8 * i & 0xff);
        }
    }
}

package io.jvirt.host.facts;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a network device of the host has counted (proc(5), /proc/net/dev), as the host sees it.
 *
 * @param received by the device
 * @param sent by the device
 */
public record NetworkCounters(Direction received, Direction sent) {
    private static final int FIELDS = 16;
    private static final int SENT = 8;

    /** One direction: bytes, packets, errors and packets that were thrown away. */
    public record Direction(long bytes, long packets, long errors, long drops) {}

    /** {@return the counters of a device; empty when there is none of this name} */
    public static Optional<NetworkCounters> read(String device) {
        return read(Path.of("/proc/net/dev"), device);
    }

    static Optional<NetworkCounters> read(Path path, String device) {
        String figures = KernelFile.fields(path).get(device);
        if (device.isEmpty() || figures == null) {
            return Optional.empty();
        }
        String[] fields = figures.split(" +");
        return fields.length < FIELDS
                ? Optional.empty()
                : Optional.of(new NetworkCounters(direction(fields, 0), direction(fields, SENT)));
    }

    private static Direction direction(String[] fields, int first) {
        return new Direction(
                Long.parseUnsignedLong(fields[first]),
                Long.parseUnsignedLong(fields[first + 1]),
                Long.parseUnsignedLong(fields[first + 2]),
                Long.parseUnsignedLong(fields[first + 3]));
    }
}

package io.jvirt.host.net;

import io.jvirt.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The kernel's IPv4 routes (proc(5), /proc/net/route). */
public final class Routes {
    private static final Path TABLE = Path.of("/proc/net/route");
    private static final int DEVICE = 0;
    private static final int DESTINATION = 1;
    private static final int MASK = 7;
    private static final int HEXADECIMAL = 16;

    private Routes() {}

    /**
     * A route.
     *
     * @param device the device that it leads to
     * @param destination the network's address as 32 bits
     * @param mask its mask as 32 bits
     */
    public record Route(String device, long destination, long mask) {
        /** {@return whether it concerns addresses of a network} The default route concerns none in particular. */
        public boolean overlaps(long network, long networkMask) {
            long common = mask & networkMask;
            return mask != 0 && (destination & common) == (network & common);
        }
    }

    /** {@return all routes} */
    public static List<Route> all() {
        var found = new ArrayList<Route>();
        try {
            for (String line : Files.readAllLines(TABLE).stream().skip(1).toList()) {
                String[] words = line.split("\\s+");
                if (words.length > MASK) {
                    found.add(new Route(words[DEVICE], bits(words[DESTINATION]), bits(words[MASK])));
                }
            }
        } catch (IOException e) {
            throw new HostException("Cannot read '" + TABLE + "': " + e.getMessage(), e);
        }
        return found;
    }

    /** The kernel prints the four octets in the order of the machine's memory. */
    private static long bits(String text) {
        int value = (int) Long.parseLong(text, HEXADECIMAL);
        boolean little = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN;
        return Integer.toUnsignedLong(little ? Integer.reverseBytes(value) : value);
    }
}

package io.jvirt.host.net;

import io.jvirt.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the kernel knows of machines that it talked to (proc(5), /proc/net/arp). */
public final class Neighbours {
    private static final Path TABLE = Path.of("/proc/net/arp");
    private static final int ADDRESS = 0;
    private static final int FLAGS = 2;
    private static final int HARDWARE = 3;
    private static final int DEVICE = 5;

    private Neighbours() {}

    /**
     * A machine.
     *
     * @param address its IPv4 address
     * @param hardware its hardware address, in small letters
     * @param device the host's device that leads to it
     */
    public record Neighbour(String address, String hardware, String device) {}

    /** {@return all that answered} */
    public static List<Neighbour> all() {
        var found = new ArrayList<Neighbour>();
        try {
            for (String line : Files.readAllLines(TABLE)) {
                String[] words = line.split("\\s+");
                if (words.length > DEVICE && words[FLAGS].startsWith("0x") && !words[FLAGS].equals("0x0")) {
                    found.add(new Neighbour(words[ADDRESS], words[HARDWARE].toLowerCase(Locale.ROOT), words[DEVICE]));
                }
            }
        } catch (IOException e) {
            throw new HostException("Cannot read '" + TABLE + "': " + e.getMessage(), e);
        }
        return found;
    }
}

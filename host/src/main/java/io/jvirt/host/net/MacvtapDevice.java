package io.jvirt.host.net;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.FileCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A macvtap device: a second hardware address on a card of the host, whose packets go to open files. Unlike a tap it stays
 * until it is removed ({@link Links#remove}).
 *
 * @param name the device's name
 * @param queues the open files, one for each queue
 */
public record MacvtapDevice(String name, List<Descriptor> queues) {
    private static final int MOST = 1024;

    public MacvtapDevice {
        queues = List.copyOf(queues);
    }

    /**
     * Makes a macvtap device.
     *
     * @param lower the card of the host
     * @param mode vepa, bridge, private or passthru (ip-link(8))
     * @param address the hardware address
     * @param count how many queues
     */
    public static MacvtapDevice create(String lower, String mode, String address, int count) {
        String name = freeName();
        new Links().add("link", "add", "link", lower, "name", name, "address", address, "numrxqueues", Integer.toString(count),
                "numtxqueues", Integer.toString(count), "type", "macvtap", "mode", mode).add("link", "set", "dev", name, "up").run();
        var files = new ArrayList<Descriptor>();
        try {
            Path file = Path.of("/dev/tap" + Links.index(name).orElseThrow(() -> new HostException("it has no number")));
            for (int i = 0; i < count; i++) {
                files.add(Descriptor.open(file, FileCalls.O_RDWR | FileCalls.O_NONBLOCK));
            }
            return new MacvtapDevice(name, files);
        } catch (HostException e) {
            files.forEach(Descriptor::close);
            Links.remove(name);
            throw new HostException("Cannot open macvtap device '" + name + "': " + e.getMessage(), e);
        }
    }

    private static String freeName() {
        for (int i = 0; i < MOST; i++) {
            if (!Links.exists("macvtap" + i)) {
                return "macvtap" + i;
            }
        }
        throw new HostException("no name for a macvtap device is free");
    }
}

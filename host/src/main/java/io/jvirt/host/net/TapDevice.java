package io.jvirt.host.net;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.FileCalls;
import io.jvirt.host.linux.TunCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A tap device: a network card of the host whose cable ends in open files. It is gone when the last of them is closed,
 * by whatever end of the process that has it.
 *
 * @param name the device's name, which the kernel chose when a pattern was asked for
 * @param queues the open files, one for each queue
 */
public record TapDevice(String name, List<Descriptor> queues) implements AutoCloseable {
    private static final Path CONTROL = Path.of("/dev/net/tun");

    public TapDevice {
        queues = List.copyOf(queues);
    }

    /**
     * Makes a tap device.
     *
     * @param pattern its name, or one with {@code %d} for the first free number
     * @param count how many queues
     */
    public static TapDevice create(String pattern, int count) {
        var files = new ArrayList<Descriptor>();
        try {
            String name = pattern;
            for (int i = 0; i < count; i++) {
                var file = Descriptor.open(CONTROL, FileCalls.O_RDWR | FileCalls.O_NONBLOCK);
                files.add(file);
                var made = new String[1];
                int result = TunCalls.attach(file.number(), name, count > 1, made);
                if (result < 0) {
                    throw new HostException("create tap device '" + name + "'", -result);
                }
                name = made[0];
            }
            return new TapDevice(name, files);
        } catch (HostException e) {
            files.forEach(Descriptor::close);
            throw e;
        }
    }

    @Override
    public void close() {
        queues.forEach(Descriptor::close);
    }
}

package io.jvirt.host.device;

import io.jvirt.host.Descriptor;
import io.jvirt.host.DescriptorChannel;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.NetlinkCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the kernel tells of devices that come, go and change (NETLINK_KOBJECT_UEVENT, kobject_uevent.c of the kernel). Needs
 * no privilege and no udev. One thread reads; closing from another ends its wait.
 */
public final class KernelEvents implements AutoCloseable {
    private static final int MOST_BYTES = 8192;

    private final DescriptorChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MOST_BYTES);

    private KernelEvents(DescriptorChannel channel) {
        this.channel = channel;
    }

    /**
     * Something that happened.
     *
     * @param action such as add, remove, change, move, bind, unbind
     * @param path the device's folder below /sys, beginning with a slash
     * @param properties all that the kernel tells of it
     */
    public record Event(String action, String path, Map<String, String> properties) {
        public Event {
            properties = Map.copyOf(properties);
        }
    }

    /**
     * Listens from now on.
     *
     * @throws HostException when the kernel does not let us
     */
    public static KernelEvents open() {
        int fd = NetlinkCalls.kernelEvents();
        if (fd < 0) {
            throw new HostException("listen to the kernel's events of devices", -fd);
        }
        return new KernelEvents(new DescriptorChannel(Descriptor.own(fd)));
    }

    /**
     * {@return the next event} Blocks.
     *
     * @throws IOException when this was closed, or events were lost because nobody read them
     */
    public Event next() throws IOException {
        while (true) {
            buffer.clear();
            int size = channel.read(buffer);
            if (size < 0) {
                throw new IOException("no more events");
            }
            buffer.flip();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            Event event = parse(bytes);
            if (event != null) {
                return event;
            }
        }
    }

    /** {@return the event in a message, null when it has another form: udev speaks on the same bus} */
    static @org.jspecify.annotations.Nullable Event parse(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
        int at = parts[0].indexOf('@');
        if (at <= 0) {
            return null;
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                properties.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
            }
        }
        return new Event(parts[0].substring(0, at), parts[0].substring(at + 1), properties);
    }

    @Override
    public void close() {
        channel.close();
    }
}

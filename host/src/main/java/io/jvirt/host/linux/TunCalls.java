package io.jvirt.host.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Calls on tap devices (Documentation/networking/tuntap.rst of the kernel, netdevice(7)). */
public final class TunCalls {
    private static final long TUNSETIFF = 0x400454caL;
    private static final short IFF_TAP = 2;
    private static final short IFF_NO_PI = 0x1000;
    private static final short IFF_VNET_HDR = 0x4000;
    private static final short IFF_MULTI_QUEUE = 0x100;
    /** Bytes of a device's name with its end, and of struct ifreq. */
    private static final int IFNAMSIZ = 16;

    private static final int IFREQ_SIZE = 40;

    private static final CFunction IOCTL = CFunction.of("ioctl");

    private TunCalls() {}

    /**
     * ioctl TUNSETIFF: makes an open file of /dev/net/tun the cable of a tap device, which is made when it is missing.
     * Packets have no protocol header but the one of virtio.
     *
     * @param name the device, or a pattern with {@code %d}
     * @param many whether the device has several queues
     * @param made gets the device's name
     */
    public static int attach(int fd, String name, boolean many, String[] made) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= IFNAMSIZ) {
            return -Errno.EINVAL;
        }
        try (Arena arena = Arena.ofConfined()) {
            // Zeroed, so the name has its end.
            MemorySegment request = arena.allocate(IFREQ_SIZE, Long.BYTES);
            MemorySegment.copy(bytes, 0, request, ValueLayout.JAVA_BYTE, 0, bytes.length);
            request.set(ValueLayout.JAVA_SHORT, IFNAMSIZ, (short) (IFF_TAP | IFF_NO_PI | IFF_VNET_HDR | (many ? IFF_MULTI_QUEUE : 0)));
            int result = IOCTL.callInt(fd, TUNSETIFF, request.address());
            if (result >= 0) {
                made[0] = request.getString(0);
            }
            return result;
        }
    }
}

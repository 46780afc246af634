package io.jvirt.host.linux;

import static io.jvirt.host.linux.CFunction.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Calls on netlink sockets (netlink(7)). */
public final class NetlinkCalls {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int NETLINK_KOBJECT_UEVENT = 15;
    /** The multicast group of the kernel itself; udev sends to the second. */
    private static final int KERNEL_GROUP = 1;

    /** struct sockaddr_nl of netlink(7). */
    static final StructLayout SOCKADDR_NL = MemoryLayout.structLayout(
            ValueLayout.JAVA_SHORT.withName("nl_family"),
            ValueLayout.JAVA_SHORT.withName("nl_pad"),
            INT.withName("nl_pid"),
            INT.withName("nl_groups"));

    private static final CFunction SOCKET = CFunction.of("socket");
    private static final CFunction BIND = CFunction.of("bind");
    private static final CFunction CLOSE = CFunction.of("close");

    private NetlinkCalls() {}

    /** socket(2) and bind(2): a new descriptor, non-blocking, that gets the kernel's events of devices. */
    public static int kernelEvents() {
        int fd = SOCKET.callInt(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT);
        if (fd < 0) {
            return fd;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(SOCKADDR_NL);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
            address.set(INT, 8, KERNEL_GROUP);
            int result = BIND.callInt(fd, address.address(), SOCKADDR_NL.byteSize());
            if (result < 0) {
                CLOSE.callInt(fd);
                return result;
            }
        }
        return fd;
    }
}

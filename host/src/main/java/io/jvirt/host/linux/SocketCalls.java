package io.jvirt.host.linux;

import static io.jvirt.host.linux.CFunction.INT;
import static io.jvirt.host.linux.CFunction.LONG;
import static io.jvirt.host.linux.CFunction.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Calls on sockets, for local (unix) sockets and what the JDK does not offer. */
public final class SocketCalls {
    public static final int SO_ERROR = 4;
    public static final int SO_TYPE = 3;
    public static final int SO_ACCEPTCONN = 30;
    public static final int SO_DOMAIN = 39;
    public static final int AF_UNIX = 1;

    private static final int SOCK_STREAM = 1;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final int SCM_RIGHTS = 1;
    private static final int MSG_CTRUNC = 0x8;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;

    /** The most descriptors that one message carries (SCM_MAX_FD of the kernel). */
    public static final int MOST_DESCRIPTORS = 253;

    /** struct sockaddr_un of unix(7). */
    public static final StructLayout SOCKADDR_UN = MemoryLayout.structLayout(
            ValueLayout.JAVA_SHORT.withName("sun_family"),
            MemoryLayout.sequenceLayout(108, ValueLayout.JAVA_BYTE).withName("sun_path"));

    /** struct ucred of unix(7). */
    public static final StructLayout UCRED =
            MemoryLayout.structLayout(INT.withName("pid"), INT.withName("uid"), INT.withName("gid"));

    /** struct iovec of readv(2). */
    public static final StructLayout IOVEC =
            MemoryLayout.structLayout(POINTER.withName("iov_base"), LONG.withName("iov_len"));

    /** struct msghdr of sendmsg(2). */
    public static final StructLayout MSGHDR = MemoryLayout.structLayout(
            POINTER.withName("msg_name"),
            INT.withName("msg_namelen"),
            MemoryLayout.paddingLayout(4),
            POINTER.withName("msg_iov"),
            LONG.withName("msg_iovlen"),
            POINTER.withName("msg_control"),
            LONG.withName("msg_controllen"),
            INT.withName("msg_flags"),
            MemoryLayout.paddingLayout(4));

    /** struct cmsghdr of cmsg(3); the data follow. */
    public static final StructLayout CMSGHDR = MemoryLayout.structLayout(
            LONG.withName("cmsg_len"), INT.withName("cmsg_level"), INT.withName("cmsg_type"));

    private static final long HEADER = CMSGHDR.byteSize();

    private static final CFunction SOCKET = CFunction.of("socket");
    private static final CFunction BIND = CFunction.of("bind");
    private static final CFunction LISTEN = CFunction.of("listen");
    private static final CFunction CONNECT = CFunction.of("connect");
    private static final CFunction ACCEPT = CFunction.of("accept4");
    private static final CFunction PAIR = CFunction.of("socketpair");
    private static final CFunction SHUTDOWN = CFunction.of("shutdown");
    private static final CFunction GETSOCKOPT = CFunction.of("getsockopt");
    private static final CFunction SENDMSG = CFunction.of("sendmsg");
    private static final CFunction RECVMSG = CFunction.of("recvmsg");

    private SocketCalls() {}

    /** socket(2) for a local stream socket: a new descriptor, blocking. */
    public static int unixSocket() {
        return SOCKET.callInt(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    }

    /** {@return whether a path fits into a socket address: 107 bytes and a NUL} */
    public static boolean fits(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length < 108;
    }

    private static MemorySegment address(Arena arena, String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        MemorySegment address = arena.allocate(SOCKADDR_UN);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, 2, bytes.length);
        return address;
    }

    /** bind(2) to a path of which {@link #fits} holds; creates the socket file. */
    public static int bind(int fd, String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = address(arena, path);
            return BIND.callInt(fd, address.address(), SOCKADDR_UN.byteSize());
        }
    }

    /** listen(2). */
    public static int listen(int fd, int backlog) {
        return LISTEN.callInt(fd, backlog);
    }

    /** connect(2) to a path of which {@link #fits} holds. On a non-blocking socket EAGAIN says that the backlog is full. */
    public static int connect(int fd, String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = address(arena, path);
            return CONNECT.callInt(fd, address.address(), SOCKADDR_UN.byteSize());
        }
    }

    /** accept4(2): a new descriptor, non-blocking; the peer's address is not asked for. */
    public static int accept(int fd) {
        return ACCEPT.callInt(fd, 0, 0, SOCK_CLOEXEC | SOCK_NONBLOCK);
    }

    /** socketpair(2): fills {@code ends} with two connected local stream sockets. */
    public static int pair(int[] ends) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pair = arena.allocate(INT, 2);
            int result =
                    PAIR.callInt(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.address());
            if (result >= 0) {
                ends[0] = pair.getAtIndex(INT, 0);
                ends[1] = pair.getAtIndex(INT, 1);
            }
            return result;
        }
    }

    /** shutdown(2) SHUT_WR: the peer reads end of file. */
    public static int shutdownOutput(int fd) {
        return SHUTDOWN.callInt(fd, 1);
    }

    /** getsockopt(2) of an int option of SOL_SOCKET; option values are never negative. */
    public static int option(int fd, int option) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(INT);
            MemorySegment length = arena.allocateFrom(INT, 4);
            int result =
                    GETSOCKOPT.callInt(fd, SOL_SOCKET, option, value.address(), length.address());
            return result < 0 ? result : value.get(INT, 0);
        }
    }

    /** getsockopt(2) SO_PEERCRED: fills {@code pidUidGid}. Who connected, or who listened, at that time. */
    public static int peerCredentials(int fd, int[] pidUidGid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(UCRED);
            MemorySegment length = arena.allocateFrom(INT, (int) UCRED.byteSize());
            int result = GETSOCKOPT.callInt(fd, SOL_SOCKET, SO_PEERCRED, value.address(), length.address());
            if (result >= 0) {
                for (int i = 0; i < 3; i++) {
                    pidUidGid[i] = value.getAtIndex(INT, i);
                }
            }
            return result;
        }
    }

    /**
     * sendmsg(2) of {@code length} bytes with duplicates of {@code descriptors} (SCM_RIGHTS), which the sender keeps. They travel with
     * the first byte. No SIGPIPE.
     */
    public static long send(int fd, MemorySegment data, long length, List<Integer> descriptors) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = message(arena, data, length);
            if (!descriptors.isEmpty()) {
                long used = HEADER + 4L * descriptors.size();
                MemorySegment control = arena.allocate(align(used), 8);
                control.set(LONG, 0, used);
                control.set(INT, 8, SOL_SOCKET);
                control.set(INT, 12, SCM_RIGHTS);
                for (int i = 0; i < descriptors.size(); i++) {
                    control.set(INT, HEADER + 4L * i, descriptors.get(i));
                }
                message.set(POINTER, MSGHDR.byteOffset(path("msg_control")), control);
                message.set(LONG, MSGHDR.byteOffset(path("msg_controllen")), control.byteSize());
            }
            return SENDMSG.call(fd, message.address(), MSG_NOSIGNAL);
        }
    }

    /**
     * recvmsg(2) of at most {@code length} bytes; descriptors that came with them are added to {@code descriptors} and belong to the
     * caller from then on, close-on-exec. The kernel never merges bytes across descriptors of two messages.
     */
    public static long receive(int fd, MemorySegment data, long length, List<Integer> descriptors) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = message(arena, data, length);
            MemorySegment control = arena.allocate(align(HEADER + 4L * MOST_DESCRIPTORS) + align(HEADER + UCRED.byteSize()), 8);
            message.set(POINTER, MSGHDR.byteOffset(path("msg_control")), control);
            message.set(LONG, MSGHDR.byteOffset(path("msg_controllen")), control.byteSize());
            long result = RECVMSG.call(fd, message.address(), MSG_CMSG_CLOEXEC);
            if (result >= 0) {
                long filled = message.get(LONG, MSGHDR.byteOffset(path("msg_controllen")));
                long at = 0;
                while (at + HEADER <= filled) {
                    long size = control.get(LONG, at);
                    if (size < HEADER || at + size > filled) {
                        break;
                    }
                    if (control.get(INT, at + 8) == SOL_SOCKET && control.get(INT, at + 12) == SCM_RIGHTS) {
                        for (long i = at + HEADER; i + 4 <= at + size; i += 4) {
                            descriptors.add(control.get(INT, i));
                        }
                    }
                    at += align(size);
                }
                if ((message.get(INT, MSGHDR.byteOffset(path("msg_flags"))) & MSG_CTRUNC) != 0 && descriptors.isEmpty()) {
                    return -Errno.EMFILE;
                }
            }
            return result;
        }
    }

    private static MemorySegment message(Arena arena, MemorySegment data, long length) {
        MemorySegment vector = arena.allocate(IOVEC);
        vector.set(POINTER, 0, data);
        vector.set(LONG, 8, length);
        MemorySegment message = arena.allocate(MSGHDR);
        message.set(POINTER, MSGHDR.byteOffset(path("msg_iov")), vector);
        message.set(LONG, MSGHDR.byteOffset(path("msg_iovlen")), 1);
        return message;
    }

    private static MemoryLayout.PathElement path(String name) {
        return MemoryLayout.PathElement.groupElement(name);
    }

    private static long align(long size) {
        return (size + 7) & ~7L;
    }
}

package io.jvirt.host.linux;

import static io.jvirt.host.linux.CFunction.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** epoll(7). */
public final class PollCalls {
    public static final int EPOLLIN = 1;
    public static final int EPOLLOUT = 4;
    public static final int EPOLLERR = 8;
    public static final int EPOLLHUP = 16;
    public static final int EPOLLONESHOT = 1 << 30;

    public static final int EPOLL_CTL_ADD = 1;
    public static final int EPOLL_CTL_DEL = 2;
    public static final int EPOLL_CTL_MOD = 3;

    private static final int EPOLL_CLOEXEC = 0x80000;

    /** struct epoll_event is packed on x86-64 and naturally aligned elsewhere (sys/epoll.h, __EPOLL_PACKED). */
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

    /** Bytes of one struct epoll_event. */
    public static final int EVENT_SIZE = PACKED ? 12 : 16;

    /** Offset of epoll_event.data. */
    public static final int EVENT_DATA = PACKED ? 4 : 8;

    private static final CFunction CREATE = CFunction.of("epoll_create1");
    private static final CFunction CONTROL = CFunction.of("epoll_ctl");
    private static final CFunction WAIT = CFunction.of("epoll_wait");

    private PollCalls() {}

    /** epoll_create1(2): a new descriptor. */
    public static int create() {
        return CREATE.callInt(EPOLL_CLOEXEC);
    }

    /** epoll_ctl(2): the kernel copies the event, nothing is kept. */
    public static int control(int epoll, int operation, int fd, int events, long data) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EVENT_SIZE, 8);
            event.set(INT, 0, events);
            event.set(ValueLayout.JAVA_LONG_UNALIGNED, EVENT_DATA, data);
            return CONTROL.callInt(epoll, operation, fd, event.address());
        }
    }

    /** epoll_wait(2): blocks the calling platform thread; fills {@code events} and returns how many. */
    public static int await(int epoll, MemorySegment events, int most, int timeoutMillis) {
        return WAIT.callInt(epoll, events.address(), most, timeoutMillis);
    }

    /** Reads the flags of the event at {@code index} of an array filled by {@link #await}. */
    public static int eventFlags(MemorySegment events, int index) {
        return events.get(ValueLayout.JAVA_INT_UNALIGNED, (long) index * EVENT_SIZE);
    }

    /** Reads the data of the event at {@code index} of an array filled by {@link #await}. */
    public static long eventData(MemorySegment events, int index) {
        return events.get(ValueLayout.JAVA_LONG_UNALIGNED, (long) index * EVENT_SIZE + EVENT_DATA);
    }

}

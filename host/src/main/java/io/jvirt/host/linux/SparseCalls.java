package io.jvirt.host.linux;

import static io.jvirt.host.linux.CFunction.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Calls on whose data a file has. */
public final class SparseCalls {
    private static final long FICLONE = 0x40049409L;
    private static final long FS_IOC_GETFLAGS = 0x80086601L;
    private static final long FS_IOC_SETFLAGS = 0x40086602L;

    private static final CFunction IOCTL = CFunction.of("ioctl");

    private SparseCalls() {}

    /** ioctl_ficlone(2): makes one file share all data of another until either is written. */
    public static int share(int target, int source) {
        return IOCTL.callInt(target, FICLONE, source);
    }

    /** ioctl_iflags(2): sets flags of an inode beside those it has; some only while it is empty. */
    public static int addFlags(int fd, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment now = arena.allocate(ValueLayout.JAVA_LONG);
            int result = IOCTL.callInt(fd, FS_IOC_GETFLAGS, now.address());
            if (result < 0) {
                return result;
            }
            // The number of the call says long; the kernel reads and writes an int.
            now.set(INT, 0, now.get(INT, 0) | flags);
            return IOCTL.callInt(fd, FS_IOC_SETFLAGS, now.address());
        }
    }
}

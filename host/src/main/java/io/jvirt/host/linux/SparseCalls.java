package io.jvirt.host.linux;

import static io.jvirt.host.linux.CFunction.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Calls on where a file has its data. */
public final class SparseCalls {
    public static final int SEEK_DATA = 3;
    public static final int SEEK_HOLE = 4;

    public static final int FALLOC_FL_KEEP_SIZE = 1;
    public static final int FALLOC_FL_PUNCH_HOLE = 2;

    private static final long FICLONE = 0x40049409L;
    private static final long FS_IOC_GETFLAGS = 0x80086601L;
    private static final long FS_IOC_SETFLAGS = 0x40086602L;

    private static final CFunction LSEEK = CFunction.of("lseek");
    private static final CFunction FALLOCATE = CFunction.of("fallocate");
    private static final CFunction IOCTL = CFunction.of("ioctl");

    private SparseCalls() {}

    /** lseek(2) with {@link #SEEK_DATA} or {@link #SEEK_HOLE}: the offset found, -ENXIO when there are no more data. */
    public static long seek(int fd, long offset, int whence) {
        return LSEEK.call(fd, offset, whence);
    }

    /** fallocate(2). */
    public static int allocate(int fd, int mode, long offset, long length) {
        return FALLOCATE.callInt(fd, mode, offset, length);
    }

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

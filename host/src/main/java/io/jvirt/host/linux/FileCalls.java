package io.jvirt.host.linux;

import static io.jvirt.host.linux.CFunction.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Calls on files and descriptors. */
public final class FileCalls {
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int O_NOCTTY = 0x100;
    public static final int O_TRUNC = 0x200;
    public static final int O_APPEND = 0x400;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_CLOEXEC = 0x80000;

    public static final int LOCK_EX = 2;
    public static final int LOCK_NB = 4;

    private static final int FALLOC_FL_KEEP_SIZE = 1;
    private static final int FALLOC_FL_PUNCH_HOLE = 2;
    private static final int FALLOC_FL_COLLAPSE_RANGE = 8;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int F_DUPFD_CLOEXEC = 1030;

    private static final CFunction OPEN = CFunction.of("open");
    private static final CFunction CLOSE = CFunction.of("close");
    private static final CFunction FCNTL = CFunction.of("fcntl");
    private static final CFunction READ = CFunction.of("read");
    private static final CFunction WRITE = CFunction.of("write");
    private static final CFunction PIPE2 = CFunction.of("pipe2");
    private static final CFunction FLOCK = CFunction.of("flock");
    private static final CFunction FALLOCATE = CFunction.of("fallocate");
    private static final CFunction LSEEK = CFunction.of("lseek");
    private static final CFunction FSYNC = CFunction.of("fsync");

    private FileCalls() {}

    /** open(2): the new descriptor, which the caller closes. */
    public static int open(String path, int flags, int mode) {
        try (Arena arena = Arena.ofConfined()) {
            return OPEN.callInt(arena.allocateFrom(path).address(), flags, mode);
        }
    }

    /** close(2). Its result is of no use: on Linux the descriptor is free whatever it says. */
    public static void close(int fd) {
        CLOSE.plain(fd);
    }

    /** fcntl(2) F_DUPFD_CLOEXEC: a new descriptor numbered {@code lowest} or more, which the caller closes. */
    public static int duplicate(int fd, int lowest) {
        return fcntl(fd, F_DUPFD_CLOEXEC, lowest);
    }

    /** fcntl(2) F_SETFL: switches O_NONBLOCK of the open file description, which duplicates and children share. */
    public static int setNonBlocking(int fd, boolean on) {
        int flags = fcntl(fd, F_GETFL, 0);
        return flags < 0 ? flags : fcntl(fd, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
    }

    private static int fcntl(int fd, int command, int argument) {
        return FCNTL.callInt(fd, command, argument);
    }

    /** read(2) into native memory of at least {@code length} bytes; 0 is end of file. */
    public static long read(int fd, MemorySegment buffer, long length) {
        return READ.call(fd, buffer.address(), length);
    }

    /** write(2) from native memory; may write less than {@code length}. */
    public static long write(int fd, MemorySegment buffer, long length) {
        return WRITE.call(fd, buffer.address(), length);
    }

    /** pipe2(2) with O_CLOEXEC: fills {@code ends} with the reading and the writing descriptor, which the caller closes. */
    public static int pipe(int[] ends) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pair = arena.allocate(INT, 2);
            int result = PIPE2.callInt(pair.address(), O_CLOEXEC);
            if (result >= 0) {
                ends[0] = pair.getAtIndex(INT, 0);
                ends[1] = pair.getAtIndex(INT, 1);
            }
            return result;
        }
    }

    /** flock(2): a lock of the open file description, given up when its last descriptor closes. */
    public static int flock(int fd, int operation) {
        return FLOCK.callInt(fd, operation);
    }

    /** fallocate(2) FALLOC_FL_COLLAPSE_RANGE: removes the first {@code length} bytes, a multiple of the block size less than all. */
    public static int collapse(int fd, long length) {
        return FALLOCATE.callInt(fd, FALLOC_FL_COLLAPSE_RANGE, 0, length);
    }

    /** fallocate(2) FALLOC_FL_PUNCH_HOLE: makes a range a hole; the file keeps its length. */
    public static int punch(int fd, long offset, long length) {
        return FALLOCATE.callInt(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, length);
    }

    /** fallocate(2) without flags: a range takes its space from now on; the file grows to hold it. */
    public static int allocate(int fd, long offset, long length) {
        return FALLOCATE.callInt(fd, 0, offset, length);
    }

    /** lseek(2) SEEK_DATA: where the next data begin, ENXIO when none follow. */
    public static long nextData(int fd, long offset) {
        return LSEEK.call(fd, offset, SEEK_DATA);
    }

    /** lseek(2) SEEK_HOLE: where the next hole begins, the end of the file counting as one. */
    public static long nextHole(int fd, long offset) {
        return LSEEK.call(fd, offset, SEEK_HOLE);
    }

    /** fsync(2). */
    public static int sync(int fd) {
        return FSYNC.callInt(fd);
    }
}

package io.jvirt.host.linux;

import static io.jvirt.host.linux.Native.INT;
import static io.jvirt.host.linux.Native.LONG;
import static io.jvirt.host.linux.Native.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

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

    private static final int FALLOC_FL_COLLAPSE_RANGE = 8;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int F_DUPFD_CLOEXEC = 1030;

    private static final MethodHandle OPEN =
            Native.variadicWithErrno("open", 2, FunctionDescriptor.of(INT, POINTER, INT, INT));
    private static final MethodHandle CLOSE = Native.plain("close", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle FCNTL =
            Native.variadicWithErrno("fcntl", 2, FunctionDescriptor.of(INT, INT, INT, INT));
    private static final MethodHandle READ =
            Native.withErrno("read", FunctionDescriptor.of(LONG, INT, POINTER, LONG));
    private static final MethodHandle WRITE =
            Native.withErrno("write", FunctionDescriptor.of(LONG, INT, POINTER, LONG));
    private static final MethodHandle PIPE2 = Native.withErrno("pipe2", FunctionDescriptor.of(INT, POINTER, INT));
    private static final MethodHandle FLOCK = Native.withErrno("flock", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle FALLOCATE =
            Native.withErrno("fallocate", FunctionDescriptor.of(INT, INT, INT, LONG, LONG));
    private static final MethodHandle FSYNC = Native.withErrno("fsync", FunctionDescriptor.of(INT, INT));

    private FileCalls() {}

    /** open(2): the new descriptor, which the caller closes. */
    public static int open(String path, int flags, int mode) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            return Native.result((int) OPEN.invokeExact(state, arena.allocateFrom(path), flags, mode), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** close(2). Its result is of no use: on Linux the descriptor is free whatever it says. */
    public static void close(int fd) {
        try {
            int _ = (int) CLOSE.invokeExact(fd);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
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
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            return Native.result((int) FCNTL.invokeExact(state, fd, command, argument), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** read(2) into native memory of at least {@code length} bytes; 0 is end of file. */
    public static long read(int fd, MemorySegment buffer, long length) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            return Native.result((long) READ.invokeExact(state, fd, buffer, length), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** write(2) from native memory; may write less than {@code length}. */
    public static long write(int fd, MemorySegment buffer, long length) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            return Native.result((long) WRITE.invokeExact(state, fd, buffer, length), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** pipe2(2) with O_CLOEXEC: fills {@code ends} with the reading and the writing descriptor, which the caller closes. */
    public static int pipe(int[] ends) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            MemorySegment pair = arena.allocate(INT, 2);
            int result = Native.result((int) PIPE2.invokeExact(state, pair, O_CLOEXEC), state);
            if (result >= 0) {
                ends[0] = pair.getAtIndex(INT, 0);
                ends[1] = pair.getAtIndex(INT, 1);
            }
            return result;
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** flock(2): a lock of the open file description, given up when its last descriptor closes. */
    public static int flock(int fd, int operation) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            return Native.result((int) FLOCK.invokeExact(state, fd, operation), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** fallocate(2) FALLOC_FL_COLLAPSE_RANGE: removes the first {@code length} bytes, a multiple of the block size less than all. */
    public static int collapse(int fd, long length) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            return Native.result((int) FALLOCATE.invokeExact(state, fd, FALLOC_FL_COLLAPSE_RANGE, 0L, length), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** fsync(2). */
    public static int sync(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            return Native.result((int) FSYNC.invokeExact(state, fd), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }
}

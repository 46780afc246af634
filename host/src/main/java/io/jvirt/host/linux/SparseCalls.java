package io.jvirt.host.linux;

import static io.jvirt.host.linux.Native.INT;
import static io.jvirt.host.linux.Native.LONG;
import static io.jvirt.host.linux.Native.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Calls on where a file has its data. */
public final class SparseCalls {
    public static final int SEEK_DATA = 3;
    public static final int SEEK_HOLE = 4;

    public static final int FALLOC_FL_KEEP_SIZE = 1;
    public static final int FALLOC_FL_PUNCH_HOLE = 2;

    private static final long FICLONE = 0x40049409L;
    private static final long FS_IOC_GETFLAGS = 0x80086601L;
    private static final long FS_IOC_SETFLAGS = 0x40086602L;

    private static final MethodHandle LSEEK = Native.withErrno("lseek", FunctionDescriptor.of(LONG, INT, LONG, INT));
    private static final MethodHandle FALLOCATE =
            Native.withErrno("fallocate", FunctionDescriptor.of(INT, INT, INT, LONG, LONG));
    private static final MethodHandle IOCTL_NUMBER =
            Native.variadicWithErrno("ioctl", 2, FunctionDescriptor.of(INT, INT, LONG, INT));
    private static final MethodHandle IOCTL_POINTER =
            Native.variadicWithErrno("ioctl", 2, FunctionDescriptor.of(INT, INT, LONG, POINTER));

    private SparseCalls() {}

    /** lseek(2) with {@link #SEEK_DATA} or {@link #SEEK_HOLE}: the offset found, -ENXIO when there are no more data. */
    public static long seek(int fd, long offset, int whence) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            return Native.result((long) LSEEK.invokeExact(state, fd, offset, whence), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** fallocate(2). */
    public static int allocate(int fd, int mode, long offset, long length) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            return Native.result((int) FALLOCATE.invokeExact(state, fd, mode, offset, length), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** ioctl_ficlone(2): makes one file share all data of another until either is written. */
    public static int share(int target, int source) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            return Native.result((int) IOCTL_NUMBER.invokeExact(state, target, FICLONE, source), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** ioctl_iflags(2): sets flags of an inode beside those it has; only for an empty file or a folder in some cases. */
    public static int addFlags(int fd, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            MemorySegment now = arena.allocate(ValueLayout.JAVA_LONG);
            int result = Native.result((int) IOCTL_POINTER.invokeExact(state, fd, FS_IOC_GETFLAGS, now), state);
            if (result < 0) {
                return result;
            }
            // The call's type says long, the kernel reads and writes an int.
            now.set(ValueLayout.JAVA_INT, 0, now.get(ValueLayout.JAVA_INT, 0) | flags);
            return Native.result((int) IOCTL_POINTER.invokeExact(state, fd, FS_IOC_SETFLAGS, now), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }
}

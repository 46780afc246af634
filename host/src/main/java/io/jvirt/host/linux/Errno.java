package io.jvirt.host.linux;

import java.lang.foreign.MemorySegment;

/** Error numbers of Linux (errno(3), asm-generic/errno.h; the same on every architecture that Java 25 runs on). */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int ENXIO = 6;
    public static final int EBADF = 9;
    public static final int ECHILD = 10;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EEXIST = 17;
    public static final int EINVAL = 22;
    public static final int EMFILE = 24;
    public static final int ENOTTY = 25;
    public static final int EPIPE = 32;
    public static final int ERANGE = 34;
    public static final int ENOSYS = 38;
    public static final int EOPNOTSUPP = 95;
    public static final int EADDRINUSE = 98;
    public static final int ECONNRESET = 104;
    public static final int ETIMEDOUT = 110;
    public static final int ECONNREFUSED = 111;
    public static final int EINPROGRESS = 115;

    private Errno() {}

    /** {@return the C library's sentence for an error number} */
    public static String describe(int errno) {
        long text = Messages.STRERROR.call(errno);
        return text == 0 ? "error " + errno : MemorySegment.ofAddress(text).reinterpret(256).getString(0);
    }

    /** Apart, so that the numbers can be used without linking anything. */
    private static final class Messages {
        /** strerrordesc_np(3), glibc 2.32: a pointer to a constant string that nobody frees, or NULL for an unknown number. */
        static final CFunction STRERROR = CFunction.of("strerrordesc_np");
    }
}

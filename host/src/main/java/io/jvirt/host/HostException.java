package io.jvirt.host;

import io.jvirt.host.linux.Errno;

/**
 * The operating system refused something. The message names the operation, its object and the system's reason; callers that need
 * to tell reasons apart use {@link #errno()}.
 */
public final class HostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * A failed system call.
     *
     * @param what what was tried, as the end of "Cannot ..."; for example {@code "open '/dev/kvm'"}
     * @param errno the positive error number of the call (errno(3))
     */
    public HostException(String what, int errno) {
        super("Cannot " + what + ": " + Errno.describe(errno));
        this.errno = errno;
    }

    /** A failure without an error number: {@link #errno()} is 0. */
    public HostException(String message) {
        super(message);
        this.errno = 0;
    }

    /** A failure that another exception explains: {@link #errno()} is 0. */
    public HostException(String message, Throwable cause) {
        super(message, cause);
        this.errno = 0;
    }

    /** {@return the error number as errno(3) defines it for Linux, or 0 when no system call failed} */
    public int errno() {
        return errno;
    }
}

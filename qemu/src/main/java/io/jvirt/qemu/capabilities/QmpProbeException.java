package io.jvirt.qemu.capabilities;

import org.jspecify.annotations.Nullable;

/** A QEMU binary could not be asked what it can do; the message names the binary and the reason. */
public final class QmpProbeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public QmpProbeException(String message) {
        super(message);
    }

    public QmpProbeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

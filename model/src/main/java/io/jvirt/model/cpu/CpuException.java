package io.jvirt.model.cpu;

/** A CPU's description that cannot be worked with. */
public final class CpuException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** The kinds of failure, as far as callers treat them differently. */
    public enum Kind {
        /** A model or feature that nothing is known of (libvirt: VIR_ERR_INTERNAL_ERROR, 1). */
        UNKNOWN,
        /** A model that the hypervisor does not have (VIR_ERR_CONFIG_UNSUPPORTED, 67). */
        UNSUPPORTED,
        /** CPUs that have nothing in common (VIR_ERR_OPERATION_FAILED, 9). */
        UNRELATED,
        /** A CPU that this host cannot give (VIR_ERR_CPU_INCOMPATIBLE, 91). */
        INCOMPATIBLE
    }

    /** A failure with what to tell people. */
    public CpuException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** {@return the kind of failure} */
    public Kind kind() {
        return kind;
    }
}

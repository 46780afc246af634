package io.jvirt.api;

/** How a connection is opened ({@code virConnectFlags}). */
public enum ConnectFlag implements Flag {
    /** Calls that change something are refused with {@link ErrorCode#OPERATION_DENIED}. */
    READ_ONLY(1),
    /** Do not look the URI up among the configured aliases. */
    NO_ALIASES(2);

    private final int bit;

    ConnectFlag(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}

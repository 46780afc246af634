package io.jvirt.api.network;

/**
 * The virtual networks of a connection. Reached by {@link io.jvirt.api.Connection#networks()}. Safe for use by many threads at once; calls block. What a driver does
 * not offer fails with {@link io.jvirt.api.ErrorCode#NO_SUPPORT}.
 */
public interface Networks extends AutoCloseable {
    /** Answers NO_SUPPORT to everything. */
    Networks NONE = new Networks() {};

    /** Ends the registrations for events; done with the connection. */
    @Override
    default void close() {}
}

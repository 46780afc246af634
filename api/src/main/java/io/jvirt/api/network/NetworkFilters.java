package io.jvirt.api.network;

/**
 * The network filters of a connection, and their bindings to guests' interfaces. Reached by {@link io.jvirt.api.Connection#networkFilters()}. Safe for use by many threads at once; calls block. What a driver does
 * not offer fails with {@link io.jvirt.api.ErrorCode#NO_SUPPORT}.
 */
public interface NetworkFilters extends AutoCloseable {
    /** Answers NO_SUPPORT to everything. */
    NetworkFilters NONE = new NetworkFilters() {};

    /** Ends the registrations for events; done with the connection. */
    @Override
    default void close() {}
}

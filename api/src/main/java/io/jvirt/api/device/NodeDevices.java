package io.jvirt.api.device;

/**
 * The devices of the host. Reached by {@link io.jvirt.api.Connection#nodeDevices()}. Safe for use by many threads at once; calls block. What a driver does
 * not offer fails with {@link io.jvirt.api.ErrorCode#NO_SUPPORT}.
 */
public interface NodeDevices extends AutoCloseable {
    /** Answers NO_SUPPORT to everything. */
    NodeDevices NONE = new NodeDevices() {};

    /** Ends the registrations for events; done with the connection. */
    @Override
    default void close() {}
}

package io.jvirt.api.device;

/**
 * The network interfaces of the host and their configuration. Reached by {@link io.jvirt.api.Connection#hostInterfaces()}. Safe for use by many threads at once; calls block. What a driver does
 * not offer fails with {@link io.jvirt.api.ErrorCode#NO_SUPPORT}.
 */
public interface HostInterfaces extends AutoCloseable {
    /** Answers NO_SUPPORT to everything. */
    HostInterfaces NONE = new HostInterfaces() {};

    /** Ends the registrations for events; done with the connection. */
    @Override
    default void close() {}
}

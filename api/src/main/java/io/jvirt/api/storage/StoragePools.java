package io.jvirt.api.storage;

/**
 * The storage pools of a connection, and their volumes. Reached by {@link io.jvirt.api.Connection#storagePools()}. Safe for use by many threads at once; calls block. What a driver does
 * not offer fails with {@link io.jvirt.api.ErrorCode#NO_SUPPORT}.
 */
public interface StoragePools extends AutoCloseable {
    /** Answers NO_SUPPORT to everything. */
    StoragePools NONE = new StoragePools() {};

    /** Ends the registrations for events; done with the connection. */
    @Override
    default void close() {}
}

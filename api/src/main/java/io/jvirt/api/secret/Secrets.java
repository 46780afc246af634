package io.jvirt.api.secret;

/**
 * The secrets of a connection: passwords and keys that documents name. Reached by {@link io.jvirt.api.Connection#secrets()}. Safe for use by many threads at once; calls block. What a driver does
 * not offer fails with {@link io.jvirt.api.ErrorCode#NO_SUPPORT}.
 */
public interface Secrets extends AutoCloseable {
    /** Answers NO_SUPPORT to everything. */
    Secrets NONE = new Secrets() {};

    /** Ends the registrations for events; done with the connection. */
    @Override
    default void close() {}
}

package io.jvirt.api;

/** A listener's registration; closing it ends the calls. Closing twice does nothing. */
public interface EventRegistration extends AutoCloseable {
    @Override
    void close();
}

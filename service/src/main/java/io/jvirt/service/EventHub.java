package io.jvirt.service;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Carries what happens to objects to everybody who listens. Publishing never waits for a listener: each connection has a
 * channel of its own. Who publishes an object's events one after the other has them delivered in that order.
 *
 * @param <S> what a connection makes handles with; an event names its object by the connection's own handle
 */
public final class EventHub<S> {
    private final List<EventChannel<S>> channels = new CopyOnWriteArrayList<>();

    /** {@return a connection's channel, to be closed with the connection} */
    public EventChannel<S> open(S connection) {
        EventChannel<S> channel = new EventChannel<>(this, connection);
        channels.add(channel);
        return channel;
    }

    void remove(EventChannel<S> channel) {
        channels.remove(channel);
    }

    /**
     * Tells everybody of an event.
     *
     * @param event makes the event for one connection; it is called for those that have listeners
     */
    public void publish(Function<? super S, ?> event) {
        for (EventChannel<S> channel : channels) {
            channel.offer(event);
        }
    }
}

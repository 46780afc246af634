package io.jvirt.service;

import io.jvirt.api.EventRegistration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The events of one connection, delivered one after the other on a thread of its own. A listener's failure is logged and
 * stops nobody else.
 */
public final class EventChannel<S> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventChannel.class.getName());

    private final EventHub<S> hub;
    private final S connection;
    private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;

    EventChannel(EventHub<S> hub, S connection) {
        this.hub = hub;
        this.connection = connection;
    }

    private final class Listener<E> implements EventRegistration {
        private final Class<E> type;
        private final Predicate<? super E> wanted;
        private final Consumer<? super E> consumer;
        private volatile boolean open = true;

        Listener(Class<E> type, Predicate<? super E> wanted, Consumer<? super E> consumer) {
            this.type = type;
            this.wanted = wanted;
            this.consumer = consumer;
        }

        void offer(Object event) {
            if (!type.isInstance(event)) {
                return;
            }
            E mine = type.cast(event);
            if (wanted.test(mine)) {
                waiting.add(() -> deliver(mine));
            }
        }

        private void deliver(E event) {
            if (open) {
                consumer.accept(event);
            }
        }

        @Override
        public void close() {
            open = false;
            listeners.remove(this);
        }
    }

    /**
     * Registers a listener.
     *
     * @param type the events that concern it
     * @param wanted which of them it gets; asked on the publisher's thread
     */
    public <E> EventRegistration listen(Class<E> type, Predicate<? super E> wanted, Consumer<? super E> consumer) {
        Listener<E> listener = new Listener<>(type, wanted, consumer);
        listeners.add(listener);
        start();
        return listener;
    }

    private synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("jvirt-events").start(this::deliver);
        }
    }

    void offer(Function<? super S, ?> factory) {
        if (listeners.isEmpty()) {
            return;
        }
        Object event = factory.apply(connection);
        for (Listener<?> listener : listeners) {
            listener.offer(event);
        }
    }

    private void deliver() {
        try {
            while (true) {
                Runnable delivery = waiting.take();
                try {
                    delivery.run();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.WARNING, "A listener for events failed", e);
                }
            }
        } catch (InterruptedException e) {
            // The connection was closed: its listeners get nothing more.
            return;
        }
    }

    /** Ends all registrations. */
    @Override
    public synchronized void close() {
        hub.remove(this);
        listeners.clear();
        waiting.clear();
        if (thread != null) {
            thread.interrupt();
        }
    }
}

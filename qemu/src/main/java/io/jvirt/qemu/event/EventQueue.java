package io.jvirt.qemu.event;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.MonitorEvent;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of one connection, delivered one after the other on a thread of its own. A listener's failure is logged and
 * stops nobody else.
 */
public final class EventQueue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventQueue.class.getName());

    private final EventBus bus;
    private final BiFunction<UUID, String, Domain> handles;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<MonitorListener> monitorListeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;

    /**
     * A queue on a bus.
     *
     * @param handles makes the connection's handle of a guest from UUID and name
     */
    public EventQueue(EventBus bus, BiFunction<UUID, String, Domain> handles) {
        this.bus = bus;
        this.handles = handles;
        bus.add(this);
    }

    private final class Listener implements EventRegistration {
        private final DomainEvent.Kind kind;
        private final @Nullable UUID guest;
        private final Consumer<? super DomainEvent> consumer;
        private volatile boolean open = true;

        Listener(DomainEvent.Kind kind, @Nullable UUID guest, Consumer<? super DomainEvent> consumer) {
            this.kind = kind;
            this.guest = guest;
            this.consumer = consumer;
        }

        boolean wants(UUID uuid, DomainEvent event) {
            return event.kind() == kind && (guest == null || guest.equals(uuid));
        }

        void deliver(DomainEvent event) {
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

    private final class MonitorListener implements EventRegistration {
        private final @Nullable UUID guest;
        private final @Nullable String event;
        private final Consumer<? super MonitorEvent> consumer;
        private volatile boolean open = true;

        MonitorListener(@Nullable UUID guest, @Nullable String event, Consumer<? super MonitorEvent> consumer) {
            this.guest = guest;
            this.event = event;
            this.consumer = consumer;
        }

        boolean wants(UUID uuid, String qmpEvent) {
            return (guest == null || guest.equals(uuid)) && (event == null || event.equals(qmpEvent));
        }

        void deliver(MonitorEvent happened) {
            if (open) {
                consumer.accept(happened);
            }
        }

        @Override
        public void close() {
            open = false;
            monitorListeners.remove(this);
        }
    }

    /** Registers a listener for one kind of event; {@code guest} null means all. */
    public EventRegistration listen(
            DomainEvent.Kind kind, @Nullable UUID guest, Consumer<? super DomainEvent> consumer) {
        Listener listener = new Listener(kind, guest, consumer);
        listeners.add(listener);
        start();
        return listener;
    }

    /** Registers a listener for events of QEMU's monitor; null means all guests, all events. */
    public EventRegistration listenMonitor(
            @Nullable UUID guest, @Nullable String event, Consumer<? super MonitorEvent> consumer) {
        MonitorListener listener = new MonitorListener(guest, event, consumer);
        monitorListeners.add(listener);
        start();
        return listener;
    }

    private synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("jvirt-events").start(this::deliver);
        }
    }

    void offer(UUID uuid, String name, Function<Domain, ? extends DomainEvent> factory) {
        if (listeners.isEmpty()) {
            return;
        }
        DomainEvent event = factory.apply(handles.apply(uuid, name));
        for (Listener listener : listeners) {
            if (listener.wants(uuid, event)) {
                waiting.add(() -> listener.deliver(event));
            }
        }
    }

    void offerMonitor(UUID uuid, String name, String qmpEvent, Function<Domain, MonitorEvent> factory) {
        for (MonitorListener listener : monitorListeners) {
            if (listener.wants(uuid, qmpEvent)) {
                MonitorEvent event = factory.apply(handles.apply(uuid, name));
                waiting.add(() -> listener.deliver(event));
            }
        }
    }

    private void deliver() {
        try {
            while (true) {
                Runnable delivery = waiting.take();
                try {
                    delivery.run();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.WARNING, "A listener for guests' events failed", e);
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
        bus.remove(this);
        listeners.clear();
        monitorListeners.clear();
        waiting.clear();
        if (thread != null) {
            thread.interrupt();
        }
    }
}

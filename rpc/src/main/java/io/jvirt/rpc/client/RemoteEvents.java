package io.jvirt.rpc.client;

import io.jvirt.api.Connection.CloseReason;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.JvirtException;
import io.jvirt.api.MonitorEvent;
import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.ConnectProcedures;
import io.jvirt.rpc.protocol.DomainEventProcedures;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.Packet;
import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.protocol.Program;
import io.jvirt.rpc.protocol.QemuMessages;
import io.jvirt.rpc.protocol.QemuProcedures;
import io.jvirt.rpc.xdr.XdrCodecs;
import io.jvirt.rpc.xdr.XdrException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Registrations of a client, and the thread on which their listeners run one after the other. */
final class RemoteEvents {
    private static final System.Logger LOG = System.getLogger(RemoteEvents.class.getName());

    /** The feature that says that the server knows PING and PONG. */
    private static final int FEATURE_KEEPALIVE = 10;

    private final RemoteConnection connection;
    private final RpcClient client;
    private final Map<Integer, Consumer<? super DomainEvent>> domainListeners = new ConcurrentHashMap<>();
    private final Map<Integer, Consumer<? super MonitorEvent>> monitorListeners = new ConcurrentHashMap<>();
    private final Map<Integer, ObjectListeners<?>> objectListeners = new ConcurrentHashMap<>();
    private final List<Consumer<CloseReason>> closeListeners = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

    /**
     * A message about an object of the host that is no guest.
     *
     * @param procedure its row
     * @param callbackId the registration that a message is for
     */
    record ObjectEvent<M>(Procedure<M, Void> procedure, ToIntFunction<M> callbackId) {}

    /** Who wants the messages of one row. */
    private static final class ObjectListeners<M> {
        private final ObjectEvent<M> event;
        private final Map<Integer, Consumer<? super M>> byId = new ConcurrentHashMap<>();

        ObjectListeners(ObjectEvent<M> event) {
            this.event = event;
        }

        void dispatch(Packet packet) {
            M message = XdrCodecs.of(event.procedure().types().argument()).read(packet.reader());
            Consumer<? super M> listener = byId.get(event.callbackId().applyAsInt(message));
            if (listener != null) {
                listener.accept(message);
            }
        }
    }

    RemoteEvents(RemoteConnection connection, RpcClient client) {
        this.connection = connection;
        this.client = client;
    }

    EventRegistration onDomainEvent(
            DomainEvent.Kind kind, @Nullable DomainRef domain, Consumer<? super DomainEvent> listener) {
        start();
        int id = client.call(
                ConnectProcedures.CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY,
                new ConnectMessages.RegisterEvent(kind.ordinal(), domain),
                given -> domainListeners.put(given, listener));
        return once(() -> {
            domainListeners.remove(id);
            deregister(ConnectProcedures.CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY, id);
        });
    }

    EventRegistration onMonitorEvent(
            @Nullable DomainRef domain, @Nullable String event, Consumer<? super MonitorEvent> listener) {
        start();
        int id = client.call(
                QemuProcedures.MONITOR_EVENT_REGISTER,
                new QemuMessages.RegisterMonitorEvent(domain, event, 0),
                given -> monitorListeners.put(given, listener));
        return once(() -> {
            monitorListeners.remove(id);
            deregister(QemuProcedures.MONITOR_EVENT_DEREGISTER, id);
        });
    }

    /**
     * Registers for one kind of event of pools, networks, devices or secrets.
     *
     * @param register the call that gives a registration its id
     * @param argument what the registration is for
     * @param deregister the call that ends it
     */
    <A, M> EventRegistration onObjectEvent(
            Procedure<A, Integer> register,
            A argument,
            Procedure<Integer, Void> deregister,
            ObjectEvent<M> event,
            Consumer<? super M> listener) {
        start();
        @SuppressWarnings("unchecked") // a row has one form
        ObjectListeners<M> listeners = (ObjectListeners<M>)
                objectListeners.computeIfAbsent(event.procedure().number(), number -> new ObjectListeners<>(event));
        int id = client.call(register, argument, given -> listeners.byId.put(given, listener));
        return once(() -> {
            listeners.byId.remove(id);
            deregister(deregister, id);
        });
    }

    EventRegistration onClose(Consumer<CloseReason> listener) {
        closeListeners.add(listener);
        start();
        return once(() -> closeListeners.remove(listener));
    }

    private void start() {
        if (client.readInBackground(this::received, this::ended)) {
            Thread.ofPlatform().daemon().name("rpc-events").start(this::deliver);
            if (client.call(ConnectProcedures.CONNECT_SUPPORTS_FEATURE, FEATURE_KEEPALIVE) != 0) {
                client.startKeepAlive();
            }
        }
    }

    private <R extends @Nullable Object> void deregister(Procedure<Integer, R> procedure, int id) {
        if (client.alive()) {
            try {
                client.call(procedure, id);
            } catch (JvirtException e) {
                LOG.log(Level.DEBUG, "the server's registration " + id, e);
            }
        }
    }

    private static EventRegistration once(Runnable end) {
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                end.run();
            }
        };
    }

    private void received(Packet packet) {
        queue.add(() -> dispatch(packet));
    }

    private void ended(CloseReason reason) {
        queue.add(() -> {
            for (Consumer<CloseReason> listener : closeListeners) {
                listener.accept(reason);
            }
        });
        queue.add(() -> Thread.currentThread().interrupt());
    }

    private void deliver() {
        while (true) {
            try {
                queue.take().run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a listener failed", e);
            }
        }
    }

    private void dispatch(Packet packet) {
        try {
            if (packet.program() == Program.QEMU.number()
                    && packet.procedure() == QemuProcedures.MONITOR_EVENT.number()) {
                QemuMessages.MonitorEvent event =
                        XdrCodecs.of(QemuMessages.MonitorEvent.class).read(packet.reader());
                Consumer<? super MonitorEvent> listener = monitorListeners.get(event.callbackId());
                if (listener != null) {
                    Domain domain = connection.guest(event.domain());
                    listener.accept(new MonitorEvent(
                            domain, event.event(), event.seconds(), event.micros(), event.details()));
                }
            } else if (packet.program() == Program.REMOTE.number()) {
                if (packet.procedure() == DomainEventProcedures.CONNECT_EVENT_CONNECTION_CLOSED.number()) {
                    return; // concerns the server's own connection; ours tells us itself
                }
                ObjectListeners<?> listeners = objectListeners.get(packet.procedure());
                if (listeners != null) {
                    listeners.dispatch(packet);
                    return;
                }
                RemoteEvent event = RemoteEvent.read(packet, connection);
                if (event != null) {
                    Consumer<? super DomainEvent> listener = domainListeners.get(event.callbackId());
                    if (listener != null) {
                        listener.accept(event.event());
                    }
                }
            }
        } catch (XdrException e) {
            LOG.log(Level.WARNING, "unreadable event " + packet.procedure(), e);
        }
    }
}

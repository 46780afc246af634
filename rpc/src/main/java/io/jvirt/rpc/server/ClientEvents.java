package io.jvirt.rpc.server;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.JvirtException;
import io.jvirt.rpc.protocol.DomainEventProcedures;
import io.jvirt.rpc.protocol.PacketWriter;
import io.jvirt.rpc.protocol.QemuMessages;
import io.jvirt.rpc.protocol.QemuProcedures;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one client wants to be told of. Domain and monitor events count their registrations together; a registration's
 * first event never overtakes the answer that tells the client its id.
 */
final class ClientEvents {
    private final PacketWriter writer;
    private final Map<Integer, EventRegistration> domainEvents = new HashMap<>();
    private final Map<Integer, EventRegistration> monitorEvents = new HashMap<>();
    private final Map<Integer, EventRegistration> objectEvents = new HashMap<>();
    private final Map<DomainEvent.Kind, EventRegistration> legacy = new HashMap<>();
    private @Nullable EventRegistration close;
    private int nextId;
    private boolean closed;

    ClientEvents(PacketWriter writer) {
        this.writer = writer;
    }

    /** Where messages for the client go. */
    interface Sender {
        /** Sends a message; what belongs to a registration never overtakes the answer that tells its id. */
        void send(ByteBuffer message);
    }

    /** Gives a registration with the host's services when it has an id and a place to send messages to. */
    interface ObjectRegistrar {
        EventRegistration register(int id, Sender sender);
    }

    /** Sends nothing before it is opened, and then everything in order. */
    private final class Gate implements Sender {
        private @Nullable List<ByteBuffer> held = new ArrayList<>();

        @Override
        public synchronized void send(ByteBuffer message) {
            if (held != null) {
                held.add(message);
            } else {
                writer.post(message);
            }
        }

        synchronized void open() {
            if (held != null) {
                held.forEach(writer::post);
                held = null;
            }
        }
    }

    /** Something that gives a registration when it gets a place to send messages to. */
    private interface Registrar {
        EventRegistration register(Gate gate);
    }

    synchronized int register(Call call, DomainEvent.Kind kind, @Nullable Domain domain) {
        Connection connection = call.connection();
        int id = nextId;
        add(call, gate -> connection.onDomainEvent(kind, domain, event -> gate.send(EventMessage.of(event, id))),
                registration -> domainEvents.put(id, registration));
        nextId++;
        return id;
    }

    /** Registers for events of pools, networks, devices, secrets: whatever has an id and is no guest. */
    synchronized int registerObject(Call call, ObjectRegistrar registrar) {
        call.connection();
        int id = nextId;
        add(call, gate -> registrar.register(id, gate), registration -> objectEvents.put(id, registration));
        nextId++;
        return id;
    }

    synchronized int registerMonitor(Call call, @Nullable Domain domain, @Nullable String event) {
        Connection connection = call.connection();
        int id = nextId;
        add(call, gate -> connection.onMonitorEvent(
                        domain,
                        event,
                        it -> gate.send(EventMessage.of(
                                QemuProcedures.MONITOR_EVENT,
                                new QemuMessages.MonitorEvent(
                                        id,
                                        EventMessage.ref(it.domain()),
                                        it.event(),
                                        it.seconds(),
                                        it.micros(),
                                        it.details())))),
                registration -> monitorEvents.put(id, registration));
        nextId++;
        return id;
    }

    synchronized void registerLegacy(Call call, DomainEvent.Kind kind) {
        if (legacy.containsKey(kind)) {
            throw JvirtException.invalidArgument(ErrorDomain.NONE, "event callback already tracked");
        }
        Connection connection = call.connection();
        add(call, gate -> connection.onDomainEvent(kind, null, event -> gate.send(EventMessage.ofLegacy(event))),
                registration -> legacy.put(kind, registration));
    }

    synchronized void registerClose(Call call) {
        if (close == null) {
            Connection connection = call.connection();
            add(call, gate -> connection.onClose(reason -> gate.send(EventMessage.of(
                            DomainEventProcedures.CONNECT_EVENT_CONNECTION_CLOSED, reason.ordinal()))),
                    registration -> close = registration);
        }
    }

    void deregister(int id) {
        end(id, domainEvents);
    }

    void deregisterMonitor(int id) {
        end(id, monitorEvents);
    }

    void deregisterObject(int id) {
        end(id, objectEvents);
    }

    void deregisterLegacy(DomainEvent.Kind kind) {
        EventRegistration registration;
        synchronized (this) {
            registration = legacy.remove(kind);
        }
        if (registration == null) {
            throw ClientSession.rpcInternal("domain event " + kind.ordinal() + " not registered");
        }
        registration.close();
    }

    void deregisterClose() {
        EventRegistration registration;
        synchronized (this) {
            registration = close;
            close = null;
        }
        if (registration != null) {
            registration.close();
        }
    }

    /** Ends all registrations. */
    void close() {
        List<EventRegistration> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            all.addAll(domainEvents.values());
            all.addAll(monitorEvents.values());
            all.addAll(objectEvents.values());
            all.addAll(legacy.values());
            if (close != null) {
                all.add(close);
            }
            domainEvents.clear();
            monitorEvents.clear();
            objectEvents.clear();
            legacy.clear();
            close = null;
        }
        all.forEach(EventRegistration::close);
    }

    private void add(Call call, Registrar registrar, Consumer<EventRegistration> keep) {
        Gate gate = new Gate();
        EventRegistration registration = registrar.register(gate);
        if (closed) {
            registration.close();
            throw ClientSession.rpcInternal("hypervisor connection not open");
        }
        keep.accept(registration);
        call.afterReply(gate::open);
    }

    private void end(int id, Map<Integer, EventRegistration> registrations) {
        EventRegistration registration;
        synchronized (this) {
            registration = registrations.remove(id);
        }
        if (registration == null) {
            throw ClientSession.rpcInternal("domain event callback " + id + " not registered");
        }
        registration.close();
    }
}

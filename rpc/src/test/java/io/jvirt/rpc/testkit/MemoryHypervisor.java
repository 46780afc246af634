package io.jvirt.rpc.testkit;

import io.jvirt.api.ConnectFlag;
import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.MonitorEvent;
import io.jvirt.rpc.server.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Guests that are nothing but their state, so that the wire can be tested where there is no hypervisor. */
public final class MemoryHypervisor {
    final Map<UUID, MemoryDomain> domains = new LinkedHashMap<>();
    final List<Listener> listeners = new CopyOnWriteArrayList<>();
    final AtomicInteger nextId = new AtomicInteger(1);
    private final AtomicInteger connections = new AtomicInteger();

    /** What {@link MemoryDomain#suspend} of a guest named {@code slow} waits for. */
    public final CountDownLatch slow = new CountDownLatch(1);

    /** What {@link MemoryDomain#coreDump} waits for. */
    public final CountDownLatch dump = new CountDownLatch(1);

    record Listener(
            DomainEvent.@Nullable Kind kind,
            @Nullable UUID domain,
            @Nullable Consumer<? super DomainEvent> events,
            @Nullable Consumer<? super MonitorEvent> monitor) {}

    /** {@return a connection as the server's opener makes it} */
    public Connection open(@Nullable String uri, Peer peer, ConnectFlag... flags) {
        if (uri != null && !uri.startsWith("qemu:")) {
            throw new JvirtException(ErrorCode.NO_CONNECT, ErrorDomain.NONE, uri);
        }
        connections.incrementAndGet();
        return new MemoryConnection(this, uri == null ? "qemu:///system" : uri, Flag.has(flags, ConnectFlag.READ_ONLY));
    }

    /** {@return how many connections are open} */
    public int connections() {
        return connections.get();
    }

    void closed() {
        connections.decrementAndGet();
    }

    /** {@return how many listeners are registered} */
    public int listeners() {
        return listeners.size();
    }

    /** {@return a new guest} */
    public synchronized MemoryDomain add(Connection on, String xml) {
        String name = between(xml, "<name>", "</name>");
        if (name == null) {
            throw new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.DOMAIN, "missing name");
        }
        String given = between(xml, "<uuid>", "</uuid>");
        UUID uuid = given == null ? UUID.nameUUIDFromBytes(name.getBytes()) : UUID.fromString(given);
        MemoryDomain domain = new MemoryDomain(this, on, name, uuid, xml);
        domains.put(uuid, domain);
        return domain;
    }

    synchronized List<Domain> all() {
        return new ArrayList<>(domains.values());
    }

    synchronized void remove(MemoryDomain domain) {
        domains.remove(domain.uuid());
    }

    /** Tells everybody who wants to know. */
    public void publish(DomainEvent event) {
        for (Listener listener : listeners) {
            if (listener.events != null
                    && listener.kind == event.kind()
                    && (listener.domain == null || listener.domain.equals(event.domain().uuid()))) {
                listener.events.accept(event);
            }
        }
    }

    /** Tells everybody who wants to know. */
    public void publish(MonitorEvent event) {
        for (Listener listener : listeners) {
            if (listener.monitor != null) {
                listener.monitor.accept(event);
            }
        }
    }

    EventRegistration register(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private static @Nullable String between(String text, String start, String end) {
        int from = text.indexOf(start);
        int to = text.indexOf(end);
        return from < 0 || to < from ? null : text.substring(from + start.length(), to);
    }
}

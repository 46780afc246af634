package io.jvirt.qemu.event;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.MonitorEvent;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Carries what happens to guests to everybody who listens. Publishing never waits for a listener: each connection has a
 * queue of its own. Who publishes a guest's events one after the other has them delivered in that order.
 */
public final class EventBus {
    private final List<EventQueue> queues = new CopyOnWriteArrayList<>();

    /** Adds a connection's queue. */
    void add(EventQueue queue) {
        queues.add(queue);
    }

    /** Removes it. */
    void remove(EventQueue queue) {
        queues.remove(queue);
    }

    /**
     * Tells everybody of an event.
     *
     * @param uuid the guest's
     * @param name the guest's name when it happened
     * @param event makes the event for a connection's handle of the guest
     */
    public void publish(UUID uuid, String name, Function<Domain, ? extends DomainEvent> event) {
        for (EventQueue queue : queues) {
            queue.offer(uuid, name, event);
        }
    }

    /** Tells everybody of an event of QEMU's monitor. */
    public void publishMonitor(UUID uuid, String name, String qmpEvent, Function<Domain, MonitorEvent> event) {
        for (EventQueue queue : queues) {
            queue.offerMonitor(uuid, name, qmpEvent, event);
        }
    }
}

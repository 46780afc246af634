package io.jvirt.qemu.event;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.MonitorEvent;
import io.jvirt.service.EventChannel;
import io.jvirt.service.EventHub;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Carries what happens to guests, and what their monitors say, to everybody who listens. */
public final class EventBus {
    private final EventHub<BiFunction<UUID, String, Domain>> hub = new EventHub<>();

    /**
     * {@return a connection's channel}
     *
     * @param handles makes the connection's handle of a guest from UUID and name
     */
    public EventChannel<?> open(BiFunction<UUID, String, Domain> handles) {
        return hub.open(handles);
    }

    /**
     * Tells everybody of an event.
     *
     * @param uuid the guest's
     * @param name the guest's name when it happened
     * @param event makes the {@link DomainEvent} or {@link MonitorEvent} for a connection's handle of the guest
     */
    public void publish(UUID uuid, String name, Function<Domain, ?> event) {
        hub.publish(handles -> event.apply(handles.apply(uuid, name)));
    }
}

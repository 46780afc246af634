package io.jvirt.rpc.server;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.rpc.protocol.ConnectProcedures;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.QemuProcedures;
import org.jspecify.annotations.Nullable;

/** Who is told of what. */
final class EventHandlers {
    private EventHandlers() {}

    static void bind(Dispatch on) {
        on.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY, (call, a) -> call.session()
                .events()
                .register(call, kind(a.eventId(), DomainEvent.Kind.NIC_MAC_CHANGE), domain(call, a.domain())));
        on.run(ConnectProcedures.CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY, (call, id) -> {
            call.connection();
            call.session().events().deregister(id);
        });
        on.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_REGISTER, (call, _) -> {
            call.session().events().registerLegacy(call, DomainEvent.Kind.LIFECYCLE);
            return 0;
        });
        on.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_DEREGISTER, (call, _) -> {
            call.connection();
            call.session().events().deregisterLegacy(DomainEvent.Kind.LIFECYCLE);
            return 0;
        });
        on.run(ConnectProcedures.CONNECT_DOMAIN_EVENT_REGISTER_ANY, (call, id) -> call.session()
                .events()
                .registerLegacy(call, kind(id, DomainEvent.Kind.DEVICE_REMOVED)));
        on.run(ConnectProcedures.CONNECT_DOMAIN_EVENT_DEREGISTER_ANY, (call, id) -> {
            call.connection();
            call.session().events().deregisterLegacy(kind(id, DomainEvent.Kind.DEVICE_REMOVED));
        });
        on.run(ConnectProcedures.CONNECT_REGISTER_CLOSE_CALLBACK, (call, _) -> call.session()
                .events()
                .registerClose(call));
        on.run(ConnectProcedures.CONNECT_UNREGISTER_CLOSE_CALLBACK, (call, _) -> {
            call.connection();
            call.session().events().deregisterClose();
        });
        on.call(QemuProcedures.MONITOR_EVENT_REGISTER, (call, a) -> {
            call.noFlags(a.flags());
            return call.session().events().registerMonitor(call, domain(call, a.domain()), a.event());
        });
        on.run(QemuProcedures.MONITOR_EVENT_DEREGISTER, (call, id) -> call.session()
                .events()
                .deregisterMonitor(id));
    }

    private static @Nullable Domain domain(Call call, @Nullable DomainRef ref) {
        return ref == null ? null : call.domain(ref);
    }

    private static DomainEvent.Kind kind(int id, DomainEvent.Kind last) {
        if (id < 0 || id > last.ordinal()) {
            throw ClientSession.rpcInternal("unsupported event ID " + id);
        }
        return DomainEvent.Kind.of(id);
    }
}

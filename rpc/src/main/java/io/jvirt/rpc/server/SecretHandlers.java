package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.SecretProcedures.*;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.secret.Secret;
import io.jvirt.api.secret.SecretEvent;
import io.jvirt.api.secret.SecretFlags;
import io.jvirt.api.secret.SecretUsage;
import io.jvirt.api.secret.Secrets;
import io.jvirt.rpc.protocol.SecretMessages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Secrets. */
final class SecretHandlers {
    private SecretHandlers() {}

    static void bind(Dispatch on) {
        on.call(CONNECT_NUM_OF_SECRETS, (call, _) -> secrets(call).list().size());
        on.call(CONNECT_LIST_SECRETS, (call, max) -> new SecretMessages.Uuids(Convert.atMost(
                secrets(call).list().stream().map(secret -> secret.uuid().toString()).toList(), max)));
        on.call(CONNECT_LIST_ALL_SECRETS, (call, a) -> {
            List<Secret> found = secrets(call).list(flags(call, SecretFlags.ListAll.class, a.flags()));
            return new SecretMessages.Secrets(
                    a.needResults() != 0 ? found.stream().map(SecretHandlers::ref).toList() : List.of(), found.size());
        });
        on.call(SECRET_LOOKUP_BY_UUID, (call, uuid) -> ref(secrets(call).secret(uuid)));
        on.call(SECRET_LOOKUP_BY_USAGE, (call, a) ->
                ref(secrets(call).secret(Convert.constant(SecretUsage.class, a.usageType(), "usage type"), a.usageId())));
        on.call(SECRET_DEFINE_XML, (call, a) ->
                ref(secrets(call).define(a.xml(), flags(call, SecretFlags.Define.class, a.flags()))));
        on.call(SECRET_GET_XML_DESC, (call, a) -> {
            call.noFlags(a.flags());
            return secret(call, a.secret()).xml();
        });
        on.run(SECRET_SET_VALUE, (call, a) -> {
            call.noFlags(a.flags());
            secret(call, a.secret()).setValue(a.value());
        });
        on.call(SECRET_GET_VALUE, (call, a) -> {
            call.noFlags(a.flags());
            return new SecretMessages.Value(secret(call, a.secret()).value());
        });
        on.run(SECRET_UNDEFINE, (call, a) -> secret(call, a).undefine());
        on.call(CONNECT_SECRET_EVENT_REGISTER_ANY, (call, a) -> {
            SecretEvent.Kind kind = Convert.constant(SecretEvent.Kind.class, a.eventId(), "event ID");
            Secrets secrets = secrets(call);
            Secret secret = a.secret() == null ? null : secret(call, a.secret());
            return call.session().events().registerObject(call, (id, sender) -> listen(secrets, kind, secret, id, sender));
        });
        on.run(CONNECT_SECRET_EVENT_DEREGISTER_ANY, (call, id) -> call.session().events().deregisterObject(id));
    }

    private static EventRegistration listen(
            Secrets secrets, SecretEvent.Kind kind, @Nullable Secret secret, int id, ClientEvents.Sender sender) {
        return secrets.onEvent(kind, secret, event -> sender.send(switch (event) {
            case SecretEvent.Lifecycle changed -> EventMessage.of(
                    SECRET_EVENT_LIFECYCLE, new SecretMessages.Lifecycle(id, ref(changed.secret()), changed.change().ordinal(), 0));
            case SecretEvent.ValueChanged changed -> EventMessage.of(
                    SECRET_EVENT_VALUE_CHANGED, new SecretMessages.ValueChanged(id, ref(changed.secret())));
        }));
    }

    private static Secrets secrets(Call call) {
        return call.connection().secrets();
    }

    private static Secret secret(Call call, SecretMessages.Ref ref) {
        return secrets(call).secret(ref.uuid());
    }

    private static <F extends Enum<F> & Flag> F[] flags(Call call, Class<F> type, int bits) {
        return Flag.parse(type, bits, call.procedure().name(), ErrorDomain.SECRET);
    }

    private static SecretMessages.Ref ref(Secret secret) {
        return new SecretMessages.Ref(secret.uuid(), secret.usage().ordinal(), secret.usageId());
    }
}

package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.SecretProcedures.*;

import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.secret.Secret;
import io.jvirt.api.secret.SecretEvent;
import io.jvirt.api.secret.SecretFlags;
import io.jvirt.api.secret.SecretUsage;
import io.jvirt.api.secret.Secrets;
import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.SecretMessages;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The secrets that a daemon has. */
final class RemoteSecrets implements Secrets {
    private static final RemoteEvents.ObjectEvent<SecretMessages.Lifecycle> LIFECYCLE =
            new RemoteEvents.ObjectEvent<>(SECRET_EVENT_LIFECYCLE, SecretMessages.Lifecycle::callbackId);
    private static final RemoteEvents.ObjectEvent<SecretMessages.ValueChanged> VALUE_CHANGED =
            new RemoteEvents.ObjectEvent<>(SECRET_EVENT_VALUE_CHANGED, SecretMessages.ValueChanged::callbackId);

    private final RemoteConnection connection;
    private final RpcClient client;

    RemoteSecrets(RemoteConnection connection) {
        this.connection = connection;
        this.client = connection.client();
    }

    @Override
    public List<Secret> list(SecretFlags.ListAll... flags) {
        return client.call(CONNECT_LIST_ALL_SECRETS, new ConnectMessages.ListAll(1, Flag.bits(flags))).secrets().stream()
                .map(this::handle)
                .toList();
    }

    private Secret handle(SecretMessages.Ref ref) {
        return new Handle(ref);
    }

    @Override
    public Secret secret(UUID uuid) {
        return handle(client.call(SECRET_LOOKUP_BY_UUID, uuid));
    }

    @Override
    public Secret secret(SecretUsage usage, String usageId) {
        return handle(client.call(SECRET_LOOKUP_BY_USAGE, new SecretMessages.Usage(usage.ordinal(), usageId)));
    }

    @Override
    public Secret define(String xml, SecretFlags.Define... flags) {
        return handle(client.call(SECRET_DEFINE_XML, new SecretMessages.Document(xml, Flag.bits(flags))));
    }

    @Override
    public EventRegistration onEvent(
            SecretEvent.Kind kind, @Nullable Secret secret, Consumer<? super SecretEvent> listener) {
        SecretMessages.RegisterEvent wanted = new SecretMessages.RegisterEvent(kind.ordinal(), secret == null ? null : ref(secret));
        return switch (kind) {
            case LIFECYCLE -> connection.events().onObjectEvent(
                    CONNECT_SECRET_EVENT_REGISTER_ANY, wanted, CONNECT_SECRET_EVENT_DEREGISTER_ANY, LIFECYCLE,
                    m -> listener.accept(new SecretEvent.Lifecycle(
                            handle(m.secret()), m.event() == 0 ? SecretEvent.Change.DEFINED : SecretEvent.Change.UNDEFINED)));
            case VALUE_CHANGED -> connection.events().onObjectEvent(
                    CONNECT_SECRET_EVENT_REGISTER_ANY, wanted, CONNECT_SECRET_EVENT_DEREGISTER_ANY, VALUE_CHANGED,
                    m -> listener.accept(new SecretEvent.ValueChanged(handle(m.secret()))));
        };
    }

    private static SecretMessages.Ref ref(Secret secret) {
        return new SecretMessages.Ref(secret.uuid(), secret.usage().ordinal(), secret.usageId());
    }

    private final class Handle implements Secret {
        private final SecretMessages.Ref ref;

        Handle(SecretMessages.Ref ref) {
            this.ref = ref;
        }

        @Override
        public UUID uuid() {
            return ref.uuid();
        }

        @Override
        public SecretUsage usage() {
            SecretUsage[] known = SecretUsage.values();
            return ref.usageType() >= 0 && ref.usageType() < known.length ? known[ref.usageType()] : SecretUsage.NONE;
        }

        @Override
        public String usageId() {
            return ref.usageId();
        }

        @Override
        public String xml() {
            return client.call(SECRET_GET_XML_DESC, new SecretMessages.Flags(ref, 0));
        }

        @Override
        public void setValue(byte[] value) {
            client.call(SECRET_SET_VALUE, new SecretMessages.SetValue(ref, value, 0));
        }

        @Override
        public byte[] value() {
            return client.call(SECRET_GET_VALUE, new SecretMessages.Flags(ref, 0)).value();
        }

        @Override
        public void undefine() {
            client.call(SECRET_UNDEFINE, ref);
        }
    }
}

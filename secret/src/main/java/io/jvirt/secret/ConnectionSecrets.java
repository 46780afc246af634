package io.jvirt.secret;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.secret.Secret;
import io.jvirt.api.secret.SecretEvent;
import io.jvirt.api.secret.SecretFlags;
import io.jvirt.api.secret.SecretUsage;
import io.jvirt.api.secret.Secrets;
import io.jvirt.api.spi.SecretValues;
import io.jvirt.model.secret.SecretDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.service.EventChannel;
import io.jvirt.service.ServiceErrors;
import io.jvirt.service.SharedInstances;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The secrets as one connection sees them. */
final class ConnectionSecrets implements Secrets, SecretValues {
    private final SharedInstances.Hold<SecretStore> hold;
    private final SecretStore store;
    private final boolean readOnly;
    private final EventChannel<ConnectionSecrets> events;

    ConnectionSecrets(SharedInstances.Hold<SecretStore> hold, boolean readOnly) {
        this.hold = hold;
        this.store = hold.value();
        this.readOnly = readOnly;
        this.events = store.events().open(this);
    }

    private void requireWrite(String function) {
        ServiceErrors.requireWrite(readOnly, ErrorDomain.SECRET, function);
    }

    Secret handle(UUID uuid, SecretDescription description) {
        return new Handle(uuid, SecretStore.usage(description), SecretStore.id(description));
    }

    private Secret handle(UUID uuid) {
        return handle(uuid, store.description(uuid));
    }

    @Override
    public List<Secret> list(SecretFlags.ListAll... flags) {
        List<Secret> found = new ArrayList<>();
        for (UUID uuid : store.list()) {
            SecretDescription description = store.description(uuid);
            if (matches(flags, SecretFlags.ListAll.EPHEMERAL, SecretFlags.ListAll.NO_EPHEMERAL, description.isEphemeral())
                    && matches(flags, SecretFlags.ListAll.PRIVATE, SecretFlags.ListAll.NO_PRIVATE, description.isPrivate())) {
                found.add(handle(uuid, description));
            }
        }
        return found;
    }

    private static boolean matches(Flag[] flags, Flag with, Flag without, boolean value) {
        boolean wanted = Flag.has(flags, with);
        boolean unwanted = Flag.has(flags, without);
        return wanted == unwanted || wanted == value;
    }

    @Override
    public Secret secret(UUID uuid) {
        return handle(uuid);
    }

    @Override
    public Secret secret(SecretUsage usage, String usageId) {
        return handle(find(usage, usageId));
    }

    private UUID find(SecretUsage usage, String usageId) {
        return store.find(usage, usageId)
                .orElseThrow(() -> new JvirtException(
                        ErrorCode.NO_SECRET, ErrorDomain.SECRET, "no secret with matching usage '" + usageId + "'"));
    }

    @Override
    public Secret define(String xml, SecretFlags.Define... flags) {
        requireWrite("virSecretDefineXML");
        ParseOptions options = ParseOptions.DEFINITION.withLabel("(definition_of_secret)")
                .withStrict(Flag.has(flags, SecretFlags.Define.VALIDATE));
        SecretDescription description =
                ServiceErrors.reading(ErrorDomain.SECRET, () -> Xml.parse(SecretDescription.class, xml, options));
        return handle(store.define(description));
    }

    @Override
    public EventRegistration onEvent(
            SecretEvent.Kind kind, @Nullable Secret secret, Consumer<? super SecretEvent> listener) {
        UUID wanted = secret == null ? null : secret.uuid();
        return events.listen(
                SecretEvent.class,
                event -> event.kind() == kind && (wanted == null || wanted.equals(event.secret().uuid())),
                listener);
    }

    @Override
    public byte[] valueOf(UUID uuid) {
        requireWrite("virSecretGetValue");
        return store.value(uuid, true);
    }

    @Override
    public byte[] valueOf(SecretUsage usage, String usageId) {
        requireWrite("virSecretGetValue");
        return store.value(find(usage, usageId), true);
    }

    @Override
    public void close() {
        events.close();
        hold.close();
    }

    private final class Handle implements Secret {
        private final UUID uuid;
        private final SecretUsage usage;
        private final String usageId;

        Handle(UUID uuid, SecretUsage usage, String usageId) {
            this.uuid = uuid;
            this.usage = usage;
            this.usageId = usageId;
        }

        @Override
        public UUID uuid() {
            return uuid;
        }

        @Override
        public SecretUsage usage() {
            return usage;
        }

        @Override
        public String usageId() {
            return usageId;
        }

        @Override
        public String xml() {
            return Xml.format(SecretDescription.class, store.description(uuid), FormatOptions.LIVE);
        }

        @Override
        public void setValue(byte[] value) {
            requireWrite("virSecretSetValue");
            store.setValue(uuid, value);
        }

        @Override
        public byte[] value() {
            requireWrite("virSecretGetValue");
            return store.value(uuid, false);
        }

        @Override
        public void undefine() {
            requireWrite("virSecretUndefine");
            store.undefine(uuid);
        }
    }
}

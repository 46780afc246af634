package io.jvirt.secret;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.secret.Secret;
import io.jvirt.api.secret.SecretEvent;
import io.jvirt.api.secret.SecretUsage;
import io.jvirt.model.secret.SecretDescription;
import io.jvirt.service.EventHub;
import io.jvirt.service.InstanceLock;
import io.jvirt.service.ServiceErrors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The secrets of one place, for all connections to it in this process. Safe for many threads. */
final class SecretStore implements AutoCloseable {
    private final SecretFiles files;
    private final InstanceLock lock;
    private final EventHub<ConnectionSecrets> events = new EventHub<>();
    private final Map<UUID, Entry> entries = new HashMap<>();

    private static final class Entry {
        private SecretDescription description;
        private byte @Nullable [] value;

        Entry(SecretDescription description) {
            this.description = description;
        }
    }

    SecretStore(SecretFiles files, InstanceLock lock) {
        this.files = files;
        this.lock = lock;
        for (SecretFiles.Stored stored : files.load()) {
            Entry entry = new Entry(stored.description());
            entry.value = stored.value().orElse(null);
            entries.put(stored.uuid(), entry);
        }
    }

    EventHub<ConnectionSecrets> events() {
        return events;
    }

    synchronized List<UUID> list() {
        return entries.keySet().stream().sorted(Comparator.comparing(UUID::toString)).toList();
    }

    synchronized SecretDescription description(UUID uuid) {
        return entry(uuid).description;
    }

    private Entry entry(UUID uuid) {
        Entry entry = entries.get(uuid);
        if (entry == null) {
            throw new JvirtException(ErrorCode.NO_SECRET, ErrorDomain.SECRET, "no secret with matching uuid '" + uuid + "'");
        }
        return entry;
    }

    synchronized Optional<UUID> find(SecretUsage usage, String id) {
        return entries.entrySet().stream()
                .filter(entry -> usage(entry.getValue().description) == usage && id(entry.getValue().description).equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** {@return what a secret is for} */
    static SecretUsage usage(SecretDescription description) {
        return switch (description.usage()) {
            case null -> SecretUsage.NONE;
            case SecretDescription.Volume _ -> SecretUsage.VOLUME;
            case SecretDescription.Ceph _ -> SecretUsage.CEPH;
            case SecretDescription.Iscsi _ -> SecretUsage.ISCSI;
            case SecretDescription.Tls _ -> SecretUsage.TLS;
            case SecretDescription.Vtpm _ -> SecretUsage.VTPM;
        };
    }

    /** {@return what of its kind a secret is for, empty when it is for nothing} */
    static String id(SecretDescription description) {
        return description.usage() == null ? "" : description.usage().id();
    }

    /** Stores a document, new or changed. {@return the secret's UUID} */
    synchronized UUID define(SecretDescription given) {
        SecretUsage usage = usage(given);
        Optional<UUID> sameUse = usage == SecretUsage.NONE ? Optional.empty() : find(usage, id(given));
        UUID uuid = given.uuid() != null ? given.uuid() : UUID.randomUUID();
        if (sameUse.isPresent() && !sameUse.get().equals(uuid)) {
            throw failed("a secret with UUID " + sameUse.get() + " already defined for use with " + id(given));
        }
        SecretDescription description = given.withUuid(uuid);
        Entry known = entries.get(uuid);
        if (known == null) {
            if (!description.isEphemeral()) {
                ServiceErrors.onHost(ErrorDomain.SECRET, () -> files.write(uuid, description));
            }
            entries.put(uuid, new Entry(description));
        } else {
            change(uuid, known, description);
        }
        tell(uuid, description, secret -> new SecretEvent.Lifecycle(secret, SecretEvent.Change.DEFINED));
        return uuid;
    }

    private void change(UUID uuid, Entry known, SecretDescription description) {
        if (usage(known.description) != usage(description) || !id(known.description).equals(id(description))) {
            throw failed("a secret with UUID " + uuid + " is already defined for use with " + id(known.description));
        }
        if (known.description.isPrivate() && !description.isPrivate()) {
            throw new JvirtException(ErrorCode.OPERATION_DENIED, ErrorDomain.SECRET, "cannot change private flag on existing secret");
        }
        byte[] value = known.value;
        ServiceErrors.onHost(ErrorDomain.SECRET, () -> {
            if (description.isEphemeral()) {
                files.delete(uuid);
            } else {
                files.write(uuid, description);
                if (known.description.isEphemeral() && value != null) {
                    files.write(uuid, value);
                }
            }
        });
        known.description = description;
    }

    private static JvirtException failed(String detail) {
        return new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.SECRET, detail);
    }

    synchronized void setValue(UUID uuid, byte[] value) {
        Entry entry = entry(uuid);
        byte[] copy = value.clone();
        if (!entry.description.isEphemeral()) {
            ServiceErrors.onHost(ErrorDomain.SECRET, () -> files.write(uuid, copy));
        }
        forget(entry);
        entry.value = copy;
        tell(uuid, entry.description, SecretEvent.ValueChanged::new);
    }

    private static void forget(Entry entry) {
        if (entry.value != null) {
            Arrays.fill(entry.value, (byte) 0);
        }
    }

    /** @param internal for a guest's use, which may have private ones */
    synchronized byte[] value(UUID uuid, boolean internal) {
        Entry entry = entry(uuid);
        if (entry.value == null) {
            throw new JvirtException(ErrorCode.NO_SECRET, ErrorDomain.SECRET, "secret '" + uuid + "' does not have a value");
        }
        if (!internal && entry.description.isPrivate()) {
            throw new JvirtException(ErrorCode.INVALID_SECRET, ErrorDomain.SECRET, "secret is private");
        }
        return entry.value.clone();
    }

    synchronized void undefine(UUID uuid) {
        Entry entry = entry(uuid);
        if (!entry.description.isEphemeral()) {
            ServiceErrors.onHost(ErrorDomain.SECRET, () -> files.delete(uuid));
        }
        entries.remove(uuid);
        forget(entry);
        tell(uuid, entry.description, secret -> new SecretEvent.Lifecycle(secret, SecretEvent.Change.UNDEFINED));
    }

    private void tell(UUID uuid, SecretDescription description, java.util.function.Function<Secret, SecretEvent> event) {
        events.publish(connection -> event.apply(connection.handle(uuid, description)));
    }

    @Override
    public void close() {
        lock.close();
    }
}

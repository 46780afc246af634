package io.jvirt.qemu.operations;

import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.Metadata;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.LifecycleAction;
import io.jvirt.model.xml.RawElement;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.service.MetadataElements;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Title, description and applications' own elements of a guest, and what happens when it ends: changes of the document alone. */
public final class MetadataControl {
    private final StoredDefinition definitions;

    public MetadataControl(StoredDefinition definitions) {
        this.definitions = definitions;
    }

    /** {@return the text or element, or NO_DOMAIN_METADATA} */
    public static String get(Guest guest, Metadata type, @Nullable String uri, DomainFlags.Affect... flags) {
        Scope scope = scope(guest, flags);
        DomainDescription description = scope.live() ? guest.description() : guest.definition().orElseGet(guest::description);
        @Nullable String found = switch (type) {
            case TITLE -> description.title();
            case DESCRIPTION -> description.description();
            case ELEMENT -> MetadataElements.find(description.metadata(), required(uri, "uri")).orElse(null);
        };
        if (found == null) {
            throw new JvirtException(
                    ErrorCode.NO_DOMAIN_METADATA, ErrorDomain.QEMU, "Requested metadata element is not present");
        }
        return found;
    }

    /** Sets or, with null, removes the text or element. */
    public void set(
            Guest guest,
            Metadata type,
            @Nullable String value,
            @Nullable String key,
            @Nullable String uri,
            DomainFlags.Affect... flags) {
        UnaryOperator<DomainDescription> change = switch (type) {
            case TITLE -> {
                if (value != null && value.indexOf('\n') >= 0) {
                    throw Errors.argument("metadata title can't contain newlines");
                }
                yield old -> old.withTitle(textOrNone(value));
            }
            case DESCRIPTION -> old -> old.withDescription(textOrNone(value));
            case ELEMENT -> {
                String namespace = required(uri, "uri");
                @Nullable RawElement element =
                        value == null ? null : MetadataElements.own(value, required(key, "key"), namespace);
                yield old -> old.withMetadata(MetadataElements.replace(old.metadata(), namespace, element));
            }
        };
        change(guest, "virDomainSetMetadata", change, flags);
        guest.publish(domain -> new DomainEvent.MetadataChange(domain, type.ordinal(), uri));
    }

    private static @Nullable String textOrNone(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw Errors.argument(name + " in virDomainSetMetadata must not be NULL");
        }
        return value;
    }

    /** Changes on_poweroff (0), on_reboot (1) or on_crash (2); the action by libvirt's number. */
    public void setLifecycleAction(Guest guest, int type, int action, DomainFlags.Affect... flags) {
        LifecycleAction[] actions = LifecycleAction.values();
        if (action < 0 || action >= actions.length) {
            throw Errors.argument("Invalid lifecycle action '" + action + "'");
        }
        LifecycleAction chosen = actions[action];
        boolean dumps = chosen == LifecycleAction.COREDUMP_DESTROY || chosen == LifecycleAction.COREDUMP_RESTART;
        if (dumps && type != 2) {
            throw Errors.argument("a core dump is an action for a crash only");
        }
        UnaryOperator<DomainDescription> change = switch (type) {
            case 0 -> old -> old.withOnPoweroff(chosen);
            case 1 -> old -> old.withOnReboot(chosen);
            case 2 -> old -> old.withOnCrash(chosen);
            default -> throw Errors.argument("Invalid lifecycle type '" + type + "'");
        };
        change(guest, "virDomainSetLifecycleAction", change, flags);
    }

    private void change(Guest guest, String call, UnaryOperator<DomainDescription> change, DomainFlags.Affect... flags) {
        try (JobLock.Job job = guest.jobs().begin(call)) {
            Scope scope = scope(guest, flags);
            if (scope.live()) {
                guest.note(guest.run(), notes -> notes.description(change));
            }
            if (scope.config()) {
                definitions.change(guest, change);
            }
        }
    }

    private static Scope scope(Guest guest, DomainFlags.Affect... flags) {
        return Scope.of(guest, Flag.has(flags, DomainFlags.Affect.LIVE), Flag.has(flags, DomainFlags.Affect.CONFIG));
    }
}

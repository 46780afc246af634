package io.jvirt.rpc.protocol;

import io.jvirt.rpc.xdr.Max;
import io.jvirt.rpc.xdr.Opt;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the procedures of secrets carry. */
public final class SecretMessages {
    /** The most secrets in a list. */
    public static final int SECRETS_MAX = 16384;

    /** The most bytes of a value. */
    public static final int VALUE_MAX = 65536;

    private SecretMessages() {}

    /** A secret by its identity and what it is for. */
    public record Ref(UUID uuid, int usageType, String usageId) {}

    /** Identities as texts. */
    public record Uuids(@Max(SECRETS_MAX) List<String> uuids) {}

    /** A document. */
    public record Document(String xml, int flags) {}

    /** A secret and flags. */
    public record Flags(Ref secret, int flags) {}

    /** A secret and its value. */
    public record SetValue(Ref secret, @Max(VALUE_MAX) byte[] value, int flags) {}

    /** A value. */
    public record Value(@Max(VALUE_MAX) byte[] value) {}

    /** What a secret is for. */
    public record Usage(int usageType, String usageId) {}

    /** Secrets, and how many there are. */
    public record Secrets(@Max(SECRETS_MAX) List<Ref> secrets, int count) {}

    /** Null stands for all secrets. */
    public record RegisterEvent(int eventId, @Opt @Nullable Ref secret) {}

    /** A secret was defined or undefined. */
    public record Lifecycle(int callbackId, Ref secret, int event, int detail) {}

    /** A secret has another value. */
    public record ValueChanged(int callbackId, Ref secret) {}
}

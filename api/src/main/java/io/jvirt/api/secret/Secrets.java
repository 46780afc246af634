package io.jvirt.api.secret;

import io.jvirt.api.EventRegistration;
import io.jvirt.api.JvirtException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a connection: passwords and keys that documents name. Reached by
 * {@link io.jvirt.api.Connection#secrets()}. Safe for use by many threads at once; calls block. What a driver does
 * not offer fails with {@link io.jvirt.api.ErrorCode#NO_SUPPORT}.
 */
public interface Secrets extends AutoCloseable {
    /** Answers NO_SUPPORT to everything. */
    Secrets NONE = new Secrets() {};

    /** {@return the secrets that match; no flag means all} ({@code virConnectListAllSecrets}) */
    default List<Secret> list(SecretFlags.ListAll... flags) {
        throw JvirtException.noSupport("virConnectListAllSecrets");
    }

    /**
     * {@return the secret of this identity} ({@code virSecretLookupByUUID})
     *
     * @throws JvirtException {@link io.jvirt.api.ErrorCode#NO_SECRET} when there is none
     */
    default Secret secret(UUID uuid) {
        throw JvirtException.noSupport("virSecretLookupByUUID");
    }

    /** {@return the secret for something} ({@code virSecretLookupByUsage}) */
    default Secret secret(SecretUsage usage, String usageId) {
        throw JvirtException.noSupport("virSecretLookupByUsage");
    }

    /** Stores a secret without a value, or changes one that is known by its UUID ({@code virSecretDefineXML}). */
    default Secret define(String xml, SecretFlags.Define... flags) {
        throw JvirtException.noSupport("virSecretDefineXML");
    }

    /**
     * Registers a listener ({@code virConnectSecretEventRegisterAny}).
     *
     * @param secret the secret that concerns it; null for all
     */
    default EventRegistration onEvent(
            SecretEvent.Kind kind, @Nullable Secret secret, Consumer<? super SecretEvent> listener) {
        throw JvirtException.noSupport("virConnectSecretEventRegisterAny");
    }

    /** Ends the registrations for events; done with the connection. */
    @Override
    default void close() {}
}

package io.jvirt.api.secret;

import io.jvirt.api.JvirtException;
import java.util.UUID;

/**
 * A password or key ({@code virSecretPtr}). A handle: it names a secret, and calls fail with
 * {@link io.jvirt.api.ErrorCode#NO_SECRET} when that is gone.
 */
public interface Secret {
    /** {@return the identity} ({@code virSecretGetUUID}) */
    UUID uuid();

    /** {@return what it is for} ({@code virSecretGetUsageType}) */
    SecretUsage usage();

    /** {@return what of that kind it is for, empty for {@link SecretUsage#NONE}} ({@code virSecretGetUsageID}) */
    String usageId();

    /** {@return the document, which never holds the value} ({@code virSecretGetXMLDesc}) */
    default String xml() {
        throw JvirtException.noSupport("virSecretGetXMLDesc");
    }

    /** Gives it a value, on the disk before this returns unless it is ephemeral ({@code virSecretSetValue}). */
    default void setValue(byte[] value) {
        throw JvirtException.noSupport("virSecretSetValue");
    }

    /**
     * {@return a copy of the value} ({@code virSecretGetValue})
     *
     * @throws JvirtException {@link io.jvirt.api.ErrorCode#INVALID_SECRET} for a private one,
     *     {@link io.jvirt.api.ErrorCode#NO_SECRET} for one without a value
     */
    default byte[] value() {
        throw JvirtException.noSupport("virSecretGetValue");
    }

    /** Removes it with its value ({@code virSecretUndefine}). */
    default void undefine() {
        throw JvirtException.noSupport("virSecretUndefine");
    }
}

package io.jvirt.api.spi;

import io.jvirt.api.secret.SecretUsage;
import java.util.UUID;

/**
 * The values of secrets for those who use them on a guest's behalf, private ones too. A service of secrets that runs in
 * this process implements it beside {@link io.jvirt.api.secret.Secrets}; one behind a daemon does not.
 */
public interface SecretValues {
    /**
     * {@return a copy of the value}
     *
     * @throws io.jvirt.api.JvirtException {@link io.jvirt.api.ErrorCode#NO_SECRET} when there is none
     */
    byte[] valueOf(UUID uuid);

    /** {@return a copy of the value of the secret for something} */
    byte[] valueOf(SecretUsage usage, String usageId);
}

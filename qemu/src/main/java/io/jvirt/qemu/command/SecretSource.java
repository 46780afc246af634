package io.jvirt.qemu.command;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds secrets and seals them for one guest. No plain value ever comes back from it. */
public interface SecretSource {
    /**
     * {@return a stored secret, sealed}
     *
     * @param usageType what the secret is for (libvirt's usage types: ceph, iscsi, volume, tls)
     * @param uuid the secret, or null when it is named by its usage
     * @param usage the usage, or null when the secret is named by its UUID
     * @throws io.jvirt.api.JvirtException when there is no such secret or it has no value
     */
    SealedSecret stored(String usageType, @Nullable UUID uuid, @Nullable String usage);

    /** {@return the text, sealed} For secrets that the document itself holds, such as cookies. */
    SealedSecret text(String value);
}

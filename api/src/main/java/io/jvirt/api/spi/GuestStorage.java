package io.jvirt.api.spi;

import io.jvirt.api.JvirtException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a driver asks of the host's storage for a guest: where a volume is that its document names, and that nobody else
 * changes it meanwhile. A {@link HostService} like those that callers see.
 */
public interface GuestStorage extends AutoCloseable {
    /** For a host without storage pools: finds nothing, and has nobody to keep from an image. */
    GuestStorage NONE = new GuestStorage() {};

    /** How a guest has an image. */
    enum Use {
        /** It only reads; so may others. */
        READ,
        /** It writes, and shares the image with others that say so too. */
        SHARED,
        /** It writes, and nobody else may. */
        EXCLUSIVE
    }

    /**
     * A volume as a disk of a guest.
     *
     * @param type the disk's type that it amounts to
     * @param path its path or, for a disk on the network, its name there
     * @param format its image format, null where the pool's kind has none
     * @param poolXml the document of its pool, which says how to reach the network's disk
     */
    record Location(io.jvirt.api.storage.StorageVolume.Type type, String path, @Nullable String format, String poolXml) {}

    /**
     * {@return where a volume is}
     *
     * @throws JvirtException {@link io.jvirt.api.ErrorCode#NO_STORAGE_POOL},
     *     {@link io.jvirt.api.ErrorCode#NO_STORAGE_VOL} or, when the pool is not started,
     *     {@link io.jvirt.api.ErrorCode#OPERATION_INVALID}
     */
    default Location locate(String pool, String volume) {
        throw JvirtException.noSupport("virStorageVolLookupByName");
    }

    /**
     * Takes an image for a guest until the guest's process has ended, or {@link #release} is called. While it is taken, no
     * volume with this path is deleted, resized, wiped or uploaded to. Taking it again for the same guest changes the use.
     *
     * @param path the image's file or device
     * @param guest the guest
     * @param guestName its name, for messages
     * @param pid the process that has it; the guest's, or the driver's own until there is one
     * @throws JvirtException {@link io.jvirt.api.ErrorCode#RESOURCE_BUSY} naming the guest that has it
     */
    default void take(String path, Use use, UUID guest, String guestName, long pid) {}

    /** Gives all images of a guest back. */
    default void release(UUID guest) {}

    /** Gives those images of a guest back that are not among these. */
    default void retain(UUID guest, Set<String> paths) {}

    /** Done with the connection; what was taken stays taken. */
    @Override
    default void close() {}
}

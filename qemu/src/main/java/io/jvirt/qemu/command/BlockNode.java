package io.jvirt.qemu.command;

import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.Encryption;
import io.jvirt.model.domain.StorageAuth;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.domain.StorageSource;
import org.jspecify.annotations.Nullable;

/**
 * One image as QEMU sees it: a node for the storage, and on it a node for the format where the format is more than raw
 * bytes. The nodes' names are made of the image's number, which also names the image in block jobs.
 *
 * @param name the image's number, or what stands for it
 * @param source where the bytes are
 * @param format how they are to be read
 * @param driver how the host handles the image; null for images below the top of a chain
 * @param auth account on a server
 * @param encryption how the image is encrypted
 * @param readOnly whether the guest cannot write
 * @param layered whether there is a format node even for raw bytes
 * @param backing the next image of the chain, null when QEMU shall look it up in the image
 * @param endOfChain whether no image follows even if the image names one
 * @param kind what the storage is to look like or really is
 */
record BlockNode(String name, StorageSource source, StorageFormat format, Disk.@Nullable Driver driver,
        @Nullable StorageAuth auth, @Nullable Encryption encryption, boolean readOnly, boolean layered,
        @Nullable BlockNode backing, boolean endOfChain, StorageKind kind) {

    /** What is special about some storage. */
    enum StorageKind { PLAIN, FLOPPY, HOST_CDROM }

    BlockNode(String name, StorageSource source, StorageFormat format) {
        this(name, source, format, null, source.common().auth(), source.common().encryption(), false, false, null,
                false, StorageKind.PLAIN);
    }

    BlockNode withDriver(Disk.@Nullable Driver value) {
        return new BlockNode(name, source, format, value, auth, encryption, readOnly, layered, backing, endOfChain,
                kind);
    }

    BlockNode withAuth(@Nullable StorageAuth value) {
        return new BlockNode(name, source, format, driver, value, encryption, readOnly, layered, backing, endOfChain,
                kind);
    }

    BlockNode withEncryption(@Nullable Encryption value) {
        return new BlockNode(name, source, format, driver, auth, value, readOnly, layered, backing, endOfChain,
                kind);
    }

    BlockNode withReadOnly(boolean value) {
        return new BlockNode(name, source, format, driver, auth, encryption, value, layered, backing, endOfChain,
                kind);
    }

    BlockNode withLayered(boolean value) {
        return new BlockNode(name, source, format, driver, auth, encryption, readOnly, value, backing, endOfChain,
                kind);
    }

    BlockNode withBacking(@Nullable BlockNode value) {
        return new BlockNode(name, source, format, driver, auth, encryption, readOnly, layered, value, endOfChain,
                kind);
    }

    BlockNode withEndOfChain(boolean value) {
        return new BlockNode(name, source, format, driver, auth, encryption, readOnly, layered, backing, value,
                kind);
    }

    BlockNode withKind(StorageKind value) {
        return new BlockNode(name, source, format, driver, auth, encryption, readOnly, layered, backing, endOfChain,
                value);
    }

    /** {@return where the guest's data is when the image itself holds only how they are mapped; null for most images} */
    @Nullable BlockNode data() {
        StorageSource.DataStore store = source.common().dataStore();
        StorageSource place = store == null ? null : store.source();
        if (store == null || place == null || place.common().index() == null) {
            return null;
        }
        return new BlockNode(place.common().index().toString(), place,
                store.format() == null ? StorageFormat.RAW : store.format())
                .withDriver(driver).withReadOnly(readOnly).withLayered(layered);
    }

    boolean floppy() {
        return kind == StorageKind.FLOPPY;
    }

    boolean hostDrive() {
        return kind == StorageKind.HOST_CDROM;
    }

    String storageNode() {
        return "libvirt-" + name + "-storage";
    }

    String formatNode() {
        return "libvirt-" + name + "-format";
    }

    /** {@return the node that a device or another image uses} */
    String effectiveNode() {
        return hasFormatNode() ? formatNode() : storageNode();
    }

    /** {@return whether the storage server itself decrypts the image} */
    boolean encryptedByServer() {
        return encryption != null && encryption.engine() == Encryption.Engine.LIBRBD;
    }

    /** {@return whether QEMU decrypts the image} */
    boolean encryptedByQemu() {
        return encryption != null && !encryptedByServer();
    }

    /** {@return whether a node of its own interprets the bytes} */
    boolean hasFormatNode() {
        return layered || encryptedByQemu() || StorageSlices.of(source) != null
                || format != StorageFormat.RAW && !(source instanceof StorageSource.VhostVdpa)
                && !(source instanceof StorageSource.Dir);
    }
}

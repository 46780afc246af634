package io.jvirt.model.storage;

import io.jvirt.model.MemorySize;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The document of a storage pool, {@code <pool>}. What is read is as it was written; {@link StoragePoolCompletion} makes
 * a definition of it.
 */
@Element("pool")
@Doc("A storage pool.")
public record StoragePoolDescription(
        @Attr @Doc("What kind of storage it is.") StoragePoolType type,
        @Child @Doc("The name, unique on the host.") @Nullable String name,
        @Child @Refusal(invalid = "malformed uuid element", kind = XmlException.Kind.INVALID) @Doc("The identity, unique everywhere.")
        @Nullable UUID uuid,
        @Child(def = "0") @Scaled(in = "bytes", out = "bytes") @Doc("How much there is room for; told, never taken.") MemorySize capacity,
        @Child(def = "0") @Scaled(in = "bytes", out = "bytes") @Doc("How much is in use; told, never taken.") MemorySize allocation,
        @Child(def = "0") @Scaled(in = "bytes", out = "bytes") @Doc("How much is free; told, never taken.") MemorySize available,
        @Attr("features/cow@state") @Doc("Whether files are copied on write (btrfs); `no` turns it off for the pool's folder.")
        @Nullable YesNo cow,
        @Child(blank = true) StoragePoolSource source,
        @Child(blank = true, omitEmpty = true) StoragePoolTarget target,
        @Attr("refresh/volume@allocation")
        @Refusal(invalid = "unknown storage pool volume refresh allocation type %s")
        @Doc("How a volume's allocation is found: asked for, or taken to be the capacity, which is fast.")
        @Nullable RefreshAllocation refreshAllocation,
        @Inline @Nullable MountOptions mountOptions,
        @Inline @Nullable RbdOptions rbdOptions) {
    /** How {@link Xml} reads such a document. */
    public static final ParseOptions PARSING = ParseOptions.DEFINITION.withLabel("(storage_pool_definition)");

    /** How a refresh finds what a volume really takes. */
    public enum RefreshAllocation implements XmlEnum { DEFAULT, CAPACITY }

    /**
     * {@return the definition that a document stands for, completed}
     *
     * @throws XmlException when it is malformed or lacks what its kind of pool needs
     */
    public static StoragePoolDescription parse(String xml) {
        return StoragePoolCompletion.complete(Xml.parse(StoragePoolDescription.class, xml, PARSING));
    }

    /** {@return the document} */
    public String xml() {
        return Xml.format(StoragePoolDescription.class, this, FormatOptions.STORED);
    }

    public StoragePoolDescription withName(@Nullable String value) {
        return Records.with(this, "name", value);
    }

    public StoragePoolDescription withUuid(@Nullable UUID value) {
        return Records.with(this, "uuid", value);
    }

    public StoragePoolDescription withCow(@Nullable YesNo value) {
        return Records.with(this, "cow", value);
    }

    public StoragePoolDescription withSource(StoragePoolSource value) {
        return Records.with(this, "source", value);
    }

    public StoragePoolDescription withTarget(StoragePoolTarget value) {
        return Records.with(this, "target", value);
    }

    public StoragePoolDescription withMountOptions(@Nullable MountOptions value) {
        return Records.with(this, "mountOptions", value);
    }

    public StoragePoolDescription withRbdOptions(@Nullable RbdOptions value) {
        return Records.with(this, "rbdOptions", value);
    }

    /** {@return the same with what a refresh found} */
    public StoragePoolDescription withSizes(MemorySize newCapacity, MemorySize newAllocation, MemorySize newAvailable) {
        return new StoragePoolDescription(type, name, uuid, newCapacity, newAllocation, newAvailable, cow, source, target, refreshAllocation,
                mountOptions, rbdOptions);
    }
}

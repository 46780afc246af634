package io.jvirt.model.storage;

import io.jvirt.model.MemorySize;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The document of a volume, {@code <volume>}. What is read is as it was written; {@link StorageVolumeCompletion} makes a
 * description of it that belongs to a pool.
 */
@Element("volume")
@Doc("A storage volume.")
public record StorageVolumeDescription(
        @Attr(def = "file") @Refusal(invalid = "unknown volume type '%s'") @Doc("What the volume is on the host.") Type type,
        @Child @Refusal(missing = "missing volume name element") @Doc("The name, unique in the pool.") String name,
        @Child @Doc("The identity, unique everywhere; told, never taken.") @Nullable String key,
        @Child("source/device") List<SourceDevice> source,
        @Child @Scaled(in = "bytes", out = "bytes") @Doc("How large it is for whoever uses it.") @Nullable MemorySize capacity,
        @Child @Scaled(in = "bytes", out = "bytes") @Doc("How much room it takes; as large as the capacity by default.")
        @Nullable MemorySize allocation,
        @Child @Scaled(in = "bytes", out = "bytes") @Doc("How long the file or device is; told, never taken.") @Nullable MemorySize physical,
        @Child(blank = true) VolumeTarget target,
        @Child @Nullable BackingStore backingStore) {
    /** How {@link Xml} reads such a document. */
    public static final ParseOptions PARSING = ParseOptions.DEFINITION.withLabel("(storage_volume_definition)");

    public StorageVolumeDescription {
        source = List.copyOf(source);
    }

    /** What a volume is on the host (virStorageVolType; the ordinal is the number). */
    public enum Type implements XmlEnum { FILE, BLOCK, DIR, NETWORK, NETDIR, PLOOP }

    @Element("device")
    @Doc("A device of the pool on which a part of the volume is; told, never taken but for partitions.")
    public record SourceDevice(
            @Attr @Doc("Path of the device.") String path,
            @Child @Doc("A part of it.") List<Extent> extent) {
        public SourceDevice {
            extent = List.copyOf(extent);
        }
    }

    @Element("extent")
    @Doc("A part of it.")
    public record Extent(
            @Attr @Doc("First byte.") long start,
            @Attr @Doc("The byte after the last.") long end) {
    }

    @Element("backingStore")
    @Doc("The image that has the data that the volume has not.")
    public record BackingStore(
            @Child @Doc("Path of the image.") @Nullable String path,
            @Attr("format@type") @Doc("Format of the image.") @Nullable String format,
            @Child @Nullable Permissions permissions,
            @Child @Nullable Timestamps timestamps) {
    }

    /**
     * {@return the volume that a document stands for in a pool of this kind, completed}
     *
     * @throws XmlException when it is malformed or the kind of pool cannot have such a volume
     */
    public static StorageVolumeDescription parse(String xml, StoragePoolType pool) {
        return StorageVolumeCompletion.complete(Xml.parse(StorageVolumeDescription.class, xml, PARSING), pool);
    }

    /** {@return the document} */
    public String xml() {
        return Xml.format(StorageVolumeDescription.class, this, FormatOptions.LIVE.withSecure(true));
    }

    /** {@return the capacity, no bytes when it was left to the backing store} */
    public MemorySize size() {
        return capacity == null ? MemorySize.ofBytes(0) : capacity;
    }

    public StorageVolumeDescription withType(Type value) {
        return Records.with(this, "type", value);
    }

    public StorageVolumeDescription withName(String value) {
        return Records.with(this, "name", value);
    }

    public StorageVolumeDescription withKey(@Nullable String value) {
        return Records.with(this, "key", value);
    }

    public StorageVolumeDescription withSource(List<SourceDevice> value) {
        return Records.with(this, "source", value);
    }

    public StorageVolumeDescription withCapacity(@Nullable MemorySize value) {
        return Records.with(this, "capacity", value);
    }

    public StorageVolumeDescription withAllocation(@Nullable MemorySize value) {
        return Records.with(this, "allocation", value);
    }

    public StorageVolumeDescription withPhysical(@Nullable MemorySize value) {
        return Records.with(this, "physical", value);
    }

    public StorageVolumeDescription withTarget(VolumeTarget value) {
        return Records.with(this, "target", value);
    }

    public StorageVolumeDescription withBackingStore(@Nullable BackingStore value) {
        return Records.with(this, "backingStore", value);
    }
}

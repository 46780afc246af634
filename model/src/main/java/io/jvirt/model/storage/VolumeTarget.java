package io.jvirt.model.storage;

import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.Encryption;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Closed;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Scaled;
import org.jspecify.annotations.Nullable;

/** What a volume is made as, and where the host has it. */
@Doc("What the volume is made as, and where the host has it.")
public record VolumeTarget(
        @Child @Doc("Its path or, where guests reach it over the network, its address.") @Nullable String path,
        @Attr("format@type") @Doc("Its format.") @Nullable String format,
        @Child @Nullable Permissions permissions,
        @Child @Live @Nullable Timestamps timestamps,
        @Child @Nullable Encryption encryption,
        @Child @Doc("Version of the qcow2 format: 0.10 or 1.1.") @Nullable String compat,
        @Child @Scaled(in = "bytes", out = "B") @Doc("Size of the units in which a qcow2 image takes room.") @Nullable MemorySize clusterSize,
        @Child @Nullable Features features,
        @Child @Doc("The file is not copied on write (btrfs).") boolean nocow) {
    public VolumeTarget {
        if (compat != null && !compat.matches("[0-9.]*")) {
            throw new IllegalArgumentException("forbidden characters in 'compat' attribute");
        }
    }

    @Doc("What a qcow2 image can do.")
    @Closed("unsupported feature %s")
    public record Features(
            @Child("lazy_refcounts") @Doc("Counts of references are written late.") boolean lazyRefcounts,
            @Child("extended_l2") @Doc("Clusters are divided into 32 parts.") boolean extendedL2) {
    }

    public VolumeTarget withPath(@Nullable String value) {
        return Records.with(this, "path", value);
    }

    public VolumeTarget withFormat(@Nullable String value) {
        return Records.with(this, "format", value);
    }

    public VolumeTarget withPermissions(@Nullable Permissions value) {
        return Records.with(this, "permissions", value);
    }

    public VolumeTarget withTimestamps(@Nullable Timestamps value) {
        return Records.with(this, "timestamps", value);
    }

    public VolumeTarget withEncryption(@Nullable Encryption value) {
        return Records.with(this, "encryption", value);
    }

    public VolumeTarget withCompat(@Nullable String value) {
        return Records.with(this, "compat", value);
    }

    public VolumeTarget withClusterSize(@Nullable MemorySize value) {
        return Records.with(this, "clusterSize", value);
    }

    public VolumeTarget withFeatures(@Nullable Features value) {
        return Records.with(this, "features", value);
    }
}

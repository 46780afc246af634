package io.jvirt.model.snapshot;

import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlException;
import org.jspecify.annotations.Nullable;

/** How one disk takes part in a snapshot. */
@Element("disk")
@Doc("How a disk takes part in a snapshot.")
public record SnapshotDisk(
        @Attr @Refusal(missing = "missing name from disk snapshot element") @Doc("The disk's target or its file.") String name,
        @Attr @Refusal(invalid = "unknown disk snapshot setting '%s'", kind = XmlException.Kind.INVALID) @Doc("How.") Disk.@Nullable Snapshot snapshot,
        @Child @Nullable Driver driver,
        @Inline @Nullable StorageSource source,
        @Child @Doc("The snapshot of the disk is being removed.") boolean snapshotDeleteInProgress) {
    @Doc("The new image.")
    public record Driver(
            @Attr @Refusal(invalid = "unknown disk snapshot driver '%s'") @Doc("Its format.") @Nullable StorageFormat type,
            @Child("metadata_cache/max_size") @Scaled(in = "bytes", out = "bytes") @Doc("Most memory for the image's metadata.") @Nullable MemorySize metadataCacheMaxSize) {
    }

    /** A place or a format for the new image means that there is to be one. */
    public SnapshotDisk {
        if (source != null && !(source instanceof StorageSource.File || source instanceof StorageSource.Block || source instanceof StorageSource.Network)) {
            throw XmlException.unsupported("unsupported disk snapshot type of disk '" + name + "', expected file, block or network");
        }
        String path = path(source);
        boolean formatted = driver != null && driver.type() != null;
        if (path == null && !formatted && !(source instanceof StorageSource.Network)) {
            source = null;
            driver = null;
        } else {
            source = source == null ? Records.blank(StorageSource.File.class) : source;
            snapshot = snapshot == null ? Disk.Snapshot.EXTERNAL : snapshot;
            if (snapshot != Disk.Snapshot.EXTERNAL) {
                throw XmlException.invalid("file '" + path + "' for disk '" + name + "' requires use of external snapshot mode");
            }
        }
        if (path != null && !path.startsWith("/")) {
            throw XmlException.invalid("disk snapshot image path '" + path + "' must be absolute");
        }
    }

    private static @Nullable String path(@Nullable StorageSource source) {
        return source instanceof StorageSource.File file ? file.file() : source instanceof StorageSource.Block block ? block.dev() : null;
    }
}

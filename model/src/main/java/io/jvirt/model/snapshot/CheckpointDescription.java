package io.jvirt.model.snapshot;

import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The document of a guest's checkpoint, {@code <domaincheckpoint>}: since when changes of disks are recorded. */
@Element("domaincheckpoint")
@Doc("A point in time since which changes of disks are recorded.")
public record CheckpointDescription(
        @Child @Doc("The name, unique among the guest's checkpoints.") @Nullable String name,
        @Child @Doc("Free text for people.") @Nullable String description,
        @Child("parent/name") @Doc("The checkpoint before it.") @Nullable String parent,
        @Child @Refusal(invalid = "missing creationTime from existing checkpoint") @Doc("When it was made, in seconds since 1970.") @Nullable Long creationTime,
        @Child("disks/disk") @Doc("How a disk takes part.") List<CheckpointDisk> disks,
        @Child @Doc("The guest as it was.") @Nullable DomainDescription domain) {
    /** The name becomes part of file names. */
    public CheckpointDescription {
        disks = List.copyOf(disks);
        if (name != null && !name.matches("[a-zA-Z0-9_-][a-zA-Z0-9_.-]*")) {
            throw XmlException.invalid("invalid checkpoint name '" + name + "', expected letters, digits, '_', '-' and '.', the last not at its beginning");
        }
    }

    @Element("disk")
    public record CheckpointDisk(
            @Attr @Refusal(missing = "missing name from disk checkpoint element") @Doc("The disk's target or its file.") String name,
            @Attr @Refusal(invalid = "unknown disk checkpoint setting '%s'") @Doc("How.") @Nullable Kind checkpoint,
            @Attr @Doc("Name of the bitmap that records changes.") @Nullable String bitmap,
            @Attr @Doc("Bytes that changed since.") @Nullable Long size) {
        /** A bitmap's name means that changes are recorded. */
        public CheckpointDisk {
            checkpoint = checkpoint == null && bitmap != null ? Kind.BITMAP : checkpoint;
            if (bitmap != null && checkpoint != Kind.BITMAP) {
                throw XmlException.invalid("disk checkpoint bitmap '" + bitmap + "' requires type='bitmap'");
            }
        }
    }

    public enum Kind implements XmlEnum { NO, BITMAP }

    /** {@return the wish for a new checkpoint; what belongs to one that was made is not taken from the document} */
    public static CheckpointDescription wish(String xml, ParseOptions options) {
        var read = parse(xml, options);
        return new CheckpointDescription(read.name, read.description, null, null, read.disks, null);
    }

    /**
     * {@return a checkpoint that was made before}
     *
     * @throws XmlException when something is missing or wrong
     */
    public static CheckpointDescription made(String xml, ParseOptions options) {
        var read = parse(xml, options);
        if (read.name == null || read.creationTime == null) {
            throw new XmlException(XmlException.Kind.MISSING, read.name == null ? "a redefined checkpoint must have a name"
                    : "missing creationTime from existing checkpoint", 0, "domaincheckpoint", null, null);
        }
        return read;
    }

    private static CheckpointDescription parse(String xml, ParseOptions options) {
        // As in libvirt, these documents are always held against their schema.
        return Xml.parse(CheckpointDescription.class, xml, options.withLabel("(domain_checkpoint)").withStrict(true));
    }

    /** {@return a checkpoint that is being made now: one without a name is called by its time, bitmaps by the checkpoint} */
    public CheckpointDescription madeAt(long seconds) {
        String named = name == null ? Long.toString(seconds) : name;
        var recorded = disks.stream().map(disk -> disk.checkpoint == Kind.NO || disk.bitmap != null ? disk
                : new CheckpointDisk(disk.name, Kind.BITMAP, named, disk.size)).toList();
        return Records.with(Records.with(Records.with(this, "creationTime", seconds), "name", named), "disks", recorded);
    }

    /** {@return the same after another checkpoint} */
    public CheckpointDescription withParent(@Nullable String value) {
        return Records.with(this, "parent", value);
    }

    /** {@return the same with other disks} */
    public CheckpointDescription withDisks(List<CheckpointDisk> value) {
        return Records.with(this, "disks", value);
    }
}

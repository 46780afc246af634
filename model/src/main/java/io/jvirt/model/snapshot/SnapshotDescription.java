package io.jvirt.model.snapshot;

import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Custom;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.RawElement;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The document of a guest's snapshot, {@code <domainsnapshot>}. */
@Element("domainsnapshot")
@Doc("A snapshot of a guest.")
public record SnapshotDescription(
        @Child @Doc("The name, unique among the guest's snapshots.") @Nullable String name,
        @Child @Doc("Free text for people.") @Nullable String description,
        @Child @Refusal(invalid = "Invalid state '%s' in domain snapshot XML", kind = XmlException.Kind.INVALID) @Doc("State of the guest when it was made.") @Nullable State state,
        @Child("parent/name") @Doc("The snapshot that it goes on from.") @Nullable String parent,
        @Child @Refusal(invalid = "missing creationTime from existing snapshot") @Doc("When it was made, in seconds since 1970.") @Nullable Long creationTime,
        @Child @Nullable Memory memory,
        @Child("disks/disk") @Doc("How a disk takes part.") List<SnapshotDisk> disks,
        @Custom(SnapshotDomainCodec.class) @Doc("The guest as it was, or its identity alone.") @Nullable SnapshotDomain domain,
        @Child("inactiveDomain") @Doc("The guest's definition as it was.") @Nullable DomainDescription inactiveDomain,
        @Child @Doc("What the driver needs to go on.") @Nullable RawElement cookie,
        @Child @Doc("1 for the guest's current snapshot.") @Nullable Integer active) {
    public SnapshotDescription {
        disks = List.copyOf(disks);
    }

    public enum State implements XmlEnum {
        NOSTATE, RUNNING, BLOCKED, PAUSED, SHUTDOWN, SHUTOFF, CRASHED, PMSUSPENDED, DISK_SNAPSHOT;

        /** {@return true when the guest's memory is no part of the snapshot} */
        public boolean offline() {
            return this == SHUTOFF || this == DISK_SNAPSHOT;
        }
    }

    /** Where the guest's memory is kept. */
    @Doc("Where the guest's memory is kept.")
    public record Memory(
            @Attr @Refusal(invalid = "unknown memory snapshot setting '%s'", kind = XmlException.Kind.INVALID) @Doc("How.") Disk.@Nullable Snapshot snapshot,
            @Attr @Doc("The file.") @Nullable String file) {
        /** A file alone means that the memory is in it. */
        public Memory {
            if (snapshot == null && file != null) {
                snapshot = Disk.Snapshot.EXTERNAL;
            }
            if (file != null && snapshot != Disk.Snapshot.EXTERNAL) {
                throw XmlException.invalid("memory filename '" + file + "' requires external snapshot");
            }
            if (file == null && snapshot == Disk.Snapshot.EXTERNAL) {
                throw XmlException.invalid("external memory snapshots require a filename");
            }
            if (file != null && !file.startsWith("/")) {
                throw XmlException.invalid("memory snapshot file path (" + file + ") must be absolute");
            }
            if (snapshot == Disk.Snapshot.MANUAL) {
                throw XmlException.invalid("unknown memory snapshot setting 'manual'");
            }
        }
    }

    /**
     * {@return the wish for a new snapshot} What belongs to one that was made, its state and time, its guest and what comes
     * before it, is not taken from the document.
     *
     * @throws XmlException when the document is wrong
     */
    public static SnapshotDescription wish(String xml, ParseOptions options) {
        var read = parse(xml, options);
        return new SnapshotDescription(read.name, read.description, null, null, null, read.memory, read.disks, null, null, null, null);
    }

    /**
     * {@return a snapshot that was made before}
     *
     * @param internal whether the document is a file of the host's own, which says which snapshot is current
     * @throws XmlException when something is missing or wrong
     */
    public static SnapshotDescription made(String xml, boolean internal, ParseOptions options) {
        var read = parse(xml, options);
        if (read.name == null) {
            throw missing("a redefined snapshot must have a name");
        }
        if (read.creationTime == null) {
            throw missing("missing creationTime from existing snapshot");
        }
        if (read.state == null) {
            throw missing("missing state from existing snapshot");
        }
        boolean offline = read.state.offline();
        var memory = read.memory != null && read.memory.snapshot != null ? read.memory
                : new Memory(offline ? Disk.Snapshot.NO : Disk.Snapshot.INTERNAL, null);
        if (offline && memory.snapshot != Disk.Snapshot.NO) {
            throw XmlException.invalid("memory state cannot be saved with offline or disk-only snapshot");
        }
        if (internal && read.active == null) {
            throw missing("Could not find 'active' element");
        }
        var domain = read.domain != null && read.domain.description() == null ? null : read.domain;
        return new SnapshotDescription(read.name, read.description, read.state, read.parent, read.creationTime, memory, read.disks, domain,
                read.inactiveDomain, read.cookie, internal ? read.active : null);
    }

    private static SnapshotDescription parse(String xml, ParseOptions options) {
        return Xml.parse(SnapshotDescription.class, xml, options.withLabel("(domain_snapshot)"));
    }

    private static XmlException missing(String message) {
        return new XmlException(XmlException.Kind.MISSING, message, 0, "domainsnapshot", null, null);
    }

    /** {@return a snapshot of a guest that is being made now: one without a name is called by its time} */
    public SnapshotDescription madeAt(long seconds) {
        return Records.with(Records.with(this, "creationTime", seconds), "name", name == null ? Long.toString(seconds) : name);
    }

    /** {@return the same with the guest named, when it does not hold the guest's whole document} */
    public SnapshotDescription ofDomain(UUID uuid) {
        return domain != null ? this : Records.with(this, "domain", new SnapshotDomain(uuid, null));
    }
}

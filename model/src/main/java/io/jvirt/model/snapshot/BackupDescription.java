package io.jvirt.model.snapshot;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.DeviceLabel;
import io.jvirt.model.domain.Encryption;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.RawElement;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlException;
import io.jvirt.model.xml.XmlName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The document of a guest's backup job, {@code <domainbackup>}. */
@Element("domainbackup")
@Doc("A backup of a guest's disks.")
public record BackupDescription(
        @Attr(def = "push") @Refusal(invalid = "invalid backup mode '%s'") @Doc("Whether the host writes the backup or lends the disks to whoever does.") Mode mode,
        @Child @Doc("The checkpoint since which changes count.") @Nullable String incremental,
        @Child @Nullable Server server,
        @Child("disks/disk") @Doc("How a disk takes part.") List<BackupDisk> disks,
        @Child @Doc("What the driver needs to go on.") @Nullable RawElement privateData) {
    public BackupDescription {
        disks = List.copyOf(disks);
        if (server != null && mode != Mode.PULL) {
            throw XmlException.invalid("use of <server> requires pull mode backup");
        }
        var names = new HashSet<String>();
        for (var disk : disks) {
            if (!names.add(disk.name())) {
                throw XmlException.invalid("duplicate backup disk '" + disk.name() + "'");
            }
            disk.check(mode);
        }
    }

    public enum Mode implements XmlEnum { PUSH, PULL }

    @Doc("Where the disks are lent (NBD).")
    public record Server(
            @Attr(def = "tcp") @Refusal(invalid = "unsupported backup server transport '%s'") @Doc("Kind of connection.") Transport transport,
            @Attr @Doc("Whether the connection is encrypted.") @Nullable YesNo tls,
            @Attr @Doc("Name or address to listen on.") @Nullable String name,
            @Attr @Doc("Port to listen on.") @Nullable Integer port,
            @Attr @Doc("Path of the socket.") @Nullable String socket) {
        public Server {
            if (transport == Transport.UNIX && (socket == null || !socket.startsWith("/"))) {
                throw XmlException.invalid("backup socket path '" + socket + "' must be absolute");
            }
        }
    }

    public enum Transport implements XmlEnum { TCP, UNIX }

    /** How one disk takes part in a backup. */
    @Element("disk")
    @Doc("How a disk takes part in a backup.")
    public record BackupDisk(
            @Attr @Refusal(missing = "missing name from backup disk element") @Doc("The disk's target.") String name,
            @Attr(def = "yes") @Refusal(invalid = "invalid value of 'backup'") @Doc("Whether it takes part.") YesNo backup,
            @Attr @Doc("How far it is.") @Nullable State state,
            @Attr @Refusal(invalid = "unsupported disk backup type '%s'") @Doc("Where the data goes.") @Nullable Type type,
            @Attr("backupmode") @Refusal(invalid = "invalid backup mode '%s'") @Doc("All of it, or what changed.") @Nullable DiskMode backupMode,
            @Attr @Doc("The checkpoint since which changes count.") @Nullable String incremental,
            @Attr("exportname") @Doc("Name by which it is lent.") @Nullable String exportName,
            @Attr("exportbitmap") @Doc("Name by which its changes are lent.") @Nullable String exportBitmap,
            @Attr("driver@type") @Doc("Format of the data.") @Nullable StorageFormat format,
            @Child @Doc("Where a disk that is lent keeps what the guest changes meanwhile.") @Nullable Store scratch,
            @Child @Doc("Where the backup goes.") @Nullable Store target) {
        /** A disk that takes no part says nothing else. */
        public BackupDisk {
            if (backup == YesNo.NO) {
                state = null;
                type = null;
                backupMode = null;
                incremental = null;
                exportName = null;
                exportBitmap = null;
                format = null;
                scratch = null;
                target = null;
            } else {
                type = type == null ? Type.FILE : type;
            }
        }

        void check(Mode mode) {
            if (mode == Mode.PULL && format != null && format != StorageFormat.QCOW2) {
                throw XmlException.invalid("pull mode backup for disk '" + name + "' requires qcow2 driver");
            }
            var other = mode == Mode.PULL ? target : scratch;
            if (other != null) {
                throw XmlException.invalid("disk '" + name + "' of a backup in mode '" + mode.xml() + "' must not have '"
                        + (mode == Mode.PULL ? "target" : "scratch") + "'");
            }
        }

        BackupDisk withMode(DiskMode mode, @Nullable String since) {
            return Records.with(Records.with(this, "backupMode", mode), "incremental", since);
        }
    }

    public enum Type implements XmlEnum { FILE, BLOCK }

    public enum DiskMode implements XmlEnum { FULL, INCREMENTAL }

    public enum State implements XmlEnum {
        RUNNING,
        COMPLETE,
        FAILED,
        CANCELLING,
        @XmlName("cancelled") CANCELLED
    }

    @Doc("A file or device for data.")
    public record Store(
            @Attr @Doc("The file.") @Nullable String file,
            @Attr @Doc("The device.") @Nullable String dev,
            @Child @Doc("Label of the file.") List<DeviceLabel> seclabel,
            @Child @Nullable Encryption encryption) {
        public Store {
            seclabel = List.copyOf(seclabel);
        }
    }

    /**
     * {@return the wish that a document holds}
     *
     * @param internal whether the document is a file of the host's own, with the job's progress
     */
    public static BackupDescription read(String xml, boolean internal, ParseOptions options) {
        // As in libvirt, a wish is always held against its schema.
        var read = Xml.parse(BackupDescription.class, xml, options.withLabel("(domain_backup)").withStrict(!internal));
        if (internal) {
            return read;
        }
        return new BackupDescription(read.mode, read.incremental, read.server,
                read.disks.stream().map(disk -> Records.with(disk, "state", null)).toList(), null);
    }

    /**
     * {@return the backup with all the guest's disks in it} Those that the document does not name take part only when it names
     * none; a disk's data goes beside it when the document does not say where.
     *
     * @param disks the guest's disks that have media, the file of each by target; empty where it is no file
     * @param suffix what is added to a file's name
     * @throws XmlException when the document names a disk that the guest lacks, or there is no place for data
     */
    public BackupDescription forDisks(Map<String, String> disks, String suffix) {
        var complete = new ArrayList<BackupDisk>();
        for (var disk : this.disks) {
            String file = disks.get(disk.name());
            if (file == null) {
                throw XmlException.unsupported("no disk named '" + disk.name() + "'");
            }
            complete.add(disk.backup() == YesNo.NO ? disk : placed(moded(disk), file, suffix));
        }
        disks.forEach((name, file) -> {
            if (complete.stream().noneMatch(disk -> disk.name().equals(name))) {
                var unnamed = Records.blank(BackupDisk.class, name, this.disks.isEmpty() ? YesNo.YES : YesNo.NO);
                complete.add(unnamed.backup() == YesNo.NO ? unnamed : placed(moded(unnamed), file, suffix));
            }
        });
        return Records.with(this, "disks", complete);
    }

    private BackupDisk moded(BackupDisk disk) {
        if (disk.backupMode() == DiskMode.FULL) {
            return disk;
        }
        String since = disk.incremental() != null ? disk.incremental() : incremental;
        if (since != null) {
            return disk.withMode(DiskMode.INCREMENTAL, since);
        }
        if (disk.backupMode() == DiskMode.INCREMENTAL) {
            throw XmlException.invalid("'incremental' backup mode of disk '" + disk.name() + "' requires setting 'incremental' field for disk or backup");
        }
        return disk.withMode(DiskMode.FULL, null);
    }

    private BackupDisk placed(BackupDisk disk, String file, String suffix) {
        String place = mode == Mode.PULL ? "scratch" : "target";
        if (disk.scratch() != null || disk.target() != null) {
            return disk;
        }
        if (file.isEmpty() || disk.type() != Type.FILE) {
            throw XmlException.unsupported("refusing to generate file name for disk '" + disk.name() + "'; name its " + place);
        }
        return Records.with(disk, place, new Store(file + "." + suffix, null, List.of(), null));
    }
}

package io.jvirt.model.storage;

import io.jvirt.model.xml.XmlEnum;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of pools, and what the document of each says (virStoragePoolType). */
public enum StoragePoolType implements XmlEnum {
    /** A folder. */
    DIR(List.of(), VolumeFormats.FILES),
    /** A file system of the host's own, mounted for the pool. */
    FS(List.of("auto", "ext2", "ext3", "ext4", "ufs", "iso9660", "udf", "gfs", "gfs2", "vfat", "hfs+", "xfs", "ocfs2", "vmfs"),
            VolumeFormats.FILES, SourcePart.DEVICE),
    /** A file system of another host, mounted for the pool. */
    NETFS(List.of("auto", "nfs", "glusterfs", "cifs"), VolumeFormats.FILES, SourcePart.HOST, SourcePart.DIR),
    /** A volume group of LVM. */
    LOGICAL(List.of("lvm2", "unknown"), List.of(), SourcePart.NAME, SourcePart.DEVICE),
    /** A disk with its partitions. */
    DISK(List.of("unknown", "dos", "dvh", "gpt", "mac", "bsd", "pc98", "sun", "lvm2"), VolumeFormats.PARTITIONS, SourcePart.DEVICE),
    /** The units of an iSCSI target, attached to the host. */
    ISCSI(List.of(), List.of(), SourcePart.HOST, SourcePart.DEVICE, SourcePart.INITIATOR),
    /** The units of an iSCSI target that guests reach themselves. */
    ISCSI_DIRECT(List.of(), List.of(), SourcePart.HOST, SourcePart.DEVICE, SourcePart.NETWORK, SourcePart.INITIATOR),
    /** The units that a SCSI or Fibre Channel adapter of the host sees. */
    SCSI(List.of(), List.of(), SourcePart.ADAPTER),
    /** The host's multipath devices. */
    MPATH(List.of(), List.of()),
    /** A pool of Ceph's block devices. */
    RBD(List.of(), VolumeFormats.FILES, SourcePart.HOST, SourcePart.NETWORK, SourcePart.NAME),
    /** A Sheepdog cluster. */
    SHEEPDOG(List.of(), List.of(), SourcePart.HOST, SourcePart.NETWORK, SourcePart.NAME),
    /** A volume of Gluster. */
    GLUSTER(List.of(), VolumeFormats.FILES, SourcePart.HOST, SourcePart.NETWORK, SourcePart.NAME, SourcePart.DIR),
    /** Block devices of a ZFS pool. */
    ZFS(List.of(), List.of(), SourcePart.NAME, SourcePart.DEVICE),
    /** A Virtuozzo storage cluster. */
    VSTORAGE(List.of(), VolumeFormats.FILES, SourcePart.NAME);

    /** What the source of a pool says; of two kinds of pools no two need the same. */
    enum SourcePart { HOST, DEVICE, DIR, ADAPTER, NAME, INITIATOR, NETWORK }

    private final List<String> poolFormats;
    private final List<String> volumeFormats;
    private final Set<SourcePart> parts;

    StoragePoolType(List<String> poolFormats, List<String> volumeFormats, SourcePart... parts) {
        this.poolFormats = poolFormats;
        this.volumeFormats = volumeFormats;
        this.parts = EnumSet.noneOf(SourcePart.class);
        this.parts.addAll(List.of(parts));
    }

    boolean has(SourcePart part) {
        return parts.contains(part);
    }

    /** {@return whether a device is all that the source says, so that there has to be one} */
    boolean deviceOnly() {
        return parts.equals(EnumSet.of(SourcePart.DEVICE));
    }

    /** {@return whether guests reach volumes over the network, so that the host has no path of them} */
    public boolean network() {
        return has(SourcePart.NETWORK);
    }

    /** {@return whether volumes are files in a folder of the host} */
    public boolean folder() {
        return switch (this) {
            case DIR, FS, NETFS, VSTORAGE -> true;
            case LOGICAL, DISK, ISCSI, ISCSI_DIRECT, SCSI, MPATH, RBD, SHEEPDOG, GLUSTER, ZFS -> false;
        };
    }

    /** {@return the formats that the source can name, the first standing for none given; empty when there is no choice} */
    public List<String> poolFormats() {
        return poolFormats;
    }

    /** {@return the formats that volumes can have, the first standing for none given; empty when there is no choice} */
    public List<String> volumeFormats() {
        return volumeFormats;
    }

    /** {@return the folder in which the host has the volumes' devices when only the source's name decides, else null} */
    @Nullable String deviceFolder(@Nullable String sourceName) {
        return switch (this) {
            case LOGICAL -> "/dev/" + sourceName;
            case ZFS -> "/dev/zvol/" + sourceName;
            case DIR, FS, NETFS, DISK, ISCSI, ISCSI_DIRECT, SCSI, MPATH, RBD, SHEEPDOG, GLUSTER, VSTORAGE -> null;
        };
    }
}

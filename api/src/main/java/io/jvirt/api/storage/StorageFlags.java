package io.jvirt.api.storage;

import io.jvirt.api.Flag;

/** The flags of the calls on pools and volumes, an enum for each of libvirt's. */
public final class StorageFlags {
    private StorageFlags() {}

    /** Which pools are wanted ({@code virConnectListAllStoragePoolsFlags}). */
    public enum ListPools implements Flag {
        /** Not started. */
        INACTIVE,
        /** Started. */
        ACTIVE,
        /** With a stored definition. */
        PERSISTENT,
        /** Without one. */
        TRANSIENT,
        /** That start by themselves. */
        AUTOSTART,
        /** That do not. */
        NO_AUTOSTART,
        /** Folders. */
        DIR,
        /** File systems of the host. */
        FS,
        /** File systems of other hosts. */
        NETFS,
        /** Volume groups. */
        LOGICAL,
        /** Disks with partitions. */
        DISK,
        /** iSCSI targets. */
        ISCSI,
        /** SCSI adapters. */
        SCSI,
        /** Multipath devices. */
        MPATH,
        /** Pools of Ceph. */
        RBD,
        /** Sheepdog clusters. */
        SHEEPDOG,
        /** Volumes of Gluster. */
        GLUSTER,
        /** ZFS pools. */
        ZFS,
        /** Virtuozzo clusters. */
        VSTORAGE,
        /** iSCSI targets that guests reach themselves. */
        ISCSI_DIRECT;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }

    /** How a definition is read ({@code virStoragePoolDefineFlags}). */
    public enum DefinePool implements Flag {
        /** Reject unknown elements of the document. */
        VALIDATE;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }

    /** What goes with a start ({@code virStoragePoolCreateFlags}). */
    public enum CreatePool implements Flag {
        /** Build it first. */
        WITH_BUILD,
        /** Build it first, whatever is there. */
        WITH_BUILD_OVERWRITE,
        /** Build it first, unless something is there. */
        WITH_BUILD_NO_OVERWRITE;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }

    /** How storage is made ({@code virStoragePoolBuildFlags}). */
    public enum BuildPool implements Flag {
        /** Repair what is there. */
        REPAIR,
        /** Make it as large as what it is on. */
        RESIZE,
        /** Not when something is there. */
        NO_OVERWRITE,
        /** Whatever is there. */
        OVERWRITE;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }

    /** How storage is removed ({@code virStoragePoolDeleteFlags}). */
    public enum DeletePool implements Flag {
        /** Overwrite it with zeros first. */
        ZEROED;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }

    /** Which document of a pool is wanted ({@code virStorageXMLFlags}). */
    public enum PoolXml implements Flag {
        /** The one that the next start goes by. */
        INACTIVE;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }

    /** How a volume is made ({@code virStorageVolCreateFlags}). */
    public enum CreateVolume implements Flag {
        /** Make room for the metadata at once. */
        PREALLOC_METADATA,
        /** Share data with the original where the file system can. */
        REFLINK,
        /** Reject unknown elements of the document. */
        VALIDATE;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }

    /** How a volume is removed ({@code virStorageVolDeleteFlags}). */
    public enum DeleteVolume implements Flag {
        /** Overwrite it with zeros first. */
        ZEROED,
        /** With its snapshots. */
        WITH_SNAPSHOTS;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }

    /** How a capacity is changed ({@code virStorageVolResizeFlags}). */
    public enum ResizeVolume implements Flag {
        /** Take the room at once. */
        ALLOCATE,
        /** The number is the difference. */
        DELTA,
        /** It may become smaller, and lose what is behind the end. */
        SHRINK;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }

    /** How content is moved ({@code virStorageVolUploadFlags}, {@code virStorageVolDownloadFlags}). */
    public enum Transfer implements Flag {
        /** The stream tells holes from data. */
        SPARSE_STREAM;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }

    /** Which sizes are wanted ({@code virStorageVolInfoFlags}). */
    public enum VolumeInfo implements Flag {
        /** How long the file is, in place of how much room it takes. */
        GET_PHYSICAL;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }
}

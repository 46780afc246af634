package io.jvirt.storage.command;

import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.storage.StorageErrors;
import java.util.List;

/** The program that starts a pool, for the kinds of pools that one command starts. */
public final class StartCommand {
    private StartCommand() {}

    /**
     * {@return the command}
     *
     * @throws io.jvirt.api.JvirtException when no one command starts such a pool
     */
    public static List<String> of(StoragePoolDescription pool) {
        return switch (pool.type()) {
            case FS, NETFS -> MountCommand.of(pool);
            case LOGICAL -> activate(pool, true);
            case DIR, DISK, ISCSI, ISCSI_DIRECT, SCSI, MPATH, RBD, SHEEPDOG, GLUSTER, ZFS, VSTORAGE ->
                throw StorageErrors.noSupport("no one command starts a pool of type '" + pool.type().xml() + "'");
        };
    }

    /** {@return vgchange(8) for the pool's volume group, on this host alone} */
    public static List<String> activate(StoragePoolDescription pool, boolean on) {
        return List.of("vgchange", on ? "-aly" : "-aln", String.valueOf(pool.source().name()));
    }
}

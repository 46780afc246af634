package io.jvirt.storage.command;

import io.jvirt.model.storage.MountOptions;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StoragePoolSource;
import io.jvirt.model.storage.StoragePoolType;
import io.jvirt.storage.StorageErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** mount(8) for pools that are file systems. */
public final class MountCommand {
    /** What no volume needs: a host's users are not to be given programs or devices by what lies in a pool. */
    private static final List<String> GUARDS = List.of("nodev", "nosuid", "noexec");

    private MountCommand() {}

    /** {@return what is mounted, as mount(8) names it} */
    public static String source(StoragePoolDescription pool) {
        StoragePoolSource source = pool.source();
        return switch (pool.type()) {
            case FS -> {
                if (source.device().size() != 1) {
                    throw StorageErrors.unsupported("expected exactly 1 device for the storage pool");
                }
                yield source.device().getFirst().path();
            }
            case NETFS -> {
                String host = onlyHost(source);
                String dir = Objects.requireNonNull(source.dir());
                yield "cifs".equals(source.format()) ? "//" + host + "/" + dir : host + ":" + dir;
            }
            case VSTORAGE -> Objects.requireNonNull(source.name());
            case DIR, LOGICAL, DISK, ISCSI, ISCSI_DIRECT, SCSI, MPATH, RBD, SHEEPDOG, GLUSTER, ZFS ->
                throw StorageErrors.noSupport("a pool of type '" + pool.type().xml() + "' is not mounted");
        };
    }

    private static String onlyHost(StoragePoolSource source) {
        if (source.host().size() != 1) {
            throw StorageErrors.unsupported("expected exactly 1 host for the storage pool");
        }
        return source.host().getFirst().name();
    }

    /** {@return the command that mounts the pool on its target} */
    public static List<String> of(StoragePoolDescription pool) {
        String format = String.valueOf(pool.source().format());
        List<String> command = new ArrayList<>(List.of("mount", "-o", String.join(",", options(pool, format))));
        // The source of a network's file system, HOST:DIR, tells mount(8) enough.
        if (pool.type() != StoragePoolType.NETFS || !format.equals("auto")) {
            command.addAll(List.of("-t", format));
        }
        command.add(source(pool));
        command.add(String.valueOf(pool.target().path()));
        return command;
    }

    private static List<String> options(StoragePoolDescription pool, String format) {
        List<String> options = new ArrayList<>(GUARDS);
        String version = pool.source().protocolVersion();
        if (version != null) {
            options.add("nfsvers=" + version);
        }
        if (format.equals("glusterfs")) {
            options.add("direct-io-mode=1");
        } else if (format.equals("cifs")) {
            options.add("guest");
        }
        MountOptions own = pool.mountOptions();
        if (own != null) {
            options.addAll(own.options());
        }
        return options;
    }

    /** {@return the command that unmounts a pool} */
    public static List<String> unmount(StoragePoolDescription pool) {
        return List.of("umount", String.valueOf(pool.target().path()));
    }
}

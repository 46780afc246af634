package io.jvirt.storage.backend;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StoragePoolSource;
import io.jvirt.model.storage.StoragePoolType;
import io.jvirt.storage.StorageErrors;
import io.jvirt.storage.command.MountCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pools that are a file system, of the host's own or of another host, mounted on a folder as long as they are started. */
final class MountBackend extends DirBackend {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int MOUNT_POINT = 4;

    @Override
    public boolean active(StoragePoolDescription pool) {
        return mounted(folder(pool));
    }

    /** proc(5): the fifth word of a line is where something is mounted, with octal escapes for blanks. */
    private static boolean mounted(Path folder) {
        try {
            String wanted = Files.exists(folder) ? folder.toRealPath().toString() : folder.toString();
            return Files.readAllLines(MOUNTS, StandardCharsets.UTF_8).stream()
                    .map(line -> line.split(" ")[MOUNT_POINT].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
                    .anyMatch(wanted::equals);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + MOUNTS + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void build(StoragePoolDescription pool, Set<StorageFlags.BuildPool> flags) {
        boolean overwrite = flags.contains(StorageFlags.BuildPool.OVERWRITE);
        boolean careful = flags.contains(StorageFlags.BuildPool.NO_OVERWRITE);
        if (overwrite && careful) {
            throw StorageErrors.argument("Overwrite and no overwrite flags are mutually exclusive");
        }
        makeFolder(pool);
        if (pool.type() == StoragePoolType.FS && (overwrite || careful)) {
            makeFileSystem(pool, careful);
        }
    }

    private static void makeFileSystem(StoragePoolDescription pool, boolean careful) {
        String device = MountCommand.source(pool);
        String format = String.valueOf(pool.source().format());
        if (careful && Programs.succeeds("blkid", "-p", device)) {
            throw new JvirtException(ErrorCode.STORAGE_POOL_BUILT, ErrorDomain.STORAGE,
                    "'" + device + "' has a file system or partitions already; build with the overwrite flag to lose them");
        }
        // Each has its own word for doing it whatever was there.
        switch (format) {
            case "auto" -> throw StorageErrors.unsupported("name the format of the file system to be made on '" + device + "'");
            case "ext2", "ext3", "ext4" -> Programs.run("mkfs", "-t", format, "-F", device);
            case "xfs" -> Programs.run("mkfs", "-t", format, "-f", device);
            default -> Programs.run("mkfs", "-t", format, device);
        }
    }

    @Override
    public void start(StoragePoolDescription pool) {
        if (!active(pool)) {
            Programs.run(pool.type() == StoragePoolType.VSTORAGE ? vstorage(pool) : MountCommand.of(pool));
        }
    }

    private static List<String> vstorage(StoragePoolDescription pool) {
        return List.of("vstorage-mount", "-c", MountCommand.source(pool), folder(pool).toString());
    }

    @Override
    public void stop(StoragePoolDescription pool) {
        if (active(pool)) {
            Programs.run(MountCommand.unmount(pool));
        }
    }

    @Override
    public boolean findsSources() {
        return true;
    }

    @Override
    public List<StoragePoolSource> findSources(@Nullable StoragePoolSource where) {
        if (where == null || where.host().size() != 1) {
            throw StorageErrors.argument("hostname must be specified for netfs sources");
        }
        StoragePoolSource.Host host = where.host().getFirst();
        List<StoragePoolSource> found = new ArrayList<>();
        for (String line : Programs.run("showmount", "--no-headers", "--exports", host.name()).lines()) {
            String folder = line.split("\\s+", 2)[0];
            if (folder.startsWith("/")) {
                found.add(new StoragePoolSource(List.of(host), List.of(), folder, null, null, null, "nfs", null, null, null, null));
            }
        }
        return found;
    }
}

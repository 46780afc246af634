package io.jvirt.storage.backend;

import io.jvirt.api.storage.StorageFlags;
import io.jvirt.host.file.Folders;
import io.jvirt.host.file.SparseFile;
import io.jvirt.model.YesNo;
import io.jvirt.model.storage.FileMode;
import io.jvirt.model.storage.Permissions;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.storage.StorageErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pools that are a folder of the host. */
class DirBackend extends FolderVolumes {
    private static final FileMode MODE = new FileMode(0711);

    @Override
    public boolean active(StoragePoolDescription pool) {
        return Files.isDirectory(folder(pool));
    }

    @Override
    public void build(StoragePoolDescription pool, Set<StorageFlags.BuildPool> flags) {
        makeFolder(pool);
    }

    /** Makes the pool's folder where there is none, and gives it the permissions that the description asks for. */
    static void makeFolder(StoragePoolDescription pool) {
        Path folder = folder(pool);
        Permissions wanted = pool.target().permissions();
        try {
            boolean made = !Files.isDirectory(folder);
            if (made) {
                Path parent = folder.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(folder);
            }
            if (wanted != null) {
                Folders.changeOwner(folder, number(wanted.owner()), number(wanted.group()));
            }
            FileMode mode = wanted == null ? null : wanted.mode();
            if (mode != null || made) {
                Folders.changeMode(folder, (mode == null ? MODE : mode).bits());
            }
        } catch (IOException e) {
            throw StorageErrors.system("cannot create path '" + folder + "': " + e.getMessage(), e);
        }
        if (pool.cow() == YesNo.NO) {
            try (SparseFile open = SparseFile.open(folder, false)) {
                if (!open.writeInPlace()) {
                    throw StorageErrors.noSupport("the file system of '" + folder + "' has no copy on write to turn off; leave out <cow>");
                }
            }
        }
    }

    private static int number(@Nullable Long id) {
        return id == null ? -1 : id.intValue();
    }

    @Override
    public void delete(StoragePoolDescription pool, Set<StorageFlags.DeletePool> flags) {
        try {
            // Only when it is empty: a folder with files is more than a pool.
            Files.delete(folder(pool));
        } catch (java.nio.file.DirectoryNotEmptyException e) {
            throw StorageErrors.system("failed to remove pool '" + folder(pool) + "': Directory not empty", e);
        } catch (IOException e) {
            throw StorageErrors.system("failed to remove pool '" + folder(pool) + "': " + e.getMessage(), e);
        }
    }
}

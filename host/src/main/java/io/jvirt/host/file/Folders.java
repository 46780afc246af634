package io.jvirt.host.file;

import io.jvirt.host.HostException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Folders and their owners. */
public final class Folders {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private static final int MOST_TRIES = 20;

    private Folders() {}

    /**
     * Makes sure that a folder exists which nobody else may enter: mode 0700, with missing parents (0755). An existing one of ours
     * gets the mode; one that belongs to somebody else or is a symbolic link is refused.
     */
    public static Path makePrivate(Path folder) {
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null && !Files.isDirectory(parent)) {
                Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
            try {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw new HostException("'" + folder + "' is in the way of a folder; remove it");
                }
                int owner = (Integer) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
                int self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
                if (owner != self) {
                    throw new HostException("Folder '" + folder + "' belongs to user " + owner + ", not to us (user " + self
                            + "); remove it or use another");
                }
                Files.setPosixFilePermissions(folder, PRIVATE);
            }
            return folder;
        } catch (IOException e) {
            throw new HostException("Cannot create folder '" + folder + "': " + e.getMessage(), e);
        }
    }

    /** Changes the owner of a file or folder, not following symbolic links; a negative id leaves that part. */
    public static void changeOwner(Path path, int uid, int gid) {
        try {
            if (uid >= 0) {
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
            if (gid >= 0) {
                Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new HostException("Cannot give '" + path + "' to user " + uid + ", group " + gid + ": " + e.getMessage(), e);
        }
    }

    /** Sets the permission bits of a file or folder. */
    public static void changeMode(Path path, int mode) {
        try {
            Files.setAttribute(path, "unix:mode", mode);
        } catch (IOException e) {
            throw new HostException("Cannot set the mode of '" + path + "': " + e.getMessage(), e);
        }
    }

    /** Removes a folder with all that is in it; symbolic links are removed, not followed. One that is missing is fine. */
    public static void deleteTree(Path folder) {
        // Others may remove or add something meanwhile, such as a process its sockets: then once more.
        for (int tries = 1; Files.exists(folder, LinkOption.NOFOLLOW_LINKS); tries++) {
            try (Stream<Path> inside = Files.walk(folder)) {
                for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException e) {
                if (tries == MOST_TRIES) {
                    throw new HostException("Cannot remove folder '" + folder + "': " + e.getMessage(), e);
                }
            }
        }
    }
}

package io.jvirt.host.file;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.FileCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files that are replaced whole: whoever reads, and whatever is found after a power failure, is the old content or the new one. The
 * temporary file lies beside the target, its name begins with a dot and ends in {@value #TEMPORARY_SUFFIX}; one that a crash left
 * behind is removed by {@link #removeLeftovers}.
 */
public final class AtomicFile {
    /** How the names of temporary files end. */
    public static final String TEMPORARY_SUFFIX = ".jvirt-new";

    private static final AtomicLong COUNTER = new AtomicLong();

    private AtomicFile() {}

    /** Writes UTF-8 text with mode 0600. See {@link #write(Path, byte[], int)}. */
    public static void write(Path target, String text) {
        write(target, text.getBytes(StandardCharsets.UTF_8), 0600);
    }

    /** Writes a temporary file with exactly {@code mode}, syncs it, renames it over {@code target} and syncs the folder. */
    public static void write(Path target, byte[] content, int mode) {
        write(target, content, mode, true);
    }

    /**
     * The same without syncing: readers and whoever comes after our own sudden death see the old content or the new, but a power
     * failure may lose it. For what has no meaning after one.
     */
    public static void replace(Path target, byte[] content, int mode) {
        write(target, content, mode, false);
    }

    private static void write(Path target, byte[] content, int mode, boolean durable) {
        Path folder = folderOf(target);
        Path temporary = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + COUNTER.incrementAndGet() + TEMPORARY_SUFFIX);
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                if (mode != 0600) {
                    Files.setAttribute(temporary, "unix:mode", mode);
                }
                if (durable) {
                    channel.force(true);
                }
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (durable) {
                syncFolder(folder);
            }
        } catch (IOException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException f) {
                e.addSuppressed(f);
            }
            throw new HostException("Cannot write '" + target + "': " + e.getMessage(), e);
        }
    }

    /** Removes a file for good, also from the disk's point of view. {@return whether there was one} */
    public static boolean delete(Path target) {
        try {
            Files.delete(target);
            syncFolder(folderOf(target));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new HostException("Cannot remove '" + target + "': " + e.getMessage(), e);
        }
    }

    /** Renames for good, replacing what has the new name. Both lie in one file system. */
    public static void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(folderOf(to));
            if (!folderOf(from).equals(folderOf(to))) {
                syncFolder(folderOf(from));
            }
        } catch (IOException e) {
            throw new HostException("Cannot rename '" + from + "' to '" + to + "': " + e.getMessage(), e);
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "the root folder is not a file");
    }

    /** Makes what was written to an open file durable; {@code path} names it in the error. */
    public static void sync(Descriptor file, Path path) {
        int result = FileCalls.sync(file.number());
        if (result < 0) {
            throw new HostException("sync '" + path + "'", -result);
        }
    }

    /** Makes the name of a file durable. */
    public static void syncFolderOf(Path file) throws IOException {
        syncFolder(folderOf(file));
    }

    /** Makes names that were created, renamed or removed in a folder durable. */
    public static void syncFolder(Path folder) throws IOException {
        try (Descriptor descriptor = Descriptor.open(folder, FileCalls.O_RDONLY)) {
            int result = FileCalls.sync(descriptor.number());
            if (result < 0) {
                throw new HostException("sync folder '" + folder + "'", -result);
            }
        }
    }

    /** Removes the temporary files that a crash left in a folder. For its owner, when nobody writes there yet. */
    public static void removeLeftovers(Path folder) {
        try (var files = Files.newDirectoryStream(folder, ".*" + TEMPORARY_SUFFIX)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new HostException("Cannot clean folder '" + folder + "': " + e.getMessage(), e);
        }
    }
}

package io.jvirt.storage;

import io.jvirt.api.spi.GuestStorage;
import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import io.jvirt.host.process.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which guest has which image: a file for each image in a folder that a reboot empties. Its first line is the image's path,
 * each other line a holder: the guest's UUID, how it uses the image, its process's number and start time, and its name. A
 * holder whose process has ended holds nothing, whoever finds that out; so no end of this program leaves an image locked, and
 * none of a guest's life is lost by it. Safe for threads; one process has the folder.
 */
final class Leases {
    private final Path folder;

    Leases(Path folder) {
        this.folder = folder;
        Folders.makePrivate(folder);
        AtomicFile.removeLeftovers(folder);
    }

    private record Holder(UUID guest, GuestStorage.Use use, ProcessIdentity process, String name) {
        static Holder parse(String line) {
            String[] words = line.split(" ", 5);
            return new Holder(
                    UUID.fromString(words[0]),
                    GuestStorage.Use.valueOf(words[1]),
                    new ProcessIdentity(Long.parseLong(words[2]), Long.parseLong(words[3])),
                    words[4]);
        }

        String line() {
            return guest + " " + use + " " + process.pid() + " " + process.startTicks() + " " + name;
        }

        boolean conflicts(GuestStorage.Use other) {
            return switch (use) {
                case READ -> other == GuestStorage.Use.EXCLUSIVE;
                case SHARED -> other == GuestStorage.Use.EXCLUSIVE;
                case EXCLUSIVE -> true;
            };
        }
    }

    private Path file(String path) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(real(path).getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two names of one file are one image. */
    private static String real(String path) {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException e) {
            return Path.of(path).normalize().toString();
        }
    }

    private static List<Holder> holders(Path file) {
        try {
            List<Holder> holders = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8).stream().skip(1).toList()) {
                Holder holder = Holder.parse(line);
                if (holder.process.alive()) {
                    holders.add(holder);
                }
            }
            return holders;
        } catch (java.nio.file.NoSuchFileException e) {
            return new ArrayList<>();
        } catch (IOException e) {
            throw new HostException("Cannot read lease '" + file + "': " + e.getMessage(), e);
        }
    }

    private static void write(Path file, String path, List<Holder> holders) {
        if (holders.isEmpty()) {
            AtomicFile.delete(file);
            return;
        }
        StringBuilder text = new StringBuilder(path).append('\n');
        holders.forEach(holder -> text.append(holder.line()).append('\n'));
        AtomicFile.replace(file, text.toString().getBytes(StandardCharsets.UTF_8), 0600);
    }

    synchronized void take(String path, GuestStorage.Use use, UUID guest, String name, long pid) {
        Path file = file(path);
        List<Holder> holders = holders(file);
        holders.removeIf(holder -> holder.guest.equals(guest));
        for (Holder holder : holders) {
            if (holder.conflicts(use)) {
                throw StorageErrors.busy("image '" + path + "' is in use by guest '" + holder.name
                        + "'; stop that guest, or mark the disk of both as <shareable/>");
            }
        }
        ProcessIdentity process = ProcessIdentity.of(pid)
                .orElseThrow(() -> StorageErrors.invalid("process " + pid + " of guest '" + name + "' has ended"));
        holders.add(new Holder(guest, use, process, name));
        write(file, path, holders);
    }

    /** Gives those images of a guest back that are not among these. */
    synchronized void retain(UUID guest, Set<String> paths) {
        Set<Path> kept = paths.stream().map(this::file).collect(Collectors.toSet());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!kept.contains(file)) {
                    release(guest, file);
                }
            }
        } catch (IOException e) {
            throw new HostException("Cannot read '" + folder + "': " + e.getMessage(), e);
        }
    }

    private static void release(UUID guest, Path file) {
        List<Holder> holders = holders(file);
        if (holders.removeIf(holder -> holder.guest.equals(guest)) || holders.isEmpty()) {
            try {
                write(file, Files.readAllLines(file, StandardCharsets.UTF_8).getFirst(), holders);
            } catch (java.nio.file.NoSuchFileException e) {
                return;
            } catch (IOException e) {
                throw new HostException("Cannot read lease '" + file + "': " + e.getMessage(), e);
            }
        }
    }

    /** Makes sure that no guest that runs has an image. */
    synchronized void requireFree(String path) {
        List<Holder> holders = holders(file(path));
        if (!holders.isEmpty()) {
            throw StorageErrors.busy(
                    "volume '" + path + "' is in use by guest '" + holders.getFirst().name + "'; stop the guest first");
        }
    }
}

package io.jvirt.storage.volume;

import io.jvirt.host.file.Folders;
import io.jvirt.host.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of volumes that are being made. They lie in the pool's folder, so that a rename makes a volume of one; the name
 * says which process is at it, so that what a killed one left is known for what it is.
 */
public final class Temporaries {
    private static final Pattern NAME = Pattern.compile("\\.jvirt-making-(\\d+)-(\\d+)-\\d+");
    private static final AtomicLong COUNTER = new AtomicLong();

    private Temporaries() {}

    /** {@return a name in a volume's folder that nobody has} */
    public static Path beside(Path volume) {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        return volume.resolveSibling(".jvirt-making-" + self.pid() + "-" + self.startTicks() + "-" + COUNTER.incrementAndGet());
    }

    /** {@return whether this is such a name} */
    public static boolean is(String name) {
        return NAME.matcher(name).matches();
    }

    /** Removes from a folder what processes left there that have ended. */
    public static void sweep(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".jvirt-making-*")) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && !new ProcessIdentity(Long.parseLong(name.group(1)), Long.parseLong(name.group(2))).alive()) {
                    remove(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clean '" + folder + "': " + e.getMessage(), e);
        }
    }

    /** Removes what is half made. */
    public static void remove(Path path) {
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Folders.deleteTree(path);
            } else {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove '" + path + "': " + e.getMessage(), e);
        }
    }
}

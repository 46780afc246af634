package io.jvirt.storage;

import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which pools are started, and as what: a file each in a folder that a reboot empties, so that whoever comes after this
 * program takes them over.
 */
final class RunState {
    private static final String SUFFIX = ".xml";

    private final Path folder;

    RunState(Path folder) {
        this.folder = folder;
        Folders.makePrivate(folder);
        AtomicFile.removeLeftovers(folder);
    }

    void write(String name, String xml) {
        AtomicFile.write(folder.resolve(name + SUFFIX), xml);
    }

    void remove(String name) {
        AtomicFile.delete(folder.resolve(name + SUFFIX));
    }

    /** {@return the documents of the pools that were started, by name} */
    Map<String, String> read() {
        Map<String, String> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                found.put(name.substring(0, name.length() - SUFFIX.length()), Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new HostException("Cannot read '" + folder + "': " + e.getMessage(), e);
        }
        return found;
    }
}

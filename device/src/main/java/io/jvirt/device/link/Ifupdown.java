package io.jvirt.device.link;

import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import io.jvirt.host.process.HostCommand;
import io.jvirt.model.device.HostInterfaceDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Configuration of interfaces by Debian's ifupdown (interfaces(5)): a file each in {@code interfaces.d}, with the document
 * in a comment at its end, so that files of others are left alone and ours are read back as they were given.
 */
final class Ifupdown {
    private static final String PREFIX = "jvirt-";
    private static final String DOCUMENT = "# document: ";
    private static final int READABLE = 0644;

    private final Path folder;
    private final Path kept;

    /**
     * @param folder where ifupdown looks for more files
     * @param kept where what there was before a change is kept
     */
    Ifupdown(Path folder, Path kept) {
        this.folder = folder;
        this.kept = kept;
    }

    /** {@return whether this host's interfaces are configured so} */
    boolean usable() {
        return Files.isDirectory(folder) && HostCommand.find("ifup").isPresent();
    }

    Map<String, HostInterfaceDescription> all() {
        Map<String, HostInterfaceDescription> found = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            for (Path file : files(folder)) {
                read(file).ifPresent(description -> found.put(description.effectiveName(), description));
            }
        }
        return found;
    }

    private static List<Path> files(Path from) {
        try (var stream = Files.list(from)) {
            return stream.filter(file -> String.valueOf(file.getFileName()).startsWith(PREFIX)).sorted().toList();
        } catch (IOException e) {
            throw new HostException("Cannot list '" + from + "': " + e.getMessage(), e);
        }
    }

    private static Optional<HostInterfaceDescription> read(Path file) {
        try {
            StringBuilder xml = new StringBuilder();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (line.startsWith(DOCUMENT)) {
                    xml.append(line, DOCUMENT.length(), line.length()).append('\n');
                }
            }
            return xml.isEmpty() ? Optional.empty()
                    : Optional.of(Xml.parse(HostInterfaceDescription.class, xml.toString(), ParseOptions.DEFINITION));
        } catch (IOException | XmlException e) {
            System.getLogger(Ifupdown.class.getName()).log(System.Logger.Level.ERROR, "{0}: {1}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private Path file(String name) {
        if (!name.matches("[a-zA-Z0-9_.:-]{1,15}")) {
            throw new HostException("'" + name + "' cannot be an interface's name: at most 15 letters, digits and _.:-");
        }
        return folder.resolve(PREFIX + name);
    }

    void write(HostInterfaceDescription description) {
        StringBuilder text = new StringBuilder(IfupdownStanzas.of(description));
        Xml.format(HostInterfaceDescription.class, description, FormatOptions.STORED).lines()
                .forEach(line -> text.append(DOCUMENT).append(line).append('\n'));
        AtomicFile.write(file(description.effectiveName()), text.toString().getBytes(StandardCharsets.UTF_8), READABLE);
    }

    void delete(String name) {
        AtomicFile.delete(file(name));
    }

    void start(String name) {
        HostCommand.named("ifup").output(List.of("--", name));
    }

    void stop(String name) {
        HostCommand.named("ifdown").output(List.of("--", name));
    }

    /** {@return whether a change was begun and neither kept nor taken back, even before the host's last start} */
    boolean changing() {
        return Files.isDirectory(kept);
    }

    void begin() {
        // A folder that is there is complete: it gets its name when all is in it.
        Path half = kept.resolveSibling(kept.getFileName() + ".new");
        Folders.deleteTree(half);
        Folders.makePrivate(half);
        copy(folder, half);
        AtomicFile.rename(half, kept);
    }

    private static void copy(Path from, Path to) {
        for (Path file : files(from)) {
            try {
                Files.copy(file, to.resolve(String.valueOf(file.getFileName())), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new HostException("Cannot copy '" + file + "' to '" + to + "': " + e.getMessage(), e);
            }
        }
    }

    void commit() {
        Folders.deleteTree(kept);
    }

    /** Puts back what there was; what is not to change goes on, the others are restarted by whoever asked. */
    void rollback() {
        for (Path file : files(folder)) {
            if (!Files.exists(kept.resolve(String.valueOf(file.getFileName())))) {
                AtomicFile.delete(file);
            }
        }
        copy(kept, folder);
        commit();
    }
}

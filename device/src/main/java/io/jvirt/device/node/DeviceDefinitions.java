package io.jvirt.device.node;

import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import io.jvirt.model.device.NodeDeviceDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Stored definitions of mediated devices: a document each, and a link for those that are made by themselves. */
final class DeviceDefinitions {
    private static final System.Logger LOG = System.getLogger(DeviceDefinitions.class.getName());
    private static final String SUFFIX = ".xml";

    private final Path folder;
    private final Path autostart;
    private final Map<String, NodeDeviceDescription> definitions = new TreeMap<>();
    private final Set<String> started = new HashSet<>();

    DeviceDefinitions(Path folder) {
        this.folder = Folders.makePrivate(folder);
        this.autostart = Folders.makePrivate(folder.resolve("autostart"));
        AtomicFile.removeLeftovers(folder);
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                load(file);
            }
        } catch (IOException e) {
            throw new HostException("Cannot list '" + folder + "': " + e.getMessage(), e);
        }
    }

    private void load(Path file) {
        String fileName = String.valueOf(file.getFileName());
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        try {
            definitions.put(name, NodeDeviceDescription.read(Files.readString(file), ParseOptions.DEFINITION).withName(name));
            if (Files.exists(link(name), LinkOption.NOFOLLOW_LINKS)) {
                started.add(name);
            }
        } catch (IOException | XmlException e) {
            LOG.log(System.Logger.Level.ERROR, "{0}: {1}; the other devices are not affected", file, e.getMessage());
        }
    }

    Map<String, NodeDeviceDescription> all() {
        return definitions;
    }

    void write(String name, NodeDeviceDescription description) {
        AtomicFile.write(folder.resolve(name + SUFFIX), Xml.format(NodeDeviceDescription.class, description, FormatOptions.STORED));
        definitions.put(name, description);
    }

    void delete(String name) {
        AtomicFile.delete(link(name));
        AtomicFile.delete(folder.resolve(name + SUFFIX));
        definitions.remove(name);
        started.remove(name);
    }

    boolean autostart(String name) {
        return started.contains(name);
    }

    void autostart(String name, boolean wanted) {
        if (!wanted) {
            AtomicFile.delete(link(name));
            started.remove(name);
            return;
        }
        try {
            Files.createSymbolicLink(link(name), Path.of("..", name + SUFFIX));
            AtomicFile.syncFolder(autostart);
        } catch (FileAlreadyExistsException e) {
            // It is there already, which is all that is wanted.
            started.add(name);
        } catch (IOException e) {
            throw new HostException("Cannot create '" + link(name) + "': " + e.getMessage(), e);
        }
        started.add(name);
    }

    private Path link(String name) {
        return autostart.resolve(name + SUFFIX);
    }
}

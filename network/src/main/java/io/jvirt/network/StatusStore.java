package io.jvirt.network;

import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkPortDescription;
import io.jvirt.model.network.NetworkStatus;
import io.jvirt.model.xml.XmlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Runs of networks and their ports in files, from which the next daemon takes them over. */
final class StatusStore {
    private static final System.Logger LOG = System.getLogger(StatusStore.class.getName());
    private static final int PRIVATE = 0600;

    private final NetworkFolders folders;

    StatusStore(NetworkFolders folders) {
        this.folders = folders;
    }

    void write(NetworkDescription network, NetworkStatus.Phase phase) {
        replace(folders.status(network.name()), new NetworkStatus(phase, network).format());
    }

    void delete(String name) {
        AtomicFile.delete(folders.status(name));
    }

    List<NetworkStatus> load() {
        return read(folders.place().run(), NetworkStatus::parse);
    }

    void writePort(UUID network, UUID port, NetworkPortDescription description) {
        Path folder = Folders.makePrivate(folders.ports(network));
        replace(folder.resolve(port + ".xml"), description.format());
    }

    void deletePort(UUID network, UUID port) {
        Path file = folders.ports(network).resolve(port + ".xml");
        if (Files.exists(file)) {
            AtomicFile.delete(file);
        }
    }

    void deletePorts(UUID network) {
        Folders.deleteTree(folders.ports(network));
    }

    List<NetworkPortDescription> ports(UUID network) {
        return read(folders.ports(network), xml -> NetworkPortDescription.parse(xml, false));
    }

    private static void replace(Path file, String text) {
        AtomicFile.replace(file, text.getBytes(StandardCharsets.UTF_8), PRIVATE);
    }

    private static <T> List<T> read(Path folder, Function<String, T> parser) {
        var found = new ArrayList<T>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        AtomicFile.removeLeftovers(folder);
        try (var files = Files.newDirectoryStream(folder, "*.xml")) {
            for (Path file : files) {
                try {
                    found.add(parser.apply(Files.readString(file, StandardCharsets.UTF_8)));
                } catch (XmlException | IOException e) {
                    LOG.log(System.Logger.Level.ERROR, "{0} cannot be used: {1}", file, e.getMessage());
                }
            }
        } catch (IOException e) {
            throw new HostException("Cannot list '" + folder + "': " + e.getMessage(), e);
        }
        return found;
    }
}

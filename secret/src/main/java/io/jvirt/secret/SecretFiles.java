package io.jvirt.secret;

import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import io.jvirt.model.secret.SecretDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A document and, when there is a value, the value in Base64, both named after the secret's UUID, mode 0600 in a folder of
 * mode 0700, as libvirt has them. Each is replaced whole and synced.
 *
 * <p>A document is there before its value comes and gone before its value goes: a value without a document is what a crash
 * left of a removal, which {@link #load} finishes.
 */
final class SecretFiles {
    private static final System.Logger LOG = System.getLogger(SecretFiles.class.getName());
    private static final String DOCUMENT = ".xml";
    private static final String VALUE = ".base64";
    private static final int PRIVATE = 0600;

    private final Path folder;

    SecretFiles(Path folder) {
        this.folder = Folders.makePrivate(folder);
    }

    /** A secret as it is stored. */
    record Stored(UUID uuid, SecretDescription description, Optional<byte[]> value) {}

    List<Stored> load() {
        AtomicFile.removeLeftovers(folder);
        List<Stored> all = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Path file : files(DOCUMENT)) {
            String name = stem(file, DOCUMENT);
            known.add(name);
            try {
                UUID uuid = UUID.fromString(name);
                SecretDescription read = Xml.parse(SecretDescription.class, Files.readString(file), ParseOptions.DEFINITION);
                if (!uuid.equals(read.uuid())) {
                    throw new IllegalArgumentException("holds the secret " + read.uuid() + "; its name has to be " + read.uuid() + DOCUMENT);
                }
                all.add(new Stored(uuid, read, value(uuid)));
            } catch (IOException | XmlException | IllegalArgumentException e) {
                LOG.log(System.Logger.Level.ERROR, "{0}: {1}; the other secrets are not affected", file, e.getMessage());
            }
        }
        for (Path file : files(VALUE)) {
            if (!known.contains(stem(file, VALUE))) {
                AtomicFile.delete(file);
            }
        }
        return all;
    }

    private static String stem(Path file, String suffix) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - suffix.length());
    }

    private List<Path> files(String suffix) {
        List<Path> found = new ArrayList<>();
        try (var stream = Files.newDirectoryStream(folder, "*" + suffix)) {
            stream.forEach(found::add);
        } catch (IOException e) {
            throw new HostException("Cannot list '" + folder + "': " + e.getMessage(), e);
        }
        return found;
    }

    private Optional<byte[]> value(UUID uuid) throws IOException {
        Path file = folder.resolve(uuid + VALUE);
        return Files.exists(file)
                ? Optional.of(Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip()))
                : Optional.empty();
    }

    void write(UUID uuid, SecretDescription description) {
        AtomicFile.write(folder.resolve(uuid + DOCUMENT), Xml.format(SecretDescription.class, description, FormatOptions.STORED));
    }

    void write(UUID uuid, byte[] value) {
        AtomicFile.write(folder.resolve(uuid + VALUE), Base64.getEncoder().encode(value), PRIVATE);
    }

    void delete(UUID uuid) {
        AtomicFile.delete(folder.resolve(uuid + DOCUMENT));
        AtomicFile.delete(folder.resolve(uuid + VALUE));
    }
}

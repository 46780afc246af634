package io.jvirt.filter;

import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Documents in a folder, each in a file of its name, replaced whole and synced.
 *
 * @param <T> what the documents are
 */
final class FilterFiles<T> {
    private static final System.Logger LOG = System.getLogger(FilterFiles.class.getName());
    private static final String SUFFIX = ".xml";

    private final Path folder;
    private final Class<T> type;
    private final Function<T, String> name;

    FilterFiles(Path folder, Class<T> type, Function<T, String> name) {
        this.folder = Folders.makePrivate(folder);
        this.type = type;
        this.name = name;
    }

    Path folder() {
        return folder;
    }

    /** {@return the documents by name} One that cannot be read is logged and left out. */
    SortedMap<String, T> load() {
        AtomicFile.removeLeftovers(folder);
        var all = new TreeMap<String, T>();
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                load(file, all);
            }
        } catch (IOException e) {
            throw new HostException("Cannot list '" + folder + "': " + e.getMessage(), e);
        }
        return all;
    }

    private void load(Path file, SortedMap<String, T> all) {
        try {
            T read = Xml.parse(type, Files.readString(file), ParseOptions.DEFINITION);
            String found = name.apply(read);
            if (!file.equals(file(found))) {
                throw new IllegalArgumentException("holds '" + found + "'; its name has to be " + found + SUFFIX);
            }
            all.put(found, read);
        } catch (IOException | XmlException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.ERROR, "{0}: {1}; the others are not affected", file, e.getMessage());
        }
    }

    private Path file(String of) {
        return folder.resolve(of + SUFFIX);
    }

    void write(T document) {
        AtomicFile.write(file(name.apply(document)), Xml.format(type, document, FormatOptions.STORED));
    }

    void delete(String of) {
        AtomicFile.delete(file(of));
    }
}

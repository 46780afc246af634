package io.jvirt.qemu.store;

import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The stored definitions: one XML file a guest, which a person can read, back up and put under version control. A file
 * is replaced whole and synced before a call returns, so that neither kill -9 nor a power failure loses or halves one.
 *
 * <p>Not for two processes at once (see {@link InstanceLock}); within this one, each guest's file is for whoever has the
 * guest's job.
 */
public final class DefinitionStore {
    private static final String SUFFIX = ".xml";
    /** The note of a removal under way: holds the name and the other files; its own name ends in the guest's UUID. */
    private static final String UNDEFINE = ".undefine-";
    /** The note of a rename under way: holds the old and the new name; its own name ends in the guest's UUID. */
    private static final String RENAME = ".rename-";

    private final Layout layout;

    /** The store in the layout's folders, which exist. */
    public DefinitionStore(Layout layout) {
        this.layout = layout;
    }

    /** A stored guest. */
    public record Entry(String name, UUID uuid) {}

    /**
     * A file that is no definition; the others are not affected.
     *
     * @param file the file
     * @param problem what is wrong, as the end of a sentence that begins with the file's name
     */
    public record Broken(Path file, String problem) {}

    /**
     * What is stored.
     *
     * @param entries the guests, by name
     * @param autostart names of those that start by themselves
     * @param broken files that cannot be used
     */
    public record Contents(List<Entry> entries, Set<String> autostart, List<Broken> broken) {}

    /** {@return all that is stored, after finishing or undoing what a crash interrupted} */
    public Contents load() {
        AtomicFile.removeLeftovers(layout.config());
        notes(UNDEFINE).forEach((note, lines) -> finishDelete(note, lines));
        finishRenames();
        List<Path> files = new ArrayList<>();
        try (var folder = Files.newDirectoryStream(layout.config(), "*" + SUFFIX)) {
            folder.forEach(files::add);
        } catch (IOException e) {
            throw new HostException("Cannot list '" + layout.config() + "': " + e.getMessage(), e);
        }
        List<DefinitionScan.Result> results = files.parallelStream()
                .map(DefinitionScan::scan)
                .sorted(Comparator.comparing(r -> r.file().toString()))
                .toList();
        List<Entry> entries = new ArrayList<>(results.size());
        List<Broken> broken = new ArrayList<>();
        Map<UUID, String> seen = new HashMap<>();
        for (DefinitionScan.Result result : results) {
            Entry entry = result.entry();
            if (entry == null) {
                broken.add(new Broken(result.file(), String.valueOf(result.problem())));
                continue;
            }
            String other = seen.putIfAbsent(entry.uuid(), entry.name());
            if (other == null) {
                entries.add(entry);
            } else {
                broken.add(new Broken(result.file(), "has the UUID " + entry.uuid() + " of the guest '" + other + "'"));
            }
        }
        return new Contents(entries, autostarted(), broken);
    }

    private Set<String> autostarted() {
        Set<String> names = new HashSet<>();
        try (var links = Files.newDirectoryStream(layout.autostart(), "*" + SUFFIX)) {
            for (Path link : links) {
                String file = link.getFileName().toString();
                names.add(file.substring(0, file.length() - SUFFIX.length()));
            }
        } catch (IOException e) {
            throw new HostException("Cannot list '" + layout.autostart() + "': " + e.getMessage(), e);
        }
        return names;
    }

    /** {@return names of the guests that have a managed save image} */
    public Set<String> managedSaves() {
        Set<String> names = new HashSet<>();
        try (var files = Files.newDirectoryStream(layout.saves(), "*.save")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                names.add(name.substring(0, name.length() - ".save".length()));
            }
        } catch (IOException e) {
            throw new HostException("Cannot list managed save images: " + e.getMessage(), e);
        }
        return names;
    }

    /** {@return the stored text of a guest's document, comment and all} */
    public String read(String name) {
        Path file = layout.definition(name);
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new HostException("Cannot read '" + file + "': " + e.getMessage(), e);
        }
    }

    /** Stores a guest's document, new or instead of the old one. On return it is on the disk. */
    public void write(String name, String xml) {
        AtomicFile.write(layout.definition(name), heading(name) + xml);
    }

    private static String heading(String name) {
        // Two dashes would end the comment early.
        String shown = name.replace("--", "-\u2010");
        return "<!--\nJvirt wrote this file and replaces it at the next change, so an edit here does not last.\n"
                + "Change the guest with:\n  jvirt edit " + shown + "\n-->\n\n";
    }

    /**
     * Removes a guest with other files that belong to it; a crash in between is finished at the next load.
     *
     * @param others such as its managed save image
     */
    public void delete(Entry guest, List<Path> others) {
        if (others.isEmpty()) {
            delete(guest.name());
            return;
        }
        Path note = layout.config().resolve(UNDEFINE + guest.uuid());
        List<String> lines = new ArrayList<>(List.of(guest.name()));
        others.forEach(other -> lines.add(other.toString()));
        AtomicFile.write(note, String.join("\n", lines) + "\n");
        finishDelete(note, lines);
    }

    private void finishDelete(Path note, List<String> lines) {
        delete(lines.getFirst());
        lines.stream().skip(1).map(Path::of).forEach(AtomicFile::delete);
        AtomicFile.delete(note);
    }

    /** Removes a guest's document and its autostart link. */
    public void delete(String name) {
        // The link first: a link without a definition is nothing, a definition whose link is forgotten would start.
        AtomicFile.delete(link(name));
        AtomicFile.delete(layout.definition(name));
    }

    private Path link(String name) {
        return layout.autostart().resolve(name + SUFFIX);
    }

    /** Says whether a guest starts by itself. */
    public void setAutostart(String name, boolean autostart) {
        if (!autostart) {
            AtomicFile.delete(link(name));
            return;
        }
        try {
            Files.createSymbolicLink(link(name), layout.definition(name));
            AtomicFile.syncFolder(layout.autostart());
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            throw new HostException("Cannot create link '" + link(name) + "': " + e.getMessage(), e);
        }
    }

    /** Stores a guest under another name; a crash in between is finished at the next load. */
    public void rename(Entry from, String to, String xml) {
        Path note = layout.config().resolve(RENAME + from.uuid());
        AtomicFile.write(note, from.name() + "\n" + to + "\n");
        try {
            write(to, xml);
        } catch (HostException e) {
            AtomicFile.delete(note);
            throw e;
        }
        finishRename(note, from.name(), to);
    }

    private void finishRename(Path note, String from, String to) {
        if (Files.exists(link(from), LinkOption.NOFOLLOW_LINKS)) {
            setAutostart(to, true);
        }
        delete(from);
        AtomicFile.delete(note);
    }

    private void finishRenames() {
        notes(RENAME).forEach((note, names) -> {
            if (names.size() == 2 && Files.exists(layout.definition(names.get(1)))) {
                finishRename(note, names.get(0), names.get(1));
            } else {
                AtomicFile.delete(note);
            }
        });
    }

    /** {@return the notes of one kind with their lines} */
    private Map<Path, List<String>> notes(String kind) {
        Map<Path, List<String>> found = new HashMap<>();
        try (Stream<Path> files = Files.list(layout.config())) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith(kind)).toList()) {
                found.put(file, Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new HostException("Cannot read the notes in '" + layout.config() + "': " + e.getMessage(), e);
        }
        return found;
    }
}

package io.jvirt.service;

import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
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
 * The stored definitions: one XML file each, which a person can read, back up and put under version control. A file
 * is replaced whole and synced before a call returns, so that neither kill -9 nor a power failure loses or halves one.
 *
 * <p>Not for two processes at once (see {@link InstanceLock}); within this one, each file is for whoever has the job
 * of its object.
 */
public final class DefinitionStore {
    private static final String SUFFIX = ".xml";
    /** The note of a removal under way: holds the name and the other files; its own name ends in the UUID. */
    private static final String UNDEFINE = ".undefine-";
    /** The note of a rename under way: holds the old and the new name; its own name ends in the UUID. */
    private static final String RENAME = ".rename-";

    private final Path folder;
    private final Path autostart;
    private final Kind kind;

    /** The store in a folder, which is made when it is missing. */
    public DefinitionStore(Path folder, Kind kind) {
        this.folder = folder;
        this.autostart = folder.resolve("autostart");
        this.kind = kind;
        Folders.makePrivate(folder);
        Folders.makePrivate(autostart);
    }

    /**
     * What is stored.
     *
     * @param element the root element of the documents, such as {@code domain}
     * @param noun what people call one, such as {@code guest}
     * @param edit the command that changes one, without its name
     */
    public record Kind(String element, String noun, String edit) {}

    /** {@return the file of a definition} */
    public Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }

    /** A stored definition's name and UUID. */
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
     * @param entries the definitions, by name
     * @param autostart names of those that start by themselves
     * @param broken files that cannot be used
     */
    public record Contents(List<Entry> entries, Set<String> autostart, List<Broken> broken) {}

    /** {@return all that is stored, after finishing or undoing what a crash interrupted} */
    public Contents load() {
        AtomicFile.removeLeftovers(folder);
        notes(UNDEFINE).forEach((note, lines) -> finishDelete(note, lines));
        finishRenames();
        List<Path> files = new ArrayList<>();
        try (var stream = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            stream.forEach(files::add);
        } catch (IOException e) {
            throw new HostException("Cannot list '" + folder + "': " + e.getMessage(), e);
        }
        List<DefinitionScan.Result> results = files.parallelStream()
                .map(file -> DefinitionScan.scan(file, kind))
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
                broken.add(new Broken(result.file(), "has the UUID " + entry.uuid() + " of the " + kind.noun() + " '" + other + "'"));
            }
        }
        return new Contents(entries, autostarted(), broken);
    }

    private Set<String> autostarted() {
        Set<String> names = new HashSet<>();
        try (var links = Files.newDirectoryStream(autostart, "*" + SUFFIX)) {
            for (Path link : links) {
                String file = link.getFileName().toString();
                names.add(file.substring(0, file.length() - SUFFIX.length()));
            }
        } catch (IOException e) {
            throw new HostException("Cannot list '" + autostart + "': " + e.getMessage(), e);
        }
        return names;
    }

    /** {@return the stored text of a document, comment and all} */
    public String read(String name) {
        Path file = file(name);
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new HostException("Cannot read '" + file + "': " + e.getMessage(), e);
        }
    }

    /** Stores a document, new or instead of the old one. On return it is on the disk. */
    public void write(String name, String xml) {
        AtomicFile.write(file(name), heading(name) + xml);
    }

    private String heading(String name) {
        // Two dashes would end the comment early.
        String shown = name.replace("--", "-\u2010");
        return "<!--\nJvirt wrote this file and replaces it at the next change, so an edit here does not last.\n"
                + "Change the " + kind.noun() + " with:\n  jvirt " + kind.edit() + " " + shown + "\n-->\n\n";
    }

    /**
     * Removes a definition with other files that belong to it; a crash in between is finished at the next load.
     *
     * @param others such as its managed save image
     */
    public void delete(Entry entry, List<Path> others) {
        if (others.isEmpty()) {
            delete(entry.name());
            return;
        }
        Path note = folder.resolve(UNDEFINE + entry.uuid());
        List<String> lines = new ArrayList<>(List.of(entry.name()));
        others.forEach(other -> lines.add(other.toString()));
        AtomicFile.write(note, String.join("\n", lines) + "\n");
        finishDelete(note, lines);
    }

    private void finishDelete(Path note, List<String> lines) {
        delete(lines.getFirst());
        lines.stream().skip(1).map(Path::of).forEach(AtomicFile::delete);
        AtomicFile.delete(note);
    }

    /** Removes a document and its autostart link. */
    public void delete(String name) {
        // The link first: a link without a definition is nothing, a definition whose link is forgotten would start.
        AtomicFile.delete(link(name));
        AtomicFile.delete(file(name));
    }

    private Path link(String name) {
        return autostart.resolve(name + SUFFIX);
    }

    /** Says whether it starts by itself. */
    public void setAutostart(String name, boolean wanted) {
        if (!wanted) {
            AtomicFile.delete(link(name));
            return;
        }
        try {
            Files.createSymbolicLink(link(name), file(name));
            AtomicFile.syncFolder(autostart);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            throw new HostException("Cannot create link '" + link(name) + "': " + e.getMessage(), e);
        }
    }

    /** Stores a definition under another name; a crash in between is finished at the next load. */
    public void rename(Entry from, String to, String xml) {
        Path note = folder.resolve(RENAME + from.uuid());
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
            if (names.size() == 2 && Files.exists(file(names.get(1)))) {
                finishRename(note, names.get(0), names.get(1));
            } else {
                AtomicFile.delete(note);
            }
        });
    }

    /** {@return the notes of one kind with their lines} */
    private Map<Path, List<String>> notes(String kind) {
        Map<Path, List<String>> found = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith(kind)).toList()) {
                found.put(file, Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new HostException("Cannot read the notes in '" + folder + "': " + e.getMessage(), e);
        }
        return found;
    }
}

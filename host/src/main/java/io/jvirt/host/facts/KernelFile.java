package io.jvirt.host.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reading of the small text files of /proc and /sys. What is not there or not readable is empty: kernels differ in what they offer. */
final class KernelFile {
    private KernelFile() {}

    static Optional<String> text(Path path) {
        try {
            return Optional.of(Files.readString(path, StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static List<String> lines(Path path) {
        return text(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    static OptionalLong number(Path path) {
        return text(path).map(KernelFile::parse).orElse(OptionalLong.empty());
    }

    static OptionalLong parse(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** {@return lines of the form "Name: value ..." as name and value} */
    static Map<String, String> fields(Path path) {
        Map<String, String> fields = new TreeMap<>();
        for (String line : lines(path)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    /** {@return the numbers of a list such as 0-3,8} */
    static BitSet cpuList(String text) {
        BitSet set = new BitSet();
        for (String part : text.strip().split(",")) {
            int dash = part.indexOf('-');
            if (dash > 0) {
                set.set(Integer.parseInt(part.substring(0, dash)), Integer.parseInt(part.substring(dash + 1)) + 1);
            } else if (!part.isEmpty()) {
                set.set(Integer.parseInt(part));
            }
        }
        return set;
    }

    /** {@return the numbers behind {@code prefix} in the names of a folder's entries, in order: cpu0, cpu1 ...} */
    static List<Integer> numbered(Path folder, String prefix) {
        List<Integer> numbers = new ArrayList<>();
        for (Path entry : entries(folder)) {
            String name = entry.getFileName().toString();
            if (name.startsWith(prefix)) {
                parse(name.substring(prefix.length())).ifPresent(number -> numbers.add((int) number));
            }
        }
        numbers.sort(null);
        return numbers;
    }

    static List<Path> entries(Path folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (IOException e) {
            return List.of();
        }
        entries.sort(null);
        return entries;
    }
}

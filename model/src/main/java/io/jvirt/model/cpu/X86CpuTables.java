package io.jvirt.model.cpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the two tables beside this class. Each says at its top what its lines mean. A mistake in them is one of ours, so
 * it ends in an {@link IllegalStateException}.
 */
final class X86CpuTables {
    private static final int MAX_STEPPING = 15;

    private final List<X86Feature> features = new ArrayList<>();
    private final Map<String, X86Feature> featuresByName = new HashMap<>();
    private final Map<String, X86Model> models = new HashMap<>();
    private final List<X86Model> inOrder = new ArrayList<>();

    private X86CpuTables() {
    }

    static X86CpuMap read() {
        X86CpuTables tables = new X86CpuTables();
        logicalLines("x86-features.txt").forEach(tables::registerLine);
        X86CpuMap empty = new X86CpuMap(tables.features, List.of());
        for (String line : logicalLines("x86-models.txt")) {
            tables.modelLine(empty, line);
        }
        return new X86CpuMap(tables.features, tables.inOrder);
    }

    /** {@return the lines without comments, those that are indented joined to the one before} */
    private static List<String> logicalLines(String resource) {
        List<String> lines = new ArrayList<>();
        try (InputStream in = X86CpuTables.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not part of this build");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith(" ")) {
                    lines.set(lines.size() - 1, lines.getLast() + " " + line.strip());
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** {@code cpuid LEAF.SUBLEAF REGISTER: NAME ...} or {@code msr NUMBER HALF: NAME ...}. */
    private void registerLine(String line) {
        int colon = line.indexOf(": ");
        String[] head = line.substring(0, colon).split(" ");
        X86Feature.Source source = X86Feature.Source.valueOf(head[0].toUpperCase(Locale.ROOT));
        String[] number = head[1].split("[.]");
        int leaf = Integer.parseUnsignedInt(number[0], 16);
        int subleaf = number.length > 1 ? Integer.parseInt(number[1], 16) : 0;
        X86Feature.Register register = X86Feature.Register.valueOf(head[2].toUpperCase(Locale.ROOT));
        int bit = 0;
        for (String word : line.substring(colon + 2).split(" ")) {
            int jump = word.indexOf(':');
            if (jump > 0) {
                bit = Integer.parseInt(word.substring(0, jump));
            }
            boolean stays = word.endsWith("!");
            String names = word.substring(jump + 1, word.length() - (stays ? 1 : 0));
            int equals = names.indexOf('=');
            String name = equals < 0 ? names : names.substring(0, equals);
            X86Feature feature = new X86Feature(name, equals < 0 ? name : names.substring(equals + 1),
                    new X86Feature.Place(source, leaf, subleaf, register, bit), !stays, features.size());
            features.add(feature);
            featuresByName.put(name, feature);
            bit++;
        }
    }

    /** {@code NAME VENDOR WORD ... [has ...] [lost ...]}. */
    private void modelLine(X86CpuMap empty, String line) {
        Map<String, List<String>> parts = new HashMap<>();
        List<String> part = parts.computeIfAbsent("", k -> new ArrayList<>());
        for (String word : line.split(" +")) {
            if (Set.of("has", "lost").contains(word)) {
                part = parts.computeIfAbsent(word, k -> new ArrayList<>());
            } else {
                part.add(word);
            }
        }
        List<String> head = parts.getOrDefault("", List.of());
        List<X86Model.Product> products = head.stream().filter(w -> w.indexOf('/') > 0)
                .map(X86CpuTables::product).toList();
        FeatureSet has = features(empty.none(), parts.getOrDefault("has", List.of()));
        List<X86Feature> lost = parts.getOrDefault("lost", List.of()).stream().map(this::feature).toList();
        X86Model model = new X86Model(head.getFirst(),
                head.get(1).equals("-") ? Optional.empty() : Optional.of(head.get(1)), products, has, lost,
                head.contains("host"), head.contains("guest"), head.contains("compat"));
        models.put(model.name(), model);
        inOrder.add(model);
    }

    private static X86Model.Product product(String word) {
        String[] numbers = word.split("/");
        int first = 0;
        int last = MAX_STEPPING;
        if (numbers.length > 2) {
            String[] range = numbers[2].split("-");
            first = Integer.parseInt(range[0]);
            last = Integer.parseInt(range[range.length - 1]);
        }
        return new X86Model.Product(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), first, last);
    }

    private FeatureSet features(FeatureSet none, List<String> words) {
        FeatureSet set = none;
        for (String word : words) {
            set = switch (word.charAt(0)) {
                case '=' -> model(word.substring(1)).features();
                case '+' -> set.plus(feature(word.substring(1)));
                case '-' -> set.minus(feature(word.substring(1)));
                default -> set.plus(feature(word));
            };
        }
        return set;
    }

    private X86Model model(String name) {
        X86Model model = models.get(name);
        if (model == null) {
            throw new IllegalStateException("x86-models.txt: '" + name + "' is not known there yet");
        }
        return model;
    }

    private X86Feature feature(String name) {
        X86Feature feature = featuresByName.get(name);
        if (feature == null) {
            throw new IllegalStateException("x86-models.txt: feature '" + name + "' is not in x86-features.txt");
        }
        return feature;
    }
}

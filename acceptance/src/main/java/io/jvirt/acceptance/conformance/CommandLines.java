package io.jvirt.acceptance.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares command lines by meaning: assignments of the environment dropped, {@code -option value} pairs in any order,
 * values in JSON as trees.
 */
public final class CommandLines {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CommandLines() { }

    /** {@return the options that one has and the other has not, empty when there are none} */
    public static Optional<String> difference(String expected, String actual) {
        List<String> wantedWords = dropEnvironment(words(expected));
        List<String> foundWords = dropEnvironment(words(actual));
        List<List<Object>> missing = new ArrayList<>(options(wantedWords));
        List<List<Object>> superfluous = new ArrayList<>();
        for (List<Object> option : options(foundWords)) {
            if (!missing.remove(option)) {
                superfluous.add(option);
            }
        }
        if (missing.isEmpty() && superfluous.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((missing.isEmpty() ? "" : "lacks " + show(missing))
                + (missing.isEmpty() || superfluous.isEmpty() ? "" : "; ")
                + (superfluous.isEmpty() ? "" : "has superfluous " + show(superfluous)));
    }

    /** Splits a command line as a shell does: blanks separate, quotes and backslashes protect. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                if (text.charAt(i) != '\n') {
                    word = started(word).append(text.charAt(i));
                }
            } else if (c == '\'' || c == '"') {
                word = started(word);
                for (i++; i < text.length() && text.charAt(i) != c; i++) {
                    if (c == '"' && text.charAt(i) == '\\' && i + 1 < text.length()) {
                        i++;
                    }
                    word.append(text.charAt(i));
                }
            } else if (Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
            } else {
                word = started(word).append(c);
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    private static StringBuilder started(@Nullable StringBuilder word) {
        return word == null ? new StringBuilder() : word;
    }

    private static List<String> dropEnvironment(List<String> words) {
        int first = 0;
        while (first < words.size() && words.get(first).matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
            first++;
        }
        return words.subList(first, words.size());
    }

    /** Groups words into options: the program, then each word that begins with a dash and what follows it. */
    private static List<List<Object>> options(List<String> words) {
        List<List<Object>> options = new ArrayList<>();
        for (String word : words) {
            boolean starts = options.isEmpty() || word.startsWith("-") || options.size() == 1 && options.getFirst().size() == 1;
            if (starts) {
                options.add(new ArrayList<>());
            }
            options.getLast().add(value(word));
        }
        return options;
    }

    private static Object value(String word) {
        if (word.startsWith("{")) {
            try {
                return JSON.readTree(word);
            } catch (JacksonException e) {
                return word;
            }
        }
        return word;
    }

    private static String show(List<List<Object>> options) {
        return String.join(", ", options.stream().map(o -> String.join(" ", o.stream().map(String::valueOf).toList()))
                .toList());
    }
}

package io.jvirt.daemon.config;

import io.jvirt.daemon.config.Setting.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the configuration: {@code key = value} a line in the notation of libvirt's configuration files, where a value
 * is a number or a text in quotes and # begins a comment.
 */
public final class SettingsFile {
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();

    SettingsFile(String text) {
        Map<String, Setting> known = new HashMap<>();
        for (Setting setting : Settings.ALL) {
            known.put(setting.key(), setting);
            values.put(setting.key(), unquoted(setting.initial()));
        }
        Map<String, Integer> seen = new HashMap<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            read(i + 1, lines[i].strip(), known, seen);
        }
    }

    /**
     * {@return the settings in {@code file}; the defaults when it does not exist and need not}
     *
     * @param required whether a missing file is a mistake: somebody named it
     * @throws SettingsException with every mistake at once
     */
    public static Settings read(Path file, boolean required) throws SettingsException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            if (required) {
                throw new SettingsException(file.toString(), List.of("it does not exist"));
            }
            text = "";
        } catch (IOException e) {
            throw new SettingsException(file.toString(), List.of("it cannot be read: " + e.getMessage()));
        }
        return parse(file.toString(), text);
    }

    /** {@return the settings in {@code text}, whose place is called {@code name} in messages} */
    public static Settings parse(String name, String text) throws SettingsException {
        SettingsFile file = new SettingsFile(text);
        if (!file.problems.isEmpty()) {
            throw new SettingsException(name, file.problems);
        }
        return file.settings();
    }

    Settings settings() {
        return Settings.from(this);
    }

    private void read(int number, String line, Map<String, Setting> known, Map<String, Integer> seen) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        if (equals < 0) {
            problem(number, "'" + line + "' is not of the form key = value");
            return;
        }
        String key = line.substring(0, equals).strip();
        Setting setting = known.get(key);
        if (setting == null) {
            problem(number, "there is no setting '" + key + "'" + nearest(key, known));
            return;
        }
        Integer before = seen.put(key, number);
        if (before != null) {
            problem(number, key + " was set in line " + before + " already");
            return;
        }
        String written = value(line.substring(equals + 1).strip());
        String wrong = mistake(setting.kind(), written);
        if (!wrong.isEmpty()) {
            problem(number, key + " = " + written + ": " + wrong);
            return;
        }
        values.put(key, unquoted(written));
    }

    /** Cuts a comment behind the value off. */
    private static String value(String text) {
        char quote = text.isEmpty() ? 0 : text.charAt(0);
        if (quote == '"' || quote == '\'') {
            int end = text.indexOf(quote, 1);
            if (end > 0) {
                String rest = text.substring(end + 1).strip();
                return rest.isEmpty() || rest.startsWith("#") ? text.substring(0, end + 1) : text;
            }
            return text;
        }
        int comment = text.indexOf('#');
        return comment < 0 ? text : text.substring(0, comment).strip();
    }

    private static boolean quoted(String text) {
        return text.length() >= 2
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.indexOf(text.charAt(0), 1) == text.length() - 1;
    }

    private static String unquoted(String text) {
        return quoted(text) ? text.substring(1, text.length() - 1) : text;
    }

    private static String mistake(Kind kind, String written) {
        String text = unquoted(written);
        return switch (kind) {
            case Kind.Whole whole -> {
                long number;
                try {
                    number = Long.parseLong(written);
                } catch (NumberFormatException e) {
                    yield "must be a number from " + whole.least() + " to " + whole.most();
                }
                yield number < whole.least() || number > whole.most()
                        ? "must be from " + whole.least() + " to " + whole.most()
                        : "";
            }
            case Kind.Switch on -> written.equals("0") || written.equals("1") ? "" : "must be 0 or 1";
            case Kind.Text any -> quoted(written) ? "" : "must be in quotes";
            case Kind.Mode mode -> {
                boolean octal = !text.isEmpty() && text.length() <= 4;
                for (char c : text.toCharArray()) {
                    octal &= c >= '0' && c <= '7';
                }
                yield !octal || !quoted(written)
                        ? "must be permissions in octal, in quotes, such as \"0770\""
                        : Integer.parseInt(text, 8) > 0777 ? "must be at most \"0777\"" : "";
            }
            case Kind.Choice choice -> quoted(written) && choice.words().contains(text)
                    ? ""
                    : "must be one of \"" + String.join("\", \"", choice.words()) + "\"";
        };
    }

    private static String nearest(String key, Map<String, Setting> known) {
        String best = "";
        int least = 4;
        for (String candidate : known.keySet()) {
            int distance = distance(key, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? "" : "; did you mean " + best + "?";
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }

    private void problem(int line, String text) {
        problems.add("line " + line + ": " + text);
    }

    boolean on(String key) {
        return whole(key) == 1;
    }

    int whole(String key) {
        return Integer.parseInt(text(key));
    }

    int mode(String key) {
        return Integer.parseInt(text(key), 8);
    }

    String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no setting is called " + key);
        }
        return value;
    }
}

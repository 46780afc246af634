package io.jvirt.cli.run;

import io.jvirt.api.KeycodeSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keys by name, as in Linux's input-event-codes.h; the other sets are given by number. */
public final class KeyNames {
    private static final String FILE = "linux-keys.txt";

    private KeyNames() {}

    /** {@return a key's number, decimal, octal or with {@code 0x}, or by its name; -1 for none} */
    static int code(KeycodeSet set, String key) {
        try {
            int number = Integer.decode(key);
            return number >= 0 && number <= 0xffff ? number : -1;
        } catch (NumberFormatException e) {
            // A name, then.
        }
        if (set == KeycodeSet.LINUX) {
            for (String line : lines()) {
                int blank = line.indexOf(' ');
                if (line.substring(0, blank).equals(key)) {
                    return Integer.parseInt(line.substring(blank + 1));
                }
            }
        }
        return -1;
    }

    /** {@return all names} */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (String line : lines()) {
            names.add(line.substring(0, line.indexOf(' ')));
        }
        return names;
    }

    private static List<String> lines() {
        try (InputStream file = KeyNames.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII));
            List<String> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    lines.add(line);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

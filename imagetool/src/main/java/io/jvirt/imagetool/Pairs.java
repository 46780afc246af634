package io.jvirt.imagetool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Text of the form {@code name=value,name=value}, in which two commas stand for one. */
record Pairs(Map<String, String> all) {

    /**
     * Reads them.
     *
     * @param first the name of a first part without {@code =}, null where there is none
     */
    static Pairs of(String text, @Nullable String first) {
        Map<String, String> all = new LinkedHashMap<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length();
            if (!end && (text.charAt(i) != ',' || (i + 1 < text.length() && text.charAt(i + 1) == ','))) {
                part.append(text.charAt(i));
                i += text.charAt(i) == ',' ? 1 : 0;
                continue;
            }
            add(part.toString(), all.isEmpty() ? first : null, all);
            part.setLength(0);
        }
        return new Pairs(all);
    }

    private static void add(String part, @Nullable String first, Map<String, String> all) {
        int equals = part.indexOf('=');
        if (part.isEmpty()) {
            return;
        }
        if (equals >= 0) {
            all.put(part.substring(0, equals), part.substring(equals + 1));
        } else {
            // A name alone switches it on, as everywhere in QEMU's options.
            all.put(first != null ? first : part, first != null ? part : "on");
        }
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(all.get(name));
    }
}

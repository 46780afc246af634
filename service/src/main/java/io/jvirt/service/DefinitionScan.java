package io.jvirt.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a stored definition only what a list needs, name and UUID: ten thousand files are looked at in a
 * moment. This is no XML parser; it follows tags, comments and quotes far enough to find two elements and to notice a
 * file that was cut short. The whole is parsed when somebody wants it.
 */
final class DefinitionScan {
    private final String text;
    private final DefinitionStore.Kind kind;
    private int at;
    private int depth;
    private @Nullable String name;
    private @Nullable String uuid;

    private DefinitionScan(String text, DefinitionStore.Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    /** What a file says; exactly one of {@code entry} and {@code problem} is there. */
    record Result(Path file, DefinitionStore.@Nullable Entry entry, @Nullable String problem) {}

    /** {@return what the file says} */
    static Result scan(Path file, DefinitionStore.Kind kind) {
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return new Result(file, null, "cannot be read: " + e.getMessage());
        }
        try {
            return new Result(file, new DefinitionScan(text, kind).entry(file), null);
        } catch (IllegalArgumentException e) {
            return new Result(file, null, String.valueOf(e.getMessage()));
        }
    }

    private DefinitionStore.Entry entry(Path file) {
        while (name == null || uuid == null) {
            if (!markup()) {
                throw new IllegalArgumentException("has no <" + (name == null ? "name" : "uuid") + "> in a <" + kind.element() + ">");
            }
        }
        String end = "</" + kind.element() + ">";
        if (!text.stripTrailing().endsWith(end)) {
            throw new IllegalArgumentException("does not end with " + end + "; it was cut short");
        }
        if (!file.getFileName().toString().equals(name + ".xml")) {
            throw new IllegalArgumentException("holds the " + kind.noun() + " '" + name + "'; its name has to be " + name + ".xml");
        }
        try {
            return new DefinitionStore.Entry(name, UUID.fromString(uuid));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has the UUID '" + uuid + "', which is none", e);
        }
    }

    /** Passes the next tag, comment or the like. {@return false at the end} */
    private boolean markup() {
        int open = text.indexOf('<', at);
        if (open < 0) {
            return false;
        }
        if (text.startsWith("<!--", open)) {
            at = after("-->", open);
        } else if (text.startsWith("<![CDATA[", open)) {
            at = after("]]>", open);
        } else if (text.startsWith("<?", open)) {
            at = after("?>", open);
        } else if (text.startsWith("<!", open)) {
            throw new IllegalArgumentException("declares a document type, which definitions do not have");
        } else if (text.startsWith("</", open)) {
            at = after(">", open);
            depth--;
        } else {
            tag(open);
        }
        return true;
    }

    private int after(String end, int from) {
        int found = text.indexOf(end, from);
        if (found < 0) {
            throw new IllegalArgumentException("was cut short after character " + from);
        }
        return found + end.length();
    }

    private void tag(int open) {
        int end = open + 1;
        while (end < text.length() && " \t\r\n/>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String element = text.substring(open + 1, end);
        if (depth == 0 && !element.equals(kind.element())) {
            throw new IllegalArgumentException("begins with <" + element + ">, not with <" + kind.element() + ">");
        }
        char quote = 0;
        while (end < text.length() && (quote != 0 || text.charAt(end) != '>')) {
            char c = text.charAt(end);
            if (quote == 0 ? c == '"' || c == '\'' : c == quote) {
                quote = quote == 0 ? c : 0;
            }
            end++;
        }
        if (end >= text.length()) {
            throw new IllegalArgumentException("was cut short in <" + element + ">");
        }
        at = end + 1;
        if (text.charAt(end - 1) == '/') {
            return;
        }
        if (depth == 1 && element.equals("name")) {
            name = content();
        } else if (depth == 1 && element.equals("uuid")) {
            uuid = content();
        }
        depth++;
    }

    private String content() {
        int end = text.indexOf('<', at);
        if (end < 0) {
            throw new IllegalArgumentException("was cut short after character " + at);
        }
        return decode(text.substring(at, end).strip());
    }

    private static String decode(String raw) {
        if (raw.indexOf('&') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int and = raw.indexOf('&'); and >= 0; and = raw.indexOf('&', from)) {
            out.append(raw, from, and);
            int end = raw.indexOf(';', and);
            if (end < 0) {
                throw new IllegalArgumentException("has a lone '&' in '" + raw + "'");
            }
            String entity = raw.substring(and + 1, end);
            switch (entity) {
                case "amp" -> out.append('&');
                case "lt" -> out.append('<');
                case "gt" -> out.append('>');
                case "quot" -> out.append('"');
                case "apos" -> out.append('\'');
                default -> out.appendCodePoint(character(entity));
            }
            from = end + 1;
        }
        return out.append(raw, from, raw.length()).toString();
    }

    private static int character(String entity) {
        boolean hexadecimal = entity.startsWith("#x");
        if (!entity.startsWith("#")) {
            throw new IllegalArgumentException("uses the unknown entity '&" + entity + ";'");
        }
        int point = Integer.parseInt(entity, hexadecimal ? 2 : 1, entity.length(), hexadecimal ? 16 : 10);
        if (!Character.isValidCodePoint(point)) {
            throw new IllegalArgumentException("uses the character " + entity + ", which there is not");
        }
        return point;
    }
}

package io.jvirt.cli.text;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers, truth values and null as YAML 1.2 in block style. */
public final class Yaml {
    private static final String[] RESERVED = {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"};

    private Yaml() {}

    /** {@return the document with a line break at its end} */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, "");
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value, String indent) {
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> {
                String lead = "";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(lead);
                    lead = indent;
                    scalar(out, String.valueOf(entry.getKey()));
                    out.append(':');
                    nested(out, entry.getValue(), indent);
                }
            }
            case Iterable<?> list when list.iterator().hasNext() -> {
                String lead = "";
                for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
                    out.append(lead).append("- ");
                    lead = indent;
                    write(out, i.next(), indent + "  ");
                }
            }
            case null -> out.append("null\n");
            case Map<?, ?> _ -> out.append("{}\n");
            case Iterable<?> _ -> out.append("[]\n");
            case Number number -> out.append(number).append('\n');
            case Boolean truth -> out.append(truth).append('\n');
            default -> {
                scalar(out, value.toString());
                out.append('\n');
            }
        }
    }

    private static void nested(StringBuilder out, @Nullable Object value, String indent) {
        boolean block = value instanceof Map<?, ?> map && !map.isEmpty()
                || value instanceof Iterable<?> list && list.iterator().hasNext();
        if (block) {
            out.append('\n').append(indent).append("  ");
            write(out, value, indent + "  ");
        } else {
            out.append(' ');
            write(out, value, indent);
        }
    }

    private static void scalar(StringBuilder out, String text) {
        if (plain(text)) {
            out.append(text);
        } else {
            Json.quote(out, text);
        }
    }

    /** {@return whether a text means itself without quotes; JSON's quoted form is YAML's too} */
    private static boolean plain(String text) {
        if (text.isEmpty()) {
            return false;
        }
        char first = text.charAt(0);
        if (!(first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z' || first == '/')) {
            return false;
        }
        for (String word : RESERVED) {
            if (word.equalsIgnoreCase(text)) {
                return false;
            }
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && "-_./+".indexOf(c) < 0 && !(c == ' ' && i < text.length() - 1)) {
                return false;
            }
        }
        return true;
    }
}

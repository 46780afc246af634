package io.jvirt.cli.text;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers, truth values and null as JSON (RFC 8259), indented by two spaces. */
public final class Json {
    private Json() {}

    /** {@return the document with a line break at its end} */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, "\n");
        return out.append('\n').toString();
    }

    private static void write(StringBuilder out, @Nullable Object value, String indent) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> {
                if (map.isEmpty()) {
                    out.append("{}");
                    return;
                }
                String inner = indent + "  ";
                out.append('{');
                for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
                    Map.Entry<?, ?> entry = i.next();
                    out.append(inner);
                    quote(out, String.valueOf(entry.getKey()));
                    out.append(": ");
                    write(out, entry.getValue(), inner);
                    if (i.hasNext()) {
                        out.append(',');
                    }
                }
                out.append(indent).append('}');
            }
            case Iterable<?> list -> {
                Iterator<?> i = list.iterator();
                if (!i.hasNext()) {
                    out.append("[]");
                    return;
                }
                String inner = indent + "  ";
                out.append('[');
                while (i.hasNext()) {
                    out.append(inner);
                    write(out, i.next(), inner);
                    if (i.hasNext()) {
                        out.append(',');
                    }
                }
                out.append(indent).append(']');
            }
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> quote(out, value.toString());
        }
    }

    /** {@return a text in quotes} */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        quote(out, text);
        return out.toString();
    }

    /** Adds a text in quotes. */
    static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        out.append("\\u00");
                        out.append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}

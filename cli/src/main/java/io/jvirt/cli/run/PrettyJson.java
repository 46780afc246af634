package io.jvirt.cli.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** Lays JSON out with two spaces a level; text that is none comes back as it is. */
final class PrettyJson {
    private PrettyJson() {}

    /** {@return the same document with line breaks and blanks} */
    static String of(String json) {
        StringBuilder out = new StringBuilder(json.length() * 2);
        Deque<Character> open = new ArrayDeque<>();
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted) {
                out.append(c);
                if (c == '\\' && i + 1 < json.length()) {
                    out.append(json.charAt(++i));
                } else if (c == '"') {
                    quoted = false;
                }
                continue;
            }
            switch (c) {
                case '"' -> {
                    quoted = true;
                    out.append(c);
                }
                case '{', '[' -> {
                    int next = skipBlanks(json, i + 1);
                    char end = c == '{' ? '}' : ']';
                    if (next < json.length() && json.charAt(next) == end) {
                        out.append(c).append(end);
                        i = next;
                    } else {
                        open.push(end);
                        out.append(c);
                        line(out, open.size());
                    }
                }
                case '}', ']' -> {
                    if (open.isEmpty() || open.pop() != c) {
                        return json;
                    }
                    line(out, open.size());
                    out.append(c);
                }
                case ',' -> {
                    out.append(c);
                    line(out, open.size());
                }
                case ':' -> out.append(": ");
                case ' ', '\t', '\n', '\r' -> {}
                default -> out.append(c);
            }
        }
        return open.isEmpty() && !quoted ? out.toString() : json;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static void line(StringBuilder out, int depth) {
        out.append('\n');
        for (int i = 0; i < depth; i++) {
            out.append("  ");
        }
    }
}

package io.jvirt.imagetool;

import io.jvirt.image.Fact;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/** What a command writes. */
record Console(PrintStream out, PrintStream err) {
    private static final int INDENT = 4;

    void print(String line) {
        out.print(line + "\n");
    }

    void complain(String line) {
        out.flush();
        err.print("jvirt image: " + line + "\n");
        err.flush();
    }

    void json(Fact fact) {
        StringBuilder text = new StringBuilder();
        json(fact, 0, text);
        print(text.toString());
    }

    private static void json(Fact fact, int depth, StringBuilder to) {
        switch (fact) {
            case Fact.Text text -> quote(text.value(), to);
            case Fact.Number number -> to.append(number.value());
            case Fact.Flag flag -> to.append(flag.value());
            case Fact.Sequence sequence -> {
                List<Fact> values = sequence.values();
                to.append("[");
                for (int i = 0; i < values.size(); i++) {
                    line(to.append(i == 0 ? "" : ","), depth + 1);
                    json(values.get(i), depth + 1, to);
                }
                line(to, depth);
                to.append("]");
            }
            case Fact.Group group -> {
                List<Fact.Entry> entries = group.entries();
                to.append("{");
                for (int i = 0; i < entries.size(); i++) {
                    line(to.append(i == 0 ? "" : ","), depth + 1);
                    quote(entries.get(i).name(), to);
                    to.append(": ");
                    json(entries.get(i).value(), depth + 1, to);
                }
                line(to, depth);
                to.append("}");
            }
        }
    }

    private static void line(StringBuilder to, int depth) {
        to.append("\n").repeat(' ', depth * INDENT);
    }

    private static void quote(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> to.append('\\').append(c);
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        to.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        to.append(c);
                    }
                }
            }
        }
        to.append('"');
    }

    /** Prints facts as people read them. */
    void facts(Fact fact, int depth) {
        switch (fact) {
            case Fact.Group group -> group.entries().forEach(e -> named(e.name().replace('-', ' '), e.value(), depth));
            case Fact.Sequence sequence -> {
                for (int i = 0; i < sequence.values().size(); i++) {
                    named("[" + i + "]", sequence.values().get(i), depth);
                }
            }
            case Fact.Text text -> out.print(text.value());
            case Fact.Number number -> out.print(number.value());
            case Fact.Flag flag -> out.print(flag.value());
        }
    }

    private void named(String name, Fact value, int depth) {
        boolean composite = value instanceof Fact.Group || value instanceof Fact.Sequence;
        out.print(" ".repeat(depth * INDENT) + name + ":" + (composite ? "\n" : " "));
        facts(value, depth + 1);
        out.print(composite ? "" : "\n");
    }

    /** {@return a listener that shows how much of {@code total} is done, when that is wanted} */
    LongConsumer progress(long total, boolean wanted) {
        if (!wanted) {
            return done -> {};
        }
        double[] shown = {-1};
        return done -> {
            double percent = total == 0 ? 100 : Math.min(100, done * 100.0 / total);
            if (percent - shown[0] >= 1 || (percent >= 100 && shown[0] < 100)) {
                shown[0] = percent;
                out.printf(Locale.ROOT, "    (%3.2f/100%%)\r", percent);
                out.flush();
            }
        };
    }

    /** Ends the line of a progress. */
    void progressDone(boolean wanted) {
        if (wanted) {
            out.print("\n");
        }
    }
}

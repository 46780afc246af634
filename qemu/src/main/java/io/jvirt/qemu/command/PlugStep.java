package io.jvirt.qemu.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One thing that a running QEMU is given: what an option of the command line would have made at the start.
 *
 * @param kind what it is
 * @param id its name in QEMU, unique among its kind
 * @param value what it is like, as on the command line
 */
public record PlugStep(Kind kind, String id, OptionValue value) {
    private static final Pattern ID = Pattern.compile("(?:^|,)id=([^,]+)");

    /** What can be made while QEMU runs, by the option that makes it at the start. */
    public enum Kind {
        /** A QOM object: a secret, memory, a source of random numbers. */
        OBJECT("object", "id"),
        /** A block node. */
        BLOCKDEV("blockdev", "node-name"),
        /** A character device. */
        CHARDEV("chardev", "id"),
        /** The host's end of a network card. */
        NETDEV("netdev", "id"),
        /** A device that the guest sees. */
        DEVICE("device", "id");

        private final String option;
        private final String key;

        Kind(String option, String key) {
            this.option = option;
            this.key = key;
        }

        private static Optional<Kind> of(String option) {
            for (Kind kind : values()) {
                if (kind.option.equals(option)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * {@return what a running guest must be given to be like one that was started so: what {@code wanted} has and
     * {@code present} lacks, in the order of the command line, on which each stands after what it builds upon}
     * Things are known by their names, so what became of those that both have does not matter.
     */
    public static List<PlugStep> difference(CommandLine present, CommandLine wanted) {
        Set<String> known = new HashSet<>();
        for (PlugStep step : of(present)) {
            known.add(step.kind() + " " + step.id());
        }
        return of(wanted).stream().filter(step -> !known.contains(step.kind() + " " + step.id())).toList();
    }

    /** {@return all that can be made in a running QEMU too} */
    static List<PlugStep> of(CommandLine line) {
        List<PlugStep> steps = new ArrayList<>();
        for (Argument argument : line.arguments()) {
            if (argument instanceof Argument.Option(String name, OptionValue value)) {
                Kind.of(name).ifPresent(kind -> {
                    String id = id(kind, value);
                    if (!id.isEmpty()) {
                        steps.add(new PlugStep(kind, id, value));
                    }
                });
            }
        }
        return steps;
    }

    private static String id(Kind kind, OptionValue value) {
        return switch (value) {
            case OptionValue.Json json -> {
                JsonNode id = json.object().path(kind.key);
                yield id.asString("");
            }
            case OptionValue.Pairs pairs -> {
                Matcher matcher = ID.matcher(pairs.text());
                yield matcher.find() ? matcher.group(1) : "";
            }
            case OptionValue.Plain _, OptionValue.None _ -> "";
        };
    }
}

package io.jvirt.cli.shell;

import io.jvirt.cli.Commands;
import io.jvirt.cli.Session;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Parser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a word could become, by the grammar and by what the connection knows. */
public final class Completion {
    private Completion() {}

    /** {@return what the last of the words could be; the words before it are taken as they are} */
    public static List<String> of(Session session, List<String> words) {
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        List<String> found = new ArrayList<>();
        if (words.size() <= 1) {
            for (String name : Commands.names()) {
                if (name.startsWith(last)) {
                    found.add(name);
                }
            }
            found.sort(null);
            return found;
        }
        Command command = Commands.find(words.get(0));
        if (command == null || command.raw()) {
            return found;
        }
        Progress progress = new Progress(command);
        for (int i = 1; i < words.size() - 1; i++) {
            progress.take(words.get(i));
        }
        Option waiting = progress.waiting;
        if (waiting != null) {
            addMatching(found, LiveValues.of(session, waiting.values(), progress.domain, last), last, "");
            return found;
        }
        int equals = last.indexOf('=');
        if (!progress.onlyValues && equals > 2 && Parser.isOption(last)) {
            Option option = command.option(last.substring(2, equals));
            if (option != null) {
                String begun = last.substring(equals + 1);
                addMatching(
                        found,
                        LiveValues.of(session, option.values(), progress.domain, begun),
                        begun,
                        last.substring(0, equals + 1));
            }
            return found;
        }
        Option place = progress.nextPlace();
        if (place != null && !last.startsWith("-")) {
            addMatching(found, LiveValues.of(session, place.values(), progress.domain, last), last, "");
        }
        if (!progress.onlyValues) {
            for (Option option : command.options()) {
                String name = "--" + option.name();
                if (option.kind() != Option.Kind.ALIAS && name.startsWith(last) && progress.free(option)) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    private static void addMatching(List<String> found, List<String> candidates, String begun, String lead) {
        for (String candidate : candidates) {
            if (candidate.startsWith(begun)) {
                found.add(lead + candidate);
            }
        }
    }

    /** How far a command is filled in; forgiving, because it is not finished. */
    private static final class Progress {
        private final Command command;
        private final List<Option> seen = new ArrayList<>();
        private @Nullable Option waiting;
        private @Nullable String domain;
        private boolean onlyValues;

        private Progress(Command command) {
            this.command = command;
        }

        private boolean free(Option option) {
            return option.kind() == Option.Kind.LIST || !seen.contains(option);
        }

        private @Nullable Option nextPlace() {
            for (Option option : command.options()) {
                if (option.positional() && free(option)) {
                    return option;
                }
            }
            return null;
        }

        private void take(String word) {
            Option filled = waiting;
            if (filled != null) {
                waiting = null;
                fill(filled, word);
            } else if (!onlyValues && word.equals("--")) {
                onlyValues = true;
            } else if (!onlyValues && Parser.isOption(word)) {
                int equals = word.indexOf('=');
                Option option = command.option(word.substring(2, equals < 0 ? word.length() : equals));
                if (option == null) {
                    return;
                }
                if (option.kind() == Option.Kind.FLAG) {
                    seen.add(option);
                } else if (equals >= 0) {
                    fill(option, word.substring(equals + 1));
                } else {
                    waiting = option;
                }
            } else {
                Option place = nextPlace();
                if (place != null) {
                    fill(place, word);
                }
            }
        }

        private void fill(Option option, String value) {
            seen.add(option);
            if (option.name().equals("domain")) {
                domain = value;
            }
        }
    }
}

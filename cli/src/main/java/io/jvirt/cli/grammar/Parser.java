package io.jvirt.cli.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes commands of words, by virsh's rules: {@code --name value} and {@code --name=value} set an option, other words
 * fill the options in their order as far as these were not named yet, after {@code --} every word is a value, and
 * {@code --help} turns the command into {@code help COMMAND}.
 */
public final class Parser {
    /** Finds a command by its name. */
    public interface Finder {
        /** {@return the command, null when there is none} */
        @Nullable Command find(String name);
    }

    /** The option every command has. */
    private static final Option HELP = Option.flag("help", "print help for this function");

    /** The format of results, which every command takes. */
    public static final Option OUTPUT =
            Option.named("output", Values.OUTPUT_FORMAT, "format of the result: table, json or yaml");

    private final Finder finder;
    private final Words words;

    private Parser(Finder finder, Words words) {
        this.finder = finder;
        this.words = words;
    }

    /**
     * {@return the commands, null when there is not even the end of one}
     *
     * @throws SyntaxException for the first thing that is wrong
     */
    public static @Nullable List<Arguments> parse(Finder finder, Words words) {
        return new Parser(finder, words).commands();
    }

    private @Nullable List<Arguments> commands() {
        List<Arguments> found = new ArrayList<>();
        boolean anything = false;
        Words.Token token = words.next();
        while (token != Words.Token.END) {
            anything = true;
            if (token == Words.Token.WORD) {
                String name = words.word();
                Command command = finder.find(name);
                if (command == null) {
                    throw new UnknownCommandException(name);
                }
                State state = new State(command);
                token = state.read();
                found.add(state.result());
            }
            if (token == Words.Token.END_OF_COMMAND) {
                token = words.next();
            }
        }
        return anything ? found : null;
    }

    /** One command's options while they are read; the masks have a bit for each option of the command. */
    private final class State {
        private final Command command;
        private final List<Option> options;
        private final Arguments arguments;
        private long open;
        private long seen;
        private boolean help;

        private State(Command command) {
            this.command = command;
            this.options = command.options();
            this.arguments = new Arguments(command);
            for (int i = 0; i < options.size(); i++) {
                if (options.get(i).positional()) {
                    open |= 1L << i;
                }
            }
        }

        private Words.Token read() {
            boolean onlyValues = command.raw();
            Words.Token token;
            while ((token = words.next()) == Words.Token.WORD) {
                String word = words.word();
                if (!onlyValues && word.equals("--")) {
                    onlyValues = true;
                } else if (!onlyValues && isOption(word)) {
                    readOption(word);
                } else {
                    readValue(word);
                }
            }
            return token;
        }

        private void readOption(String word) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
            String value = equals < 0 ? null : word.substring(equals + 1);
            if (name.equals(HELP.name())) {
                help = true;
                return;
            }
            if (name.equals(OUTPUT.name())) {
                readOutput(value);
                return;
            }
            int at = 0;
            while (at < options.size()) {
                Option option = options.get(at);
                if (!option.name().equals(name)) {
                    at++;
                    continue;
                }
                if (option.kind() == Option.Kind.ALIAS) {
                    String target = option.help();
                    int targetEquals = target.indexOf('=');
                    if (targetEquals >= 0) {
                        if (value != null) {
                            throw new SyntaxException("invalid '=' after option --" + name);
                        }
                        value = target.substring(targetEquals + 1);
                        target = target.substring(0, targetEquals);
                    }
                    name = target;
                    at = 0;
                    continue;
                }
                take(option, at, value);
                return;
            }
            throw new SyntaxException("command '" + command.name() + "' doesn't support option --" + name
                    + Names.hint("--", name, optionNames()));
        }

        private void readOutput(@Nullable String given) {
            String value = given;
            if (value == null) {
                if (words.next() != Words.Token.WORD) {
                    throw new SyntaxException("expected syntax: --output <string>");
                }
                value = words.word();
            }
            arguments.add(OUTPUT, value);
        }

        private List<String> optionNames() {
            List<String> names = new ArrayList<>();
            for (Option option : options) {
                if (option.kind() != Option.Kind.ALIAS) {
                    names.add(option.name());
                }
            }
            return names;
        }

        private void take(Option option, int at, @Nullable String given) {
            if ((seen & 1L << at) != 0 && option.kind() != Option.Kind.LIST) {
                throw new SyntaxException("option --" + option.name() + " already seen");
            }
            seen |= 1L << at;
            if (option.kind() == Option.Kind.FLAG) {
                if (given != null) {
                    throw new SyntaxException("invalid '=' after option --" + option.name());
                }
                arguments.add(option, "");
                return;
            }
            String value = given;
            if (value == null) {
                if (words.next() != Words.Token.WORD) {
                    throw new SyntaxException(
                            "expected syntax: --" + option.name() + " <" + option.placeholder() + ">");
                }
                value = words.word();
            }
            if (option.kind() != Option.Kind.LIST) {
                open &= ~(1L << at);
            }
            arguments.add(option, value);
        }

        private void readValue(String word) {
            if (open == 0) {
                if (command.name().equals("help")) {
                    return;
                }
                throw new SyntaxException("unexpected data '" + word + "'");
            }
            int at = Long.numberOfTrailingZeros(open);
            Option option = options.get(at);
            if (option.kind() != Option.Kind.LIST) {
                open &= ~(1L << at);
            }
            seen |= 1L << at;
            arguments.add(option, word);
        }

        private Arguments result() {
            if (help) {
                Command helpCommand = finder.find("help");
                if (helpCommand == null) {
                    throw new SyntaxException("no help");
                }
                Arguments asked = new Arguments(helpCommand);
                asked.add(helpCommand.options().get(0), command.name());
                return asked;
            }
            for (int i = 0; i < options.size(); i++) {
                Option option = options.get(i);
                if (option.required() && (seen & 1L << i) == 0) {
                    throw new SyntaxException("command '" + command.name() + "' requires <" + option.name() + "> option");
                }
            }
            return arguments;
        }
    }

    /** {@return whether a word names an option} */
    public static boolean isOption(String word) {
        return word.length() > 2
                && word.charAt(0) == '-'
                && word.charAt(1) == '-'
                && Character.isLetterOrDigit(word.charAt(2));
    }
}

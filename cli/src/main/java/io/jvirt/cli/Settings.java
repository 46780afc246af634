package io.jvirt.cli;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the options before the command say.
 *
 * @param uri {@code -c}, null when it was not given
 * @param readOnly {@code -r}
 * @param quiet {@code -q}: results only
 * @param timing {@code -t}: tell how long each command took
 * @param debug {@code -d}: 0 tells most, 4 errors only
 * @param logFile {@code -l}
 * @param escape the character that leaves a console, {@code -e}
 * @param keepaliveInterval {@code -k} in seconds, -1 for the driver's choice
 * @param keepaliveCount {@code -K}, -1 for the driver's choice
 * @param format {@code --output}
 * @param info what to print instead of running a command
 * @param words the command
 */
public record Settings(
        @Nullable String uri,
        boolean readOnly,
        boolean quiet,
        boolean timing,
        int debug,
        @Nullable String logFile,
        char escape,
        int keepaliveInterval,
        int keepaliveCount,
        Format format,
        Info info,
        List<String> words) {

    /** What to print instead of running a command. */
    public enum Info {
        /** Nothing: run the command. */
        NONE,
        /** How jvirt is called. */
        USAGE,
        /** The version's number. */
        VERSION,
        /** The version and where to read more. */
        LONG_VERSION
    }

    /** {@return the default settings, for the interactive use of a part of the program} */
    public static Settings defaults() {
        return parse(new String[0], new StringBuilder());
    }

    /**
     * {@return what the arguments say}
     *
     * @param warnings gets lines to print that do not end the program
     * @throws Failure for the first thing that is wrong
     */
    public static Settings parse(String[] arguments, StringBuilder warnings) {
        return new Reader(arguments, warnings).read();
    }

    private static final class Reader {
        private static final String SHORT_WITH_VALUE = "cdeklK";
        private static final String SHORT_NAMES = "chqrtvVdeklK";
        private static final String[] LONG_NAMES = {
            "connect", "help", "quiet", "readonly", "timing", "version", "version-long", "debug", "escape",
            "keepalive-interval", "log", "keepalive-count"
        };

        private final String[] arguments;
        private final StringBuilder warnings;
        private @Nullable String uri;
        private boolean readOnly;
        private boolean quiet;
        private boolean timing;
        private int debug = 4;
        private @Nullable String logFile;
        private char escape = 0x1d;
        private int keepaliveInterval = -1;
        private int keepaliveCount = -1;
        private Format format = Format.TABLE;
        private Info info = Info.NONE;

        private Reader(String[] arguments, StringBuilder warnings) {
            this.arguments = arguments;
            this.warnings = warnings;
            String level = System.getenv("VIRSH_DEBUG");
            if (level != null && level.length() == 1 && level.charAt(0) >= '0' && level.charAt(0) <= '4') {
                debug = level.charAt(0) - '0';
            }
        }

        private Settings read() {
            int at = 0;
            while (at < arguments.length) {
                String word = arguments[at];
                if (word.equals("--")) {
                    at++;
                    break;
                }
                if (word.length() < 2 || word.charAt(0) != '-') {
                    break;
                }
                at = word.charAt(1) == '-' ? readLong(word, at) : readShort(word, at);
            }
            return new Settings(
                    uri,
                    readOnly,
                    quiet,
                    timing,
                    debug,
                    logFile,
                    escape,
                    keepaliveInterval,
                    keepaliveCount,
                    format,
                    info,
                    Arrays.asList(arguments).subList(at, arguments.length));
        }

        private int readLong(String word, int at) {
            int equals = word.indexOf('=');
            String name = word.substring(2, equals < 0 ? word.length() : equals);
            String value = equals < 0 ? null : word.substring(equals + 1);
            if (name.equals("version")) {
                set('v', "", "--version");
                if ("long".equals(value)) {
                    info = Info.LONG_VERSION;
                }
                return at + 1;
            }
            if (name.equals("output")) {
                if (value == null) {
                    if (at + 1 == arguments.length) {
                        throw new Failure("option '--output' requires an argument");
                    }
                    value = arguments[at + 1];
                    at++;
                }
                format = Format.named(value);
                return at + 1;
            }
            int option = -1;
            for (int i = 0; i < LONG_NAMES.length; i++) {
                if (LONG_NAMES[i].equals(name)) {
                    option = i;
                    break;
                }
                if (LONG_NAMES[i].startsWith(name) && !name.isEmpty()) {
                    // As getopt does: a beginning that fits one option only stands for it.
                    option = option == -1 ? i : -2;
                }
            }
            if (option < 0) {
                throw new Failure("unsupported option '" + word + "'. See --help.");
            }
            char letter = SHORT_NAMES.charAt(option);
            if (SHORT_WITH_VALUE.indexOf(letter) < 0) {
                if (value != null) {
                    throw new Failure("unsupported option '" + word + "'. See --help.");
                }
                set(letter, "", word);
                return at + 1;
            }
            if (value == null) {
                if (at + 1 == arguments.length) {
                    throw new Failure("option '-" + letter + "'/'--" + LONG_NAMES[option] + "' requires an argument");
                }
                value = arguments[at + 1];
                at++;
            }
            set(letter, value, "--" + LONG_NAMES[option]);
            return at + 1;
        }

        private int readShort(String word, int at) {
            for (int i = 1; i < word.length(); i++) {
                char letter = word.charAt(i);
                int known = SHORT_NAMES.indexOf(letter);
                if (known < 0) {
                    throw new Failure("unsupported option '-" + letter + "'. See --help.");
                }
                if (SHORT_WITH_VALUE.indexOf(letter) < 0) {
                    set(letter, "", "-" + letter);
                } else if (i + 1 < word.length()) {
                    set(letter, word.substring(i + 1), "-" + letter);
                    break;
                } else if (at + 1 == arguments.length) {
                    throw new Failure("option '-" + letter + "'/'--" + LONG_NAMES[known] + "' requires an argument");
                } else {
                    at++;
                    set(letter, arguments[at], "-" + letter);
                }
            }
            return at + 1;
        }

        private void set(char letter, String value, String shown) {
            switch (letter) {
                case 'c' -> uri = value;
                case 'h' -> info = Info.USAGE;
                case 'q' -> quiet = true;
                case 'r' -> readOnly = true;
                case 't' -> timing = true;
                case 'v' -> info = Info.VERSION;
                case 'V' -> info = Info.LONG_VERSION;
                case 'l' -> logFile = value;
                case 'd' -> {
                    int level = number(value, "option " + shown + " takes a numeric argument");
                    if (level < 0 || level > 4) {
                        warnings.append("error: ignoring debug level ").append(level).append(" out of range [0-4]\n");
                    } else {
                        debug = level;
                    }
                }
                case 'e' -> {
                    if (value.length() == 2 && value.charAt(0) == '^') {
                        escape = (char) (Character.toUpperCase(value.charAt(1)) ^ 0x40);
                    } else if (value.length() == 1 && value.charAt(0) != '^') {
                        escape = value.charAt(0);
                    } else {
                        throw new Failure("Invalid string '" + value + "' for escape sequence");
                    }
                }
                case 'k' -> keepaliveInterval = positive(value, shown);
                case 'K' -> keepaliveCount = positive(value, shown);
                default -> throw new IllegalArgumentException(shown);
            }
        }

        private static int positive(String value, String shown) {
            int number = number(value, "Invalid value for option " + shown);
            if (number < 0) {
                throw new Failure("option " + shown + " requires a positive integer argument");
            }
            return number;
        }

        private static int number(String value, String failure) {
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new Failure(failure);
            }
        }
    }
}

package io.jvirt.imagetool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a command line after the command, by the rules of getopt_long(3): options may stand anywhere before
 * {@code --}, short ones may be joined, a value may follow directly or as the next word.
 */
final class Words {
    /** Short options of all commands that take a value are told by a colon in the command's letters. */
    private final List<Given> options = new ArrayList<>();
    private final List<String> operands = new ArrayList<>();

    /** An option as it was given; the value is empty for one that takes none. */
    private record Given(String name, String value) {}

    /**
     * @param letters the short options, each followed by a colon when it takes a value
     * @param flags long options without a value
     * @param valued long options with a value
     */
    Words(List<String> words, String letters, Set<String> flags, Set<String> valued) {
        boolean onlyOperands = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (onlyOperands || word.length() < 2 || word.charAt(0) != '-') {
                operands.add(word);
            } else if (word.equals("--")) {
                onlyOperands = true;
            } else if (word.startsWith("--")) {
                i += longOption(words, i, flags, valued);
            } else {
                i += shortOptions(words, i, letters);
            }
        }
    }

    private int longOption(List<String> words, int at, Set<String> flags, Set<String> valued) {
        String word = words.get(at);
        int equals = word.indexOf('=');
        String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
        if (flags.contains(name)) {
            options.add(new Given(name, ""));
            return 0;
        }
        if (!valued.contains(name)) {
            throw new UsageException("unrecognized option '" + word + "'");
        }
        if (equals >= 0) {
            options.add(new Given(name, word.substring(equals + 1)));
            return 0;
        }
        options.add(new Given(name, next(words, at, word)));
        return 1;
    }

    private int shortOptions(List<String> words, int at, String letters) {
        String word = words.get(at);
        for (int i = 1; i < word.length(); i++) {
            String letter = word.substring(i, i + 1);
            int known = letters.indexOf(letter);
            if (known < 0 || letter.equals(":")) {
                throw new UsageException("unrecognized option '-" + letter + "'");
            }
            if (known + 1 < letters.length() && letters.charAt(known + 1) == ':') {
                boolean joined = i + 1 < word.length();
                options.add(new Given(letter, joined ? word.substring(i + 1) : next(words, at, "-" + letter)));
                return joined ? 0 : 1;
            }
            options.add(new Given(letter, ""));
        }
        return 0;
    }

    private static String next(List<String> words, int at, String option) {
        if (at + 1 >= words.size()) {
            throw new UsageException("missing argument for option '" + option + "'");
        }
        return words.get(at + 1);
    }

    boolean has(String name) {
        return options.stream().anyMatch(o -> o.name.equals(name));
    }

    /** {@return the last value of an option} */
    Optional<String> value(String name) {
        return options.stream().filter(o -> o.name.equals(name)).map(Given::value).reduce((a, b) -> b);
    }

    /** {@return all values of an option} */
    List<String> values(String name) {
        return options.stream().filter(o -> o.name.equals(name)).map(Given::value).toList();
    }

    /** {@return names of the options in the order in which they were given} */
    List<String> names() {
        return options.stream().map(Given::name).toList();
    }

    List<String> operands() {
        return operands;
    }

    /** {@return the only operand} */
    String only(String what) {
        if (operands.size() != 1) {
            throw new UsageException("Expecting one " + what);
        }
        return operands.getFirst();
    }

    /** {@return whether the answer is to be JSON} */
    boolean json() {
        String output = value("output").orElse("human");
        if (!output.equals("human") && !output.equals("json")) {
            throw new UsageException("--output must be used with human or json as argument.");
        }
        return output.equals("json");
    }
}

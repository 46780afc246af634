package io.jvirt.cli.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command and the values its options got. */
public final class Arguments {
    private final Command command;
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    /** No values yet. */
    public Arguments(Command command) {
        this.command = command;
    }

    void add(Option option, String value) {
        names.add(option.name());
        values.add(value);
    }

    /** {@return the command} */
    public Command command() {
        return command;
    }

    /** {@return whether the option was given} */
    public boolean has(String option) {
        return names.contains(option);
    }

    /** {@return the option's value, null when it was not given} */
    public @Nullable String value(String option) {
        int at = names.indexOf(option);
        return at < 0 ? null : values.get(at);
    }

    /** {@return all values of the option, in order} */
    public List<String> values(String option) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(option)) {
                found.add(values.get(i));
            }
        }
        return found;
    }
}

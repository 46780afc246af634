package io.jvirt.daemon.config;

import java.util.List;

/** A configuration file that cannot be used, with all that is wrong in it. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    SettingsException(String file, List<String> problems) {
        super(file + " has " + (problems.size() == 1 ? "a mistake" : problems.size() + " mistakes") + ":\n  "
                + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** {@return one sentence a mistake, with its line} */
    public List<String> problems() {
        return problems;
    }
}

package io.jvirt.cli;

import io.jvirt.cli.grammar.Command;

/** Some commands of a group as data, and which code runs each. That code is loaded when its command is run. */
public interface CommandTable {
    /** {@return the group} */
    Group group();

    /** {@return the commands} */
    Command[] commands();

    /**
     * Runs a command of this table.
     *
     * @throws Failure when it did not do what it was asked
     */
    void run(String command, Invocation in);
}

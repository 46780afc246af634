package io.jvirt.acceptance.conformance;

import io.jvirt.api.JvirtException;
import io.jvirt.model.xml.XmlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A document is read and turned into command lines of the host's programs. */
final class CommandSuite implements Suite {
    private final String name;
    private final Commands commands;

    /** From a case to the commands, in the order in which they would be run. */
    interface Commands {
        List<List<String>> of(ConformanceCase theCase) throws IOException;
    }

    CommandSuite(String name, Commands commands) {
        this.name = name;
        this.commands = commands;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String run(ConformanceCase theCase) throws IOException {
        List<String> lines = new ArrayList<>();
        for (List<String> command : commands.of(theCase)) {
            lines.add(String.join(" ", command));
        }
        return String.join("\n", lines) + "\n";
    }

    @Override
    public Optional<String> difference(String expected, String actual) {
        return CommandLines.difference(expected, actual);
    }

    @Override
    public boolean isRejection(Throwable thrown) {
        return thrown instanceof JvirtException || thrown instanceof XmlException;
    }
}

package io.jvirt.acceptance.conformance;

import io.jvirt.filter.FilterException;
import io.jvirt.filter.command.FirewallCommand;
import io.jvirt.filter.command.FirewallCommands;
import io.jvirt.filter.command.InterfaceRule;
import io.jvirt.model.filter.FilterDescription;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A filter is put in force on an interface, in the words of ebtables and iptables. Order counts. */
final class FilterCommandSuite implements Suite {
    @Override
    public String name() {
        return "nwfilter-firewall";
    }

    @Override
    public String run(ConformanceCase theCase) throws IOException {
        FilterDescription filter = Xml.parse(FilterDescription.class, theCase.inputText(), ParseOptions.DEFINITION);
        Map<String, List<String>> variables = new LinkedHashMap<>();
        theCase.flags().path("vars").forEachEntry((name, values) -> {
            List<String> list = new ArrayList<>();
            values.forEach(value -> list.add(value.asString("")));
            variables.put(name, list);
        });
        List<InterfaceRule> rules = filter.rules().stream().map(rule -> new InterfaceRule(filter.chain(), rule, variables)).toList();
        return FirewallCommands.of(theCase.text("ifname").orElse("vnet0"), rules).stream()
                .map(FirewallCommand::shellText)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Override
    public Optional<String> difference(String expected, String actual) {
        List<String> wanted = commands(expected);
        List<String> found = commands(actual);
        for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
            String want = i < wanted.size() ? wanted.get(i) : "(nothing)";
            String have = i < found.size() ? found.get(i) : "(nothing)";
            if (!want.equals(have)) {
                return Optional.of("command " + (i + 1) + " is " + have + ", expected " + want);
            }
        }
        return Optional.empty();
    }

    /** One command a text, its words with bars between. */
    private static List<String> commands(String text) {
        List<String> commands = new ArrayList<>();
        for (String line : text.replace("\\\n", " ").split("\n", -1)) {
            if (!line.isBlank()) {
                commands.add(String.join("|", CommandLines.words(line)));
            }
        }
        return commands;
    }

    @Override
    public boolean isRejection(Throwable thrown) {
        return thrown instanceof XmlException || thrown instanceof FilterException;
    }
}

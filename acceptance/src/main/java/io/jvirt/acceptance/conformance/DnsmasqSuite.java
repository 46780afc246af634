package io.jvirt.acceptance.conformance;

import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.xml.XmlException;
import io.jvirt.network.dnsmasq.DnsmasqConfiguration;
import io.jvirt.network.dnsmasq.DnsmasqFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A network becomes dnsmasq's configuration and its file of static addresses; comments are no part of either. */
final class DnsmasqSuite implements Suite {
    private static final Path FOLDER = Path.of("/var/lib/libvirt/dnsmasq");

    @Override
    public String name() {
        return "network-dnsmasq-conf";
    }

    @Override
    public String run(ConformanceCase theCase) throws IOException {
        var network = NetworkDescription.parse(theCase.inputText(), false, false);
        String configuration = DnsmasqConfiguration.of(network, new DnsmasqFiles(FOLDER, network.name()), null);
        if (theCase.text("hostsfile").isPresent()) {
            Optional<String> difference = difference(
                    Files.readString(theCase.support().getFirst()), DnsmasqConfiguration.hosts(network));
            return configuration + difference.map(text -> "hosts: " + text).orElse("");
        }
        return configuration;
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    }

    @Override
    public Optional<String> difference(String expected, String actual) {
        return lines(expected).equals(lines(actual)) ? Optional.empty()
                : Optional.of("is " + lines(actual) + ", expected " + lines(expected));
    }

    @Override
    public boolean isRejection(Throwable thrown) {
        return thrown instanceof XmlException || thrown instanceof IllegalArgumentException;
    }
}

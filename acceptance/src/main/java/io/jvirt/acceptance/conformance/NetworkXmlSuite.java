package io.jvirt.acceptance.conformance;

import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkPortDescription;
import io.jvirt.model.network.NetworkUpdate;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.XmlException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Documents of networks and of their ports: read and written again, a network's after an update of one of its sections. */
final class NetworkXmlSuite implements Suite {
    private final String name;
    private final Job job;

    private interface Job {
        String run(ConformanceCase theCase) throws IOException;
    }

    private NetworkXmlSuite(String name, Job job) {
        this.name = name;
        this.job = job;
    }

    static List<Suite> all() {
        return List.of(
                new NetworkXmlSuite("network-xml-roundtrip", theCase -> network(theCase).format(FormatOptions.INACTIVE)),
                new NetworkXmlSuite("network-update", NetworkXmlSuite::update),
                new NetworkXmlSuite("networkport-xml", theCase -> NetworkPortDescription.parse(theCase.inputText(), false).format()));
    }

    private static NetworkDescription network(ConformanceCase theCase) throws IOException {
        return NetworkDescription.parse(theCase.inputText(), false, false);
    }

    private static String update(ConformanceCase theCase) throws IOException {
        var update = new NetworkUpdate(
                NetworkUpdate.Section.valueOf(theCase.text("section").orElseThrow()),
                NetworkUpdate.Command.valueOf(theCase.text("command").orElseThrow()),
                theCase.flags().path("parent_index").asInt(-1), Files.readString(theCase.support().getFirst()));
        return update.apply(network(theCase)).format(FormatOptions.INACTIVE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String run(ConformanceCase theCase) throws IOException {
        return job.run(theCase);
    }

    @Override
    public Optional<String> difference(String expected, String actual) throws IOException {
        return CanonicalXml.difference(expected, actual);
    }

    @Override
    public boolean isRejection(Throwable thrown) {
        return thrown instanceof XmlException || thrown instanceof NetworkUpdate.RefusedException;
    }
}

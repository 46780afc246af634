package io.jvirt.acceptance.conformance;

import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import java.io.IOException;
import java.util.Optional;

/** A domain document is read, completed as at define time, and written again. */
final class DomainXmlSuite implements Suite {
    private static final int RUNNING_ID = 1337;

    private final String name;

    private final boolean running;

    /** @param running whether the inputs are documents of running guests */
    DomainXmlSuite(String name, boolean running) {
        this.name = name;
        this.running = running;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String run(ConformanceCase theCase) throws IOException {
        boolean active = theCase.text("format").orElse("").equals("active");
        DomainDescription parsed = Xml.parse(DomainDescription.class, theCase.inputText(),
                active || running ? ParseOptions.LIVE : ParseOptions.DEFINITION);
        if (active && parsed.id() == null && theCase.text("caps_version").isPresent()) {
            // A guest that runs has a number; the cases' host gives this one.
            parsed = Records.with(parsed, "id", RUNNING_ID);
        }
        DomainDescription complete = QemuEnvironment.of(theCase).complete(parsed, !active && !running);
        return Xml.format(DomainDescription.class, complete,
                (active ? FormatOptions.LIVE : FormatOptions.INACTIVE).withSecure(true));
    }

    @Override
    public Optional<String> difference(String expected, String actual) throws IOException {
        return CanonicalXml.difference(expected, actual);
    }

    @Override
    public boolean isRejection(Throwable thrown) {
        return thrown instanceof JvirtException || thrown instanceof XmlException;
    }
}

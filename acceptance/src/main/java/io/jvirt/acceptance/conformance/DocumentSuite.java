package io.jvirt.acceptance.conformance;

import io.jvirt.api.JvirtException;
import io.jvirt.model.xml.XmlException;
import java.io.IOException;
import java.util.Optional;

/** A document is read, completed as at define time, and written again. */
final class DocumentSuite implements Suite {
    private final String name;
    private final RoundTrip roundTrip;

    /** From a case to the document that comes out. */
    interface RoundTrip {
        String of(ConformanceCase theCase) throws IOException;
    }

    DocumentSuite(String name, RoundTrip roundTrip) {
        this.name = name;
        this.roundTrip = roundTrip;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String run(ConformanceCase theCase) throws IOException {
        return roundTrip.of(theCase);
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

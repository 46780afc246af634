package io.jvirt.acceptance.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The suites that stand; a new one is a line here. */
public final class Suites {
    private Suites() { }

    /** {@return the suites by name} */
    public static Map<String, Suite> all() {
        Map<String, Suite> byName = new LinkedHashMap<>();
        List.<Suite>of(new DomainXmlSuite("domain-xml-roundtrip", false), new DomainXmlSuite("domain-xml-active", true),
                new QemuCommandSuite(), new CapabilitiesSuite()).forEach(suite -> byName.put(suite.name(), suite));
        return byName;
    }
}

package io.jvirt.acceptance.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The suites that stand; a new one is a line here. */
public final class Suites {
    private Suites() { }

    /** {@return the suites by name} */
    public static Map<String, Suite> all() {
        List<Suite> suites = new ArrayList<>(List.of(new DomainXmlSuite("domain-xml-roundtrip", false),
                new DomainXmlSuite("domain-xml-active", true), new QemuCommandSuite(), new CapabilitiesSuite()));
        suites.addAll(StorageDocuments.suites());
        suites.addAll(NetworkXmlSuite.all());
        suites.addAll(List.of(new DnsmasqSuite(), new FirewallSuite()));
        suites.addAll(HostDocuments.suites());
        suites.addAll(SnapshotDocuments.suites());
        suites.add(new FilterCommandSuite());
        Map<String, Suite> byName = new LinkedHashMap<>();
        suites.forEach(suite -> byName.put(suite.name(), suite));
        return byName;
    }
}

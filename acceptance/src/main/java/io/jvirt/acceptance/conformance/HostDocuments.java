package io.jvirt.acceptance.conformance;

import io.jvirt.model.device.HostInterfaceDescription;
import io.jvirt.model.device.NodeDeviceDescription;
import io.jvirt.model.filter.FilterBindingDescription;
import io.jvirt.model.filter.FilterDescription;
import io.jvirt.model.secret.SecretDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import java.util.List;

/** Documents of secrets, devices, host interfaces and network filters. */
final class HostDocuments {
    private HostDocuments() { }

    static List<Suite> suites() {
        return List.of(plain("secret-xml", SecretDescription.class), plain("interface-xml", HostInterfaceDescription.class),
                plain("nwfilter-xml", FilterDescription.class), plain("nwfilterbinding-xml", FilterBindingDescription.class),
                new DocumentSuite("nodedev-xml", theCase -> Xml.format(NodeDeviceDescription.class,
                        NodeDeviceDescription.read(theCase.inputText(), ParseOptions.LIVE),
                        theCase.is("inactive") ? FormatOptions.INACTIVE : FormatOptions.LIVE)));
    }

    private static <T> Suite plain(String name, Class<T> type) {
        return new DocumentSuite(name,
                theCase -> Xml.format(type, Xml.parse(type, theCase.inputText(), ParseOptions.DEFINITION), FormatOptions.INACTIVE));
    }
}

package io.jvirt.model.network;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlEnum;

/** A run of a network as the next daemon finds it. It is written before the first device is made. */
@Element("networkstatus")
@Doc("A run of a network.")
public record NetworkStatus(
        @Attr @Doc("How far it is.") Phase phase,
        @Child @Doc("The network as it runs.") NetworkDescription network) {
    /** How far a start is. */
    public enum Phase implements XmlEnum {
        /** Something may have been made: to be taken down. */
        STARTING,
        /** All was made. */
        RUNNING
    }

    /** {@return the document} */
    public String format() {
        return Xml.format(NetworkStatus.class, this, FormatOptions.LIVE);
    }

    /** {@return the run that a document tells of} */
    public static NetworkStatus parse(String xml) {
        return Xml.parse(NetworkStatus.class, xml, ParseOptions.LIVE.withLabel("(network_status)"));
    }
}

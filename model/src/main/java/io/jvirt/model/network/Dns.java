package io.jvirt.model.network;

import io.jvirt.model.IpAddress;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Element("dns")
@Doc("The network's DNS server.")
public record Dns(
        @Attr @Doc("Whether there is one.") @Nullable YesNo enable,
        @Attr @Doc("Whether names without a dot are asked elsewhere.") @Nullable YesNo forwardPlainNames,
        @Child List<Forwarder> forwarder,
        @Child List<Txt> txt,
        @Child List<Srv> srv,
        @Child List<Host> host) {
    /** Nothing is said of DNS: there is a server with no records of its own. */
    public static final Dns EMPTY = new Dns(null, null, List.of(), List.of(), List.of(), List.of());

    public Dns {
        forwarder = List.copyOf(forwarder);
        txt = List.copyOf(txt);
        srv = List.copyOf(srv);
        host = List.copyOf(host);
    }

    /** {@return whether the network has a DNS server} */
    public boolean enabled() {
        return enable != YesNo.NO;
    }

    @Element("forwarder")
    @Doc("Another server to ask.")
    public record Forwarder(
            @Attr @Doc("Domain of the names that it is asked for.") @Nullable String domain,
            @Attr @Doc("Its address; without one such names are not asked elsewhere.") @Nullable IpAddress addr) {
        public Forwarder {
            if (domain == null && addr == null) {
                throw XmlException.invalid("Invalid forwarder element, must contain at least one of addr or domain");
            }
        }
    }

    @Element("txt")
    @Doc("A text record.")
    public record Txt(
            @Attr @Doc("Its name.") @Nullable String name,
            @Attr @Doc("Its text.") @Nullable String value) {
    }

    @Element("srv")
    @Doc("A service record (RFC 2782).")
    public record Srv(
            @Attr @Doc("Name of the service.") @Nullable String service,
            @Attr @Doc("Protocol of the service.") @Nullable String protocol,
            @Attr @Doc("Domain; without one, the network's.") @Nullable String domain,
            @Attr @Doc("Machine that offers it.") @Nullable String target,
            @Attr @Range(min = 1, max = 65535) @Doc("Port.") @Nullable Integer port,
            @Attr @Range(max = 65535) @Doc("Which to try first: the lowest.") @Nullable Integer priority,
            @Attr @Range(max = 65535) @Doc("Share among those of a priority.") @Nullable Integer weight) {
        public Srv {
            priority = target != null && priority != null && priority == 0 ? null : priority;
            weight = target != null && weight != null && weight == 0 ? null : weight;
        }
    }

    @Element("host")
    @Doc("Names of one address.")
    public record Host(
            @Attr @Doc("The address.") @Nullable IpAddress ip,
            @Child @Doc("A name.") List<String> hostname) {
        public Host {
            hostname = List.copyOf(hostname);
        }
    }

    public Dns withTxt(List<Txt> value) {
        return Records.with(this, "txt", value);
    }

    public Dns withSrv(List<Srv> value) {
        return Records.with(this, "srv", value);
    }

    public Dns withHost(List<Host> value) {
        return Records.with(this, "host", value);
    }
}

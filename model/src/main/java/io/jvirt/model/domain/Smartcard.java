package io.jvirt.model.domain;

import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Element("smartcard")
@Doc("A smart card reader.")
public record Smartcard(@Inline Source source, @Inline DeviceInfo info) implements Device {
    @Choice("mode")
    public sealed interface Source {
    }

    @Case("host")
    @Doc("The host's card.")
    public record Host() implements Source {
    }

    @Case("host-certificates")
    @Doc("Three certificates of the host.")
    public record HostCertificates(
            @Child @Doc("Name of a certificate.") List<String> certificate,
            @Child @Doc("Folder with the certificates.") @Nullable String database) implements Source {
        public HostCertificates {
            certificate = List.copyOf(certificate);
        }
    }

    @Case("passthrough")
    @Doc("A card behind a character device.")
    public record Passthrough(@Inline CharBackend backend) implements Source {
    }

    public Smartcard withSource(Source value) {
        return Records.with(this, "source", value);
    }
}

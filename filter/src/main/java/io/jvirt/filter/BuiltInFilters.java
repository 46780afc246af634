package io.jvirt.filter;

import io.jvirt.model.filter.FilterDescription;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The filters that every host has from the start, with libvirt's names and the same UUIDs everywhere. */
final class BuiltInFilters {
    private static final List<String> NAMES = List.of(
            "allow-arp", "allow-dhcp", "allow-dhcp-server", "allow-dhcpv6", "allow-dhcpv6-server", "allow-incoming-ipv4",
            "allow-incoming-ipv6", "allow-ipv4", "allow-ipv6", "clean-traffic", "clean-traffic-gateway", "no-arp-ip-spoofing",
            "no-arp-mac-spoofing", "no-arp-spoofing", "no-ip-multicast", "no-ip-spoofing", "no-ipv6-multicast",
            "no-ipv6-spoofing", "no-mac-broadcast", "no-mac-spoofing", "no-other-l2-traffic", "no-other-rarp-traffic",
            "qemu-announce-self", "qemu-announce-self-rarp");

    private BuiltInFilters() {}

    static List<FilterDescription> all() {
        return NAMES.stream().map(BuiltInFilters::read).toList();
    }

    private static FilterDescription read(String name) {
        try (var stream = BuiltInFilters.class.getResourceAsStream("builtin/" + name + ".xml")) {
            if (stream == null) {
                throw new IllegalStateException("The filter " + name + " is missing from this program");
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            UUID uuid = UUID.nameUUIDFromBytes(("io.jvirt.filter:" + name).getBytes(StandardCharsets.UTF_8));
            return Xml.parse(FilterDescription.class, text, ParseOptions.DEFINITION).withUuid(uuid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

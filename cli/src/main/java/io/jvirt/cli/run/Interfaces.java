package io.jvirt.cli.run;

import static io.jvirt.cli.text.Decimal.padRight;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.TextTable;
import io.jvirt.cli.text.XmlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands about network interfaces. */
public final class Interfaces {
    private static final String[] SOURCES = {"bridge", "dev", "network", "name", "path"};

    private Interfaces() {}

    private static List<XmlNode> of(String xml) {
        XmlNode devices = XmlNode.parse(xml).child("devices");
        return devices == null ? List.of() : devices.children("interface");
    }

    /** Lists the interfaces of a guest. */
    public static void list(Invocation in) {
        Domain domain = in.domain();
        String xml = in.flag("inactive") ? domain.xml(DomainFlags.Xml.INACTIVE) : domain.xml();
        TextTable table = new TextTable("Interface", "Type", "Source", "Model", "MAC");
        for (XmlNode node : of(xml)) {
            table.row(
                    node.attributeOf("target", "dev"),
                    node.attribute("type"),
                    source(node),
                    node.attributeOf("model", "type"),
                    node.attributeOf("mac", "address"));
        }
        in.show(table);
    }

    private static @Nullable String source(XmlNode node) {
        for (String attribute : SOURCES) {
            String value = node.attributeOf("source", attribute);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Tells whether a cable is plugged in. */
    public static void link(Invocation in) {
        String wanted = in.required("interface");
        Domain domain = in.domain();
        boolean mac = isMac(wanted);
        String xml = in.flag("config") ? domain.xml(DomainFlags.Xml.INACTIVE) : domain.xml();
        List<XmlNode> found = new ArrayList<>();
        for (XmlNode node : of(xml)) {
            String name = mac ? node.attributeOf("mac", "address") : node.attributeOf("target", "dev");
            if (wanted.equalsIgnoreCase(name)) {
                found.add(node);
            }
        }
        if (found.isEmpty()) {
            throw new Failure("Interface (" + (mac ? "mac" : "dev") + ": " + wanted + ") not found.");
        }
        if (found.size() > 1) {
            throw new Failure("multiple matching interfaces found");
        }
        String state = found.get(0).attributeOf("link", "state");
        in.print(wanted + " " + (state == null ? "up" : state));
    }

    private static boolean isMac(String text) {
        if (text.length() != 17) {
            return false;
        }
        for (int i = 0; i < 17; i++) {
            char c = text.charAt(i);
            if (i % 3 == 2 ? c != ':' : Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Prints what an interface did. */
    public static void statistics(Invocation in) {
        String device = in.required("interface");
        Domain domain = in.domain();
        in.attempt("Failed to get interface stats " + domain.name() + " " + device);
        Domain.InterfaceStats stats = domain.interfaceStats(device);
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("rx_bytes", stats.rxBytes());
        values.put("rx_packets", stats.rxPackets());
        values.put("rx_errs", stats.rxErrors());
        values.put("rx_drop", stats.rxDrops());
        values.put("tx_bytes", stats.txBytes());
        values.put("tx_packets", stats.txPackets());
        values.put("tx_errs", stats.txErrors());
        values.put("tx_drop", stats.txDrops());
        values.values().removeIf(value -> value < 0);
        if (in.structured()) {
            in.document(values);
            return;
        }
        for (Map.Entry<String, Long> value : values.entrySet()) {
            in.print(device + " " + value.getKey() + " " + value.getValue() + "\n");
        }
    }

    /** Lists addresses of interfaces. */
    public static void addresses(Invocation in) {
        String wanted = in.text("interface");
        int source = addressSource(in.text("source"));
        Domain domain = in.domain();
        in.attempt("Failed to query for interfaces addresses");
        List<Domain.InterfaceAddress> found = domain.interfaceAddresses(source, 0);
        if (in.structured()) {
            in.document(records(found, wanted));
            return;
        }
        in.extra(" " + padRight("Name", 10) + " " + padRight("MAC address", 20) + " " + padRight("Protocol", 8)
                + "     Address\n" + "-".repeat(79) + "\n");
        for (Domain.InterfaceAddress entry : found) {
            if (wanted == null || wanted.equals(entry.name())) {
                print(in, entry);
            }
        }
    }

    private static void print(Invocation in, Domain.InterfaceAddress entry) {
        String mac = entry.mac();
        if (entry.addresses().isEmpty()) {
            in.print(" " + padRight(entry.name(), 10) + " " + padRight(mac == null ? "" : mac, 17) + "    "
                    + padRight("N/A", 12) + " N/A\n");
            return;
        }
        boolean first = true;
        for (Domain.IpAddress address : entry.addresses()) {
            String value = padRight(address.type() == 0 ? "ipv4" : "ipv6", 12) + " " + address.address() + "/"
                    + address.prefix();
            boolean named = first || in.flag("full");
            in.print(" " + padRight(named ? entry.name() : "-", 10) + " "
                    + padRight(named ? mac == null ? "" : mac : "-", 17) + "    " + value + "\n");
            first = false;
        }
    }

    private static List<Map<String, @Nullable Object>> records(
            List<Domain.InterfaceAddress> found, @Nullable String wanted) {
        List<Map<String, @Nullable Object>> records = new ArrayList<>();
        for (Domain.InterfaceAddress entry : found) {
            if (wanted != null && !wanted.equals(entry.name())) {
                continue;
            }
            List<Map<String, Object>> addresses = new ArrayList<>();
            for (Domain.IpAddress address : entry.addresses()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("protocol", address.type() == 0 ? "ipv4" : "ipv6");
                one.put("address", address.address());
                one.put("prefix", address.prefix());
                addresses.add(one);
            }
            Map<String, @Nullable Object> record = new LinkedHashMap<>();
            record.put("name", entry.name());
            record.put("mac", entry.mac());
            record.put("addresses", addresses);
            records.add(record);
        }
        return records;
    }

    /** {@return the API's number of an address source's name} */
    static int addressSource(@Nullable String name) {
        return switch (name) {
            case null -> 0;
            case "lease" -> 0;
            case "agent" -> 1;
            case "arp" -> 2;
            default -> throw new Failure("Unknown data source '" + name + "'");
        };
    }
}

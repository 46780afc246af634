package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.XmlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands {@code attach-interface}, {@code detach-interface} and {@code domif-setlink}. */
public final class InterfaceChanges {
    private InterfaceChanges() {}

    /** Gives a guest a network card that options describe. */
    public static void attach(Invocation in) {
        Domain domain = in.domain();
        String type = in.required("type");
        String source = in.required("source");
        String key = switch (type) {
            case "network", "bridge" -> type;
            case "direct" -> "dev";
            case "user", "ethernet" -> null;
            default -> throw new Failure("No support for " + type + " in command 'attach-interface'");
        };
        Markup card = new Markup("interface", "type", type);
        if (key != null) {
            card.child("source", key, source);
        }
        String xml = card.child("target", "dev", in.text("target"))
                .child("mac", "address", in.text("mac"))
                .child("script", "path", in.text("script"))
                .child("model", "type", in.text("model"))
                .child("alias", "name", in.text("alias"))
                .close();
        if (in.flag("print-xml")) {
            in.print(xml);
            return;
        }
        in.attempt("Failed to attach interface");
        domain.attachDevice(xml, Affects.withPersistent(in, domain));
        in.extra("Interface attached successfully\n");
    }

    /** Takes a network card away. */
    public static void detach(Invocation in) {
        Domain domain = in.domain();
        String type = in.required("type");
        String mac = in.text("mac");
        boolean stored = in.flag("config") && !in.flag("live");
        List<XmlNode> found = new ArrayList<>();
        for (XmlNode card : cards(stored ? domain.xml(DomainFlags.Xml.INACTIVE) : domain.xml())) {
            if (type.equals(card.attribute("type"))
                    && (mac == null || mac.equalsIgnoreCase(card.attributeOf("mac", "address")))) {
                found.add(card);
            }
        }
        if (found.isEmpty()) {
            throw new Failure(mac == null ? "No interface found whose type is " + type : "No interface with MAC address " + mac + " was found");
        }
        if (found.size() > 1) {
            throw new Failure("Domain has " + found.size() + " interfaces. Please specify which one to detach using --mac");
        }
        if (in.flag("print-xml")) {
            in.print(found.getFirst().format(""));
            return;
        }
        in.attempt("Failed to detach interface");
        domain.detachDevice(found.getFirst().format(""), Affects.withPersistent(in, domain));
        in.extra("Interface detached successfully\n");
    }

    private static List<XmlNode> cards(String document) {
        XmlNode devices = XmlNode.parse(document).child("devices");
        return devices == null ? List.of() : devices.children("interface");
    }

    /** Plugs the cable of a network card in or out. */
    public static void setLink(Invocation in) {
        Domain domain = in.domain();
        String wanted = in.required("interface");
        String state = in.required("state");
        if (!state.equals("up") && !state.equals("down")) {
            throw new Failure("invalid link state '" + state + "'");
        }
        boolean stored = in.flag("config") || !domain.active();
        XmlNode card = find(stored ? domain.xml(DomainFlags.Xml.INACTIVE) : domain.xml(), wanted);
        if (card == null) {
            throw new Failure("interface '" + wanted + "' not found");
        }
        String xml = card.format("").replaceAll("\\s*<link state='[^']*'/>", "")
                .replace("</interface>", "<link state='" + state + "'/></interface>");
        if (in.flag("print-xml")) {
            in.print(xml);
            return;
        }
        in.attempt("Failed to update interface link state");
        domain.updateDevice(xml, in.flag("config")
                ? new DomainFlags.UpdateDevice[] {DomainFlags.UpdateDevice.CONFIG}
                : new DomainFlags.UpdateDevice[0]);
        in.extra("Device updated successfully\n");
    }

    private static @Nullable XmlNode find(String document, String wanted) {
        for (XmlNode card : cards(document)) {
            if (wanted.equalsIgnoreCase(card.attributeOf("mac", "address")) || wanted.equals(card.attributeOf("target", "dev"))) {
                return card;
            }
        }
        return null;
    }
}

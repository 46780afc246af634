package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.XmlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that tell where displays and terminals are. */
public final class Displays {
    private static final int FIRST_VNC_PORT = 5900;
    private static final String[] TYPES = {"vnc", "spice", "rdp", "dbus"};

    private Displays() {}

    private static List<XmlNode> graphics(String xml) {
        XmlNode devices = XmlNode.parse(xml).child("devices");
        return devices == null ? List.of() : devices.children("graphics");
    }

    private static int port(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static @Nullable String listen(XmlNode graphics) {
        String listen = graphics.attribute("listen");
        return listen != null && !listen.isEmpty() ? listen : graphics.attributeOf("listen", "address");
    }

    /** Prints the VNC display. */
    public static void vnc(Invocation in) {
        Domain domain = in.domain();
        if (domain.id().isEmpty()) {
            throw new Failure("Domain is not running");
        }
        for (XmlNode graphics : graphics(domain.xml())) {
            int port = port(graphics.attribute("port"));
            if ("vnc".equals(graphics.attribute("type")) && port > 0) {
                String listen = listen(graphics);
                boolean all = listen == null || listen.equals("0.0.0.0");
                in.print((all ? "" : listen) + ":" + (port - FIRST_VNC_PORT) + "\n");
                return;
            }
        }
        throw new Failure("Failed to get VNC port. Is this domain using VNC?");
    }

    /** Prints addresses of displays. */
    public static void uri(Invocation in) {
        String type = in.text("type");
        Domain domain = in.domain();
        if (domain.id().isEmpty()) {
            throw new Failure("Domain is not running");
        }
        boolean password = in.flag("include-password");
        List<XmlNode> all = graphics(password ? domain.xml(DomainFlags.Xml.SECURE) : domain.xml());
        List<String> found = new ArrayList<>();
        for (String wanted : TYPES) {
            if (type != null && !type.equals(wanted)) {
                continue;
            }
            for (XmlNode graphics : all) {
                if (wanted.equals(graphics.attribute("type"))) {
                    String uri = uri(in, wanted, graphics, password);
                    if (uri != null && (found.isEmpty() || in.flag("all"))) {
                        found.add(uri);
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new Failure(
                    type == null
                            ? "No graphical display found"
                            : "No graphical display with type '" + type + "' found");
        }
        if (in.structured()) {
            in.document(found);
        } else {
            in.print(in.flag("all") ? String.join("\n", found) + "\n" : found.get(0));
        }
    }

    private static @Nullable String uri(Invocation in, String type, XmlNode graphics, boolean withPassword) {
        if (type.equals("dbus")) {
            String address = graphics.attribute("address");
            return address != null && address.startsWith("unix:path=")
                    ? "dbus+unix://" + address.substring("unix:path=".length())
                    : null;
        }
        XmlNode listen = graphics.child("listen");
        String socket = graphics.attribute("socket");
        if (socket == null && listen != null) {
            socket = listen.attribute("socket");
        }
        if (socket != null) {
            return type + "+unix://" + socket;
        }
        int port = port(graphics.attribute("port"));
        int tlsPort = port(graphics.attribute("tlsPort"));
        if (port <= 0 && tlsPort <= 0) {
            return null;
        }
        String password = withPassword ? graphics.attribute("passwd") : null;
        StringBuilder uri = new StringBuilder(type).append("://");
        if (password != null && type.equals("vnc")) {
            uri.append(':').append(password).append('@');
        }
        String host = host(in, listen(graphics));
        uri.append(host.indexOf(':') >= 0 ? "[" + host + "]" : host);
        if (port > 0) {
            uri.append(':').append(type.equals("vnc") ? port - FIRST_VNC_PORT : port);
        }
        String lead = "?";
        if (tlsPort > 0) {
            uri.append(lead).append("tls-port=").append(tlsPort);
            lead = "&";
        }
        if (password != null && type.equals("spice")) {
            uri.append(lead).append("password=").append(password);
        }
        return uri.toString();
    }

    /** {@return where to reach a display that listens at an address}: at the daemon's host when it listens everywhere */
    private static String host(Invocation in, @Nullable String listen) {
        if (listen != null && !listen.equals("0.0.0.0") && !listen.equals("::")) {
            return listen;
        }
        String place = io.jvirt.api.ConnectionUri.parse(in.connection().uri()).host();
        return place.isEmpty() ? "localhost" : place;
    }

    /** Prints the terminal device of the console. */
    public static void terminal(Invocation in) {
        Domain domain = in.domain();
        XmlNode devices = XmlNode.parse(domain.xml()).child("devices");
        XmlNode console = devices == null ? null : devices.child("console");
        String tty = console == null ? null : console.attribute("tty");
        if (tty == null) {
            throw Failure.silent();
        }
        in.print(tty + "\n");
    }
}

package io.jvirt.cli.run;

import io.jvirt.api.device.HostInterface;
import io.jvirt.api.device.HostInterfaceFlags;
import io.jvirt.api.device.HostInterfaces;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.TextTable;
import io.jvirt.cli.text.XmlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The commands about the host's own network interfaces. */
public final class HostInterfaceCommands {
    private HostInterfaceCommands() {}

    /** {@return the interface that the option names} A name with colons is a hardware address. */
    private static HostInterface named(Invocation in, String option) {
        String named = in.required(option);
        HostInterfaces interfaces = in.connection().hostInterfaces();
        in.attempt("failed to get interface '" + named + "'");
        HostInterface found = named.matches("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){5}") ? interfaces.withMac(named) : interfaces.named(named);
        in.attempt(null);
        return found;
    }

    private static HostInterface named(Invocation in) {
        return named(in, "interface");
    }

    private static HostInterfaceFlags.Define[] flags(boolean validate) {
        return validate ? new HostInterfaceFlags.Define[] {HostInterfaceFlags.Define.VALIDATE} : new HostInterfaceFlags.Define[0];
    }

    /** Lists interfaces. */
    public static void list(Invocation in) {
        List<HostInterfaceFlags.ListAll> flags = new ArrayList<>();
        if (!in.flag("inactive")) {
            flags.add(HostInterfaceFlags.ListAll.ACTIVE);
        }
        if (in.flag("inactive") || in.flag("all")) {
            flags.add(HostInterfaceFlags.ListAll.INACTIVE);
        }
        in.attempt("Failed to list interfaces");
        List<HostInterface> found = new ArrayList<>(in.connection().hostInterfaces().list(flags.toArray(new HostInterfaceFlags.ListAll[0])));
        found.sort(Comparator.comparing(HostInterface::name));
        TextTable table = new TextTable("Name", "State", "MAC Address");
        found.forEach(each -> table.row(each.name(), each.active() ? "active" : "inactive", each.mac()));
        in.show(table);
    }

    /** Prints a document. */
    public static void dump(Invocation in) {
        HostInterface found = named(in);
        Definitions.print(in, in.flag("inactive") ? found.xml(HostInterfaceFlags.Xml.INACTIVE) : found.xml());
    }

    /** Prints a name. */
    public static void name(Invocation in) {
        in.print(in.connection().hostInterfaces().withMac(in.required("interface")).name() + "\n");
    }

    /** Prints a hardware address. */
    public static void mac(Invocation in) {
        in.print(in.connection().hostInterfaces().named(in.required("interface")).mac() + "\n");
    }

    /** Stores a configuration. */
    public static void define(Invocation in) {
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to define interface from " + file);
        HostInterface defined = in.connection().hostInterfaces().define(xml, flags(in.flag("validate")));
        in.extra("Interface " + defined.name() + " defined from " + file + "\n");
    }

    /** Removes a configuration. */
    public static void undefine(Invocation in) {
        HostInterface found = named(in);
        in.attempt("Failed to undefine interface " + found.name());
        found.undefine();
        in.extra("Interface " + found.name() + " undefined\n");
    }

    /** Edits a configuration. */
    public static void edit(Invocation in) {
        HostInterfaces interfaces = in.connection().hostInterfaces();
        HostInterface found = named(in);
        boolean changed = Editing.edit(in, false, new Editing.Subject() {
            @Override
            public String read() {
                return found.xml(HostInterfaceFlags.Xml.INACTIVE);
            }

            @Override
            public void write(String xml, boolean validate) {
                interfaces.define(xml, flags(validate));
            }
        });
        in.extra("Interface " + found.name() + " XML configuration " + (changed ? "edited" : "not changed") + ".\n");
    }

    /** Brings an interface up. */
    public static void start(Invocation in) {
        start(in, named(in));
    }

    private static void start(Invocation in, HostInterface found) {
        in.attempt("Failed to start interface " + found.name());
        found.start();
        in.extra("Interface " + found.name() + " started\n");
    }

    /** Takes an interface down. */
    public static void destroy(Invocation in) {
        HostInterface found = named(in);
        in.attempt("Failed to destroy interface " + found.name());
        found.destroy();
        in.extra("Interface " + found.name() + " destroyed\n");
    }

    /** Begins a change. */
    public static void begin(Invocation in) {
        in.attempt("Failed to begin network config change transaction");
        in.connection().hostInterfaces().begin();
        in.extra("Network config change transaction started\n");
    }

    /** Ends a change. */
    public static void commit(Invocation in) {
        in.attempt("Failed to commit network config change transaction");
        in.connection().hostInterfaces().commit();
        in.extra("Network config change transaction committed\n");
    }

    /** Undoes a change. */
    public static void rollback(Invocation in) {
        in.attempt("Failed to rollback network config change transaction");
        in.connection().hostInterfaces().rollback();
        in.extra("Network config change transaction rolled back\n");
    }

    /** Makes a bridge that has an interface as its port. */
    public static void bridge(Invocation in) {
        String bridge = in.required("bridge");
        long delay = in.integer("delay", 0);
        HostInterface port = named(in);
        XmlNode given = XmlNode.parse(port.xml(HostInterfaceFlags.Xml.INACTIVE));
        if ("bridge".equals(given.attribute("type"))) {
            throw new Failure("Existing device '" + port.name() + "' is already a bridge");
        }
        StringBuilder xml = new StringBuilder("<interface type='bridge' name='").append(XmlNode.escape(bridge)).append("'>\n");
        StringBuilder inner = new StringBuilder();
        for (XmlNode child : given.children()) {
            // How it starts and what addresses it has is now the bridge's; the rest stays with the port.
            boolean moves = switch (child.name()) {
                case "start", "protocol", "mtu" -> true;
                default -> false;
            };
            (moves ? xml : inner).append(child.format("  ")).append('\n');
        }
        xml.append("<bridge stp='").append(in.flag("no-stp") ? "off" : "on").append("' delay='").append(delay).append("'>\n")
                .append("<interface type='").append(given.attribute("type")).append("' name='").append(XmlNode.escape(port.name())).append("'>\n")
                .append(inner).append("</interface>\n</bridge>\n</interface>\n");
        in.attempt("Failed to define new bridge interface " + bridge);
        HostInterface defined = in.connection().hostInterfaces().define(xml.toString());
        in.extra("Created bridge " + bridge + " with attached device " + port.name() + "\n");
        if (!in.flag("no-start")) {
            in.attempt("Failed to start bridge interface " + bridge);
            defined.start();
            in.extra("Bridge interface " + bridge + " started\n");
        }
    }

    /** Takes the interface out of a bridge. */
    public static void unbridge(Invocation in) {
        HostInterface bridge = named(in, "bridge");
        XmlNode given = XmlNode.parse(bridge.xml(HostInterfaceFlags.Xml.INACTIVE));
        XmlNode ports = given.child("bridge");
        if (!"bridge".equals(given.attribute("type")) || ports == null) {
            throw new Failure("Device '" + bridge.name() + "' is not a bridge");
        }
        List<XmlNode> attached = ports.children("interface");
        if (attached.size() != 1) {
            throw new Failure(attached.isEmpty() ? "No interface attached to bridge '" + bridge.name() + "'"
                    : "Multiple interfaces attached to bridge '" + bridge.name() + "'");
        }
        XmlNode port = attached.getFirst();
        String name = String.valueOf(port.attribute("name"));
        StringBuilder xml = new StringBuilder("<interface type='").append(port.attribute("type")).append("' name='")
                .append(XmlNode.escape(name)).append("'>\n");
        for (XmlNode child : given.children()) {
            if (!child.name().equals("bridge")) {
                xml.append(child.format("  ")).append('\n');
            }
        }
        port.children().forEach(child -> xml.append(child.format("  ")).append('\n'));
        xml.append("</interface>\n");
        if (bridge.active()) {
            in.attempt("Failed to destroy bridge interface " + bridge.name());
            bridge.destroy();
        }
        in.attempt("Failed to undefine bridge interface " + bridge.name());
        bridge.undefine();
        in.attempt("Failed to define new interface " + name);
        HostInterface defined = in.connection().hostInterfaces().define(xml.toString());
        in.extra("Device " + name + " un-attached from bridge " + bridge.name() + "\n");
        if (!in.flag("no-start")) {
            start(in, defined);
        }
    }
}

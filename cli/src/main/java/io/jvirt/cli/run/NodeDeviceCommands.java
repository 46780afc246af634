package io.jvirt.cli.run;

import io.jvirt.api.Connection;
import io.jvirt.api.JvirtException;
import io.jvirt.api.device.NodeDevice;
import io.jvirt.api.device.NodeDeviceEvent;
import io.jvirt.api.device.NodeDeviceFlags;
import io.jvirt.api.device.NodeDeviceFlags.ListAll;
import io.jvirt.api.device.NodeDevices;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Names;
import io.jvirt.cli.text.Fields;
import io.jvirt.cli.text.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The commands about the host's devices. */
public final class NodeDeviceCommands {
    private static final List<String> KINDS = List.of("lifecycle", "update");

    private NodeDeviceCommands() {}

    /** {@return the device that the option names} A name with a comma is a host bus adapter's two world wide names. */
    private static NodeDevice device(Invocation in) {
        String named = in.required("device");
        NodeDevices devices = in.connection().nodeDevices();
        in.attempt("Could not find matching device '" + named + "'");
        int comma = named.indexOf(',');
        NodeDevice found = comma < 0 ? devices.device(named) : devices.scsiHost(named.substring(0, comma), named.substring(comma + 1));
        in.attempt(null);
        return found;
    }

    private static NodeDeviceFlags.Define[] validate(Invocation in) {
        return in.flag("validate") ? new NodeDeviceFlags.Define[] {NodeDeviceFlags.Define.VALIDATE} : new NodeDeviceFlags.Define[0];
    }

    /** Lists devices. */
    public static void list(Invocation in) {
        in.exclusive("tree", "cap");
        in.exclusive("tree", "inactive");
        List<ListAll> flags = filter(in);
        in.attempt("Failed to list node devices");
        List<NodeDevice> devices = new ArrayList<>(in.connection().nodeDevices().list(flags.toArray(new ListAll[0])));
        devices.sort(Comparator.comparing(NodeDevice::name));
        if (in.structured()) {
            TextTable table = new TextTable("Name", "Parent");
            devices.forEach(device -> table.row(device.name(), device.parent().orElse(null)));
            in.show(table);
        } else if (in.flag("tree")) {
            new Tree(in, devices).print();
        } else {
            devices.forEach(device -> in.print(device.name() + "\n"));
        }
    }

    private static List<ListAll> filter(Invocation in) {
        List<ListAll> flags = new ArrayList<>();
        String capabilities = in.text("cap");
        if (capabilities != null) {
            for (String capability : capabilities.split(",", -1)) {
                flags.add(capability(capability));
            }
        }
        if (in.flag("inactive") || in.flag("all")) {
            flags.add(ListAll.INACTIVE);
        }
        if (!in.flag("inactive") || in.flag("all")) {
            flags.add(ListAll.ACTIVE);
        }
        if (in.flag("persistent")) {
            flags.add(ListAll.PERSISTENT);
        }
        if (in.flag("transient")) {
            flags.add(ListAll.TRANSIENT);
        }
        return flags;
    }

    private static ListAll capability(String name) {
        List<String> names = new ArrayList<>();
        for (ListAll flag : ListAll.values()) {
            if (!flag.capability().isEmpty()) {
                if (flag.capability().equals(name)) {
                    return flag;
                }
                names.add(flag.capability());
            }
        }
        throw new Failure("Invalid capability type: '" + name + "'" + Names.hint("", name, names));
    }

    /** Devices as a tree, as virsh draws it. */
    private static final class Tree {
        private final Invocation in;
        private final Map<String, List<String>> children = new TreeMap<>();
        private final List<String> roots = new ArrayList<>();

        Tree(Invocation in, List<NodeDevice> devices) {
            this.in = in;
            Map<String, String> parents = new LinkedHashMap<>();
            devices.forEach(device -> parents.put(device.name(), device.parent().orElse("")));
            parents.forEach((name, parent) -> {
                if (parents.containsKey(parent)) {
                    children.computeIfAbsent(parent, key -> new ArrayList<>()).add(name);
                } else {
                    roots.add(name);
                }
            });
        }

        void print() {
            roots.forEach(root -> print(root, "", true, true));
        }

        private void print(String name, String indent, boolean root, boolean last) {
            in.print(indent + (root ? "" : "+- ") + name + "\n");
            String below = root ? indent : indent + (last ? "  " : "| ");
            List<String> parts = children.getOrDefault(name, List.of());
            if (!parts.isEmpty()) {
                in.print(below + "  |\n");
            }
            for (int i = 0; i < parts.size(); i++) {
                print(parts.get(i), below + "  ", false, i == parts.size() - 1);
            }
            if (parts.isEmpty() && last) {
                in.print(below + "\n");
            }
        }
    }

    /** Prints a document. */
    public static void dump(Invocation in) {
        NodeDevice device = device(in);
        Definitions.print(in, in.flag("inactive") ? device.xml(NodeDeviceFlags.Xml.INACTIVE) : device.xml());
    }

    /** Shows a device at a glance. */
    public static void info(Invocation in) {
        NodeDevice device = device(in);
        Fields fields = new Fields(15).add("Name:", device.name()).add("Parent:", device.parent().orElse(""));
        fields.add("Active:", yes(device.active())).add("Persistent:", yes(device.persistent()));
        fields.add("Autostart:", autostart(device));
        in.show(fields);
    }

    private static String autostart(NodeDevice device) {
        try {
            return yes(device.autostart());
        } catch (JvirtException e) {
            // What has no definition cannot be made by itself.
            return "no autostart";
        }
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    /** Makes a device. */
    public static void create(Invocation in) {
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to create node device from " + file);
        NodeDevice device = in.connection().nodeDevices().create(xml, validate(in));
        in.extra("Node device " + device.name() + " created from " + file + "\n");
    }

    /** Removes a device. */
    public static void destroy(Invocation in) {
        NodeDevice device = device(in);
        in.attempt("Failed to destroy node device '" + device.name() + "'");
        device.destroy();
        in.extra("Destroyed node device '" + device.name() + "'\n");
    }

    /** Stores a definition. */
    public static void define(Invocation in) {
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to define node device from '" + file + "'");
        NodeDevice device = in.connection().nodeDevices().define(xml, validate(in));
        in.extra("Node device '" + device.name() + "' defined from '" + file + "'\n");
    }

    /** Removes a definition. */
    public static void undefine(Invocation in) {
        NodeDevice device = device(in);
        in.attempt("Failed to undefine node device '" + device.name() + "'");
        device.undefine();
        in.extra("Undefined node device '" + device.name() + "'\n");
    }

    /** Makes a device from its definition. */
    public static void start(Invocation in) {
        NodeDevice device = device(in);
        in.attempt("Failed to start device " + device.name());
        device.create();
        in.extra("Device " + device.name() + " started\n");
    }

    /** Has a device made by itself, or not. */
    public static void autostart(Invocation in) {
        NodeDevice device = device(in);
        boolean wanted = !in.flag("disable");
        in.attempt("failed to " + (wanted ? "" : "un") + "mark device " + device.name() + " as autostarted");
        device.setAutostart(wanted);
        in.extra("Device " + device.name() + " " + (wanted ? "" : "un") + "marked as autostarted\n");
    }

    /** Changes a device. */
    public static void update(Invocation in) {
        in.exclusive("current", "live");
        in.exclusive("current", "config");
        NodeDevice device = device(in);
        String file = in.required("file");
        String xml = in.read(file);
        List<NodeDeviceFlags.Update> flags = new ArrayList<>();
        if (in.flag("live")) {
            flags.add(NodeDeviceFlags.Update.AFFECT_LIVE);
        }
        if (in.flag("config")) {
            flags.add(NodeDeviceFlags.Update.AFFECT_CONFIG);
        }
        in.attempt("Failed to update node device " + device.name() + " from '" + file + "'");
        device.update(xml, flags.toArray(new NodeDeviceFlags.Update[0]));
        in.extra("Updated node device " + device.name() + " from '" + file + "'\n");
    }

    /** Takes a device from its driver. */
    public static void detach(Invocation in) {
        NodeDevice device = device(in);
        in.attempt("Failed to detach device " + device.name());
        device.detach(in.text("driver"));
        in.extra("Device " + device.name() + " detached\n");
    }

    /** Gives a device back to its driver. */
    public static void reattach(Invocation in) {
        NodeDevice device = device(in);
        in.attempt("Failed to re-attach device " + device.name());
        device.reattach();
        in.extra("Device " + device.name() + " re-attached\n");
    }

    /** Resets a device. */
    public static void reset(Invocation in) {
        NodeDevice device = device(in);
        in.attempt("Failed to reset device " + device.name());
        device.reset();
        in.extra("Device " + device.name() + " reset\n");
    }

    /** Prints events, or the kinds there are. */
    public static void event(Invocation in) {
        if (in.flag("list")) {
            KINDS.forEach(name -> in.print(name + "\n"));
            return;
        }
        String wanted = in.text("event");
        if (wanted == null) {
            throw new Failure("either --list or --event <type> is required");
        }
        if (!KINDS.contains(wanted)) {
            throw new Failure("unknown event type " + wanted + Names.hint("", wanted, KINDS));
        }
        NodeDeviceEvent.Kind kind = NodeDeviceEvent.Kind.values()[KINDS.indexOf(wanted)];
        Connection connection = in.connection();
        NodeDevice device = in.flag("device") ? device(in) : null;
        try (EventLoop loop = new EventLoop(in)) {
            loop.add(connection.nodeDevices().onEvent(kind, device, event -> loop.event(text(event))));
            loop.run(connection);
        }
    }

    private static String text(NodeDeviceEvent event) {
        return switch (event) {
            case NodeDeviceEvent.Lifecycle lifecycle -> "event 'lifecycle' for node device " + event.device().name() + ": "
                    + switch (lifecycle.change()) {
                        case CREATED -> "Created";
                        case DELETED -> "Deleted";
                        case DEFINED -> "Defined";
                        case UNDEFINED -> "Undefined";
                    } + "\n";
            case NodeDeviceEvent.Update _ -> "event 'update' for node device " + event.device().name() + "\n";
        };
    }
}

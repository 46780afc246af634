package io.jvirt.cli.run;

import io.jvirt.api.network.Network;
import io.jvirt.api.network.NetworkFlags;
import io.jvirt.api.network.NetworkPort;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.TextTable;
import java.util.UUID;

/** The commands of networks' ports. */
public final class NetworkPorts {
    private NetworkPorts() {}

    private static NetworkPort port(Invocation in) {
        Network network = NetworkFacts.network(in);
        String named = in.required("port");
        try {
            return network.port(UUID.fromString(named));
        } catch (IllegalArgumentException e) {
            throw new Failure("failed to get network port '" + named + "': a port is named by its UUID");
        }
    }

    /** Lists ports. */
    public static void list(Invocation in) {
        in.exclusive("table", "uuid");
        Network network = NetworkFacts.network(in);
        in.attempt("Failed to list network ports");
        TextTable table = new TextTable("UUID");
        for (NetworkPort port : network.ports()) {
            if (in.flag("uuid")) {
                in.print(port.uuid() + "\n");
            }
            table.row(port.uuid().toString());
        }
        if (!in.flag("uuid")) {
            in.show(table);
        }
    }

    /** Prints a document. */
    public static void dump(Invocation in) {
        Definitions.print(in, port(in).xml());
    }

    /** Makes a port. */
    public static void create(Invocation in) {
        Network network = NetworkFacts.network(in);
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to create network port from " + file);
        NetworkPort port = network.createPort(
                xml, in.flag("validate") ? new NetworkFlags.CreatePort[] {NetworkFlags.CreatePort.VALIDATE} : new NetworkFlags.CreatePort[0]);
        in.extra("Network port " + port.uuid() + " created from " + file + "\n");
    }

    /** Removes a port. */
    public static void delete(Invocation in) {
        NetworkPort port = port(in);
        in.attempt("Failed to delete network port " + port.uuid());
        port.delete();
        in.extra("Network port " + port.uuid() + " deleted\n");
    }
}

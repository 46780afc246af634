package io.jvirt.cli.run;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.Metadata;
import io.jvirt.api.network.DhcpLease;
import io.jvirt.api.network.Network;
import io.jvirt.api.network.NetworkEvent;
import io.jvirt.api.network.NetworkFlags;
import io.jvirt.api.network.NetworkFlags.ListAll;
import io.jvirt.api.network.Networks;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.Fields;
import io.jvirt.cli.text.TextTable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The commands that tell of networks. */
public final class NetworkFacts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int LABEL_WIDTH = 15;
    private static final int UUID_LENGTH = 36;

    private NetworkFacts() {}

    /**
     * {@return the network that the option {@code network} names, by UUID or name}
     *
     * @throws Failure when there is none
     */
    public static Network network(Invocation in) {
        String named = in.required("network");
        Networks networks = in.connection().networks();
        JvirtException last = null;
        if (named.length() == UUID_LENGTH) {
            try {
                return networks.network(UUID.fromString(named));
            } catch (IllegalArgumentException e) {
                // No UUID, so it can only be a name.
            } catch (JvirtException e) {
                last = e;
            }
        }
        try {
            return networks.network(named);
        } catch (JvirtException e) {
            last = e;
        }
        throw new Failure("failed to get network '" + named + "'", last);
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    /** Lists networks. */
    public static void list(Invocation in) {
        in.exclusive("table", "uuid");
        in.exclusive("table", "name");
        in.attempt("Failed to list networks");
        List<Network> networks = new ArrayList<>(in.connection().networks().list(filter(in)));
        networks.sort(Comparator.comparing(Network::name, String.CASE_INSENSITIVE_ORDER));
        if (in.flag("uuid") || in.flag("name")) {
            for (Network network : networks) {
                String line = in.flag("uuid") ? network.uuid() + (in.flag("name") ? " " : "") : "";
                in.print(line + (in.flag("name") ? network.name() : "") + "\n");
            }
            return;
        }
        boolean title = in.flag("title");
        TextTable table = title ? new TextTable("Name", "State", "Autostart", "Persistent", "Title")
                : new TextTable("Name", "State", "Autostart", "Persistent");
        for (Network network : networks) {
            String state = network.active() ? "active" : "inactive";
            String autostart = yes(network.autostart());
            String persistent = yes(network.persistent());
            if (title) {
                table.row(network.name(), state, autostart, persistent, text(network, Metadata.TITLE));
            } else {
                table.row(network.name(), state, autostart, persistent);
            }
        }
        in.show(table);
    }

    /** {@return a title or description, empty when there is none} */
    static String text(Network network, Metadata type, NetworkFlags.Affect... flags) {
        try {
            return network.metadata(type, null, flags);
        } catch (JvirtException e) {
            if (e.code() == ErrorCode.NO_NETWORK_METADATA) {
                return "";
            }
            throw e;
        }
    }

    private static ListAll[] filter(Invocation in) {
        List<ListAll> flags = new ArrayList<>();
        if (in.flag("all") || !in.flag("inactive")) {
            flags.add(ListAll.ACTIVE);
        }
        if (in.flag("all") || in.flag("inactive")) {
            flags.add(ListAll.INACTIVE);
        }
        for (ListAll flag : List.of(ListAll.PERSISTENT, ListAll.TRANSIENT, ListAll.AUTOSTART, ListAll.NO_AUTOSTART)) {
            if (in.flag(flag.name().toLowerCase(Locale.ROOT).replace('_', '-'))) {
                flags.add(flag);
            }
        }
        return flags.toArray(new ListAll[0]);
    }

    /** Prints facts. */
    public static void info(Invocation in) {
        Network network = network(in);
        Fields fields = new Fields(LABEL_WIDTH)
                .add("Name:", network.name())
                .add("UUID:", network.uuid().toString());
        flag(fields, "Active:", "active", network.active());
        flag(fields, "Persistent:", "persistent", network.persistent());
        flag(fields, "Autostart:", "autostart", network.autostart());
        try {
            fields.add("Bridge:", network.bridgeName());
        } catch (JvirtException e) {
            // Those that hand out cards of the host have none.
            fields.record().remove("bridge");
        }
        in.show(fields);
    }

    private static void flag(Fields fields, String label, String key, boolean value) {
        fields.add(label, yes(value), key, value);
    }

    /** Prints a document. */
    public static void dump(Invocation in) {
        Network network = network(in);
        Definitions.print(in, in.flag("inactive") ? network.xml(NetworkFlags.Xml.INACTIVE) : network.xml());
    }

    /** Lists leases. */
    public static void leases(Invocation in) {
        Network network = network(in);
        in.attempt("Failed to get leases info for " + network.name());
        List<DhcpLease> leases = new ArrayList<>(network.leases(in.text("mac")));
        leases.sort(Comparator.comparingLong(DhcpLease::expiry));
        TextTable table = new TextTable("Expiry Time", "MAC address", "Protocol", "IP address", "Hostname", "Client ID or DUID");
        for (DhcpLease lease : leases) {
            String expiry = TIME.format(Instant.ofEpochSecond(lease.expiry()).atZone(ZoneId.systemDefault()));
            table.row(expiry, lease.mac(), lease.v6() ? "ipv6" : "ipv4", lease.address() + "/" + lease.prefix(), lease.hostname(), lease.clientId());
        }
        in.show(table);
    }

    /** Prints events. */
    public static void events(Invocation in) {
        if (in.flag("list")) {
            for (NetworkEvent.Kind kind : NetworkEvent.Kind.values()) {
                in.print(name(kind) + "\n");
            }
            return;
        }
        String wanted = in.text("event");
        if (wanted == null) {
            throw new Failure("either --list or --event <type> is required");
        }
        NetworkEvent.Kind kind = List.of(NetworkEvent.Kind.values()).stream()
                .filter(each -> name(each).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Failure("unknown event type " + wanted));
        Network network = in.flag("network") ? network(in) : null;
        try (EventLoop loop = new EventLoop(in)) {
            loop.add(in.connection().networks().onEvent(kind, network, event -> loop.event(words(event))));
            loop.run(in.connection());
        }
    }

    private static String name(NetworkEvent.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String words(NetworkEvent event) {
        String subject = "event '" + name(event.kind()) + "' for network " + event.network().name() + ": ";
        return switch (event) {
            case NetworkEvent.Lifecycle e -> subject + switch (e.change()) {
                case DEFINED -> "Defined";
                case UNDEFINED -> "Undefined";
                case STARTED -> "Started";
                case STOPPED -> "Stopped";
            } + "\n";
            case NetworkEvent.MetadataChange e -> subject + e.type().name().toLowerCase(Locale.ROOT) + (e.uri() == null ? "" : " " + e.uri()) + "\n";
        };
    }
}

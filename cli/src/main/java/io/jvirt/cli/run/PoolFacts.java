package io.jvirt.cli.run;

import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StorageFlags.ListPools;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.Decimal;
import io.jvirt.cli.text.Fields;
import io.jvirt.cli.text.Sizes;
import io.jvirt.cli.text.TextTable;
import io.jvirt.cli.text.XmlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Commands that tell of storage pools. */
public final class PoolFacts {
    private static final int WIDTH = 15;
    private static final int NAME_WIDTH = 20;

    private PoolFacts() {}

    /** {@return a size as people read it} */
    static String pretty(long bytes) {
        Sizes.Pretty pretty = Sizes.pretty(bytes);
        return Decimal.fixed(pretty.value(), 2) + " " + pretty.unit();
    }

    /** Prints pools, by name. */
    public static void list(Invocation in) {
        in.exclusive("details", "uuid");
        in.exclusive("details", "name");
        ListPools[] filter = filter(in);
        in.attempt("Failed to list pools");
        List<StoragePool> pools = new ArrayList<>(in.connection().storagePools().list(filter));
        pools.sort(Comparator.comparing(StoragePool::name, String.CASE_INSENSITIVE_ORDER));
        boolean uuid = in.flag("uuid");
        boolean name = in.flag("name");
        if (!in.structured() && (uuid || name)) {
            for (StoragePool pool : pools) {
                String line = (uuid ? pool.uuid() + (name ? " " : "") : "") + (name ? padded(pool.name()) : "");
                in.print(line + "\n");
            }
            return;
        }
        in.show(in.flag("details") ? details(pools) : plain(pools));
    }

    private static String padded(String name) {
        return name.length() >= NAME_WIDTH ? name : name + " ".repeat(NAME_WIDTH - name.length());
    }

    private static ListPools[] filter(Invocation in) {
        List<ListPools> flags = new ArrayList<>();
        if (in.flag("all") || !in.flag("inactive")) {
            flags.add(ListPools.ACTIVE);
        }
        if (in.flag("all") || in.flag("inactive")) {
            flags.add(ListPools.INACTIVE);
        }
        for (ListPools flag : List.of(ListPools.AUTOSTART, ListPools.NO_AUTOSTART, ListPools.PERSISTENT, ListPools.TRANSIENT)) {
            if (in.flag(option(flag))) {
                flags.add(flag);
            }
        }
        String types = in.text("type");
        if (types != null) {
            for (String type : types.split(",", -1)) {
                flags.add(type(type));
            }
        }
        return flags.toArray(new ListPools[0]);
    }

    private static String option(ListPools flag) {
        return flag.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ListPools type(String named) {
        for (ListPools flag : ListPools.values()) {
            if (flag.ordinal() >= ListPools.DIR.ordinal() && option(flag).equals(named)) {
                return flag;
            }
        }
        throw new Failure("Invalid pool type '" + named + "'");
    }

    private static TextTable plain(List<StoragePool> pools) {
        TextTable table = new TextTable("Name", "State", "Autostart");
        for (StoragePool pool : pools) {
            table.row(pool.name(), pool.active() ? "active" : "inactive", yesNo(pool.autostart()));
        }
        return table;
    }

    private static TextTable details(List<StoragePool> pools) {
        TextTable table = new TextTable("Name", "State", "Autostart", "Persistent", "Capacity", "Allocation", "Available");
        for (StoragePool pool : pools) {
            StoragePool.Info info = pool.info();
            boolean sizes = sizes(info);
            table.row(pool.name(), state(info), yesNo(pool.autostart()), yesNo(pool.persistent()),
                    sizes ? pretty(info.capacity()) : null, sizes ? pretty(info.allocation()) : null,
                    sizes ? pretty(info.available()) : null);
        }
        return table;
    }

    private static boolean sizes(StoragePool.Info info) {
        return info.state() == StoragePool.State.RUNNING || info.state() == StoragePool.State.DEGRADED;
    }

    private static String state(StoragePool.Info info) {
        return info.state().name().toLowerCase(Locale.ROOT);
    }

    private static String yesNo(boolean value) {
        return value ? "yes" : "no";
    }

    /** Prints one pool's state and room. */
    public static void info(Invocation in) {
        StoragePool pool = PoolChoice.pool(in);
        boolean bytes = in.flag("bytes");
        Fields fields = new Fields(WIDTH).add("Name:", pool.name()).add("UUID:", pool.uuid().toString());
        StoragePool.Info info = pool.info();
        fields.add("State:", state(info)).add("Persistent:", yesNo(pool.persistent())).add("Autostart:", yesNo(pool.autostart()));
        if (sizes(info)) {
            fields.add("Capacity:", bytes ? Long.toUnsignedString(info.capacity()) : pretty(info.capacity()))
                    .add("Allocation:", bytes ? Long.toUnsignedString(info.allocation()) : pretty(info.allocation()))
                    .add("Available:", bytes ? Long.toUnsignedString(info.available()) : pretty(info.available()));
        }
        in.show(fields);
    }

    /** Prints a pool's document. */
    public static void dump(Invocation in) {
        StoragePool pool = PoolChoice.pool(in);
        Definitions.print(in, in.flag("inactive") ? pool.xml(StorageFlags.PoolXml.INACTIVE) : pool.xml());
    }

    /** Prints the name of a UUID's pool. */
    public static void name(Invocation in) {
        in.print(PoolChoice.pool(in, in.required("pool"), true, false).name() + "\n");
    }

    /** Prints the UUID of a name's pool. */
    public static void uuid(Invocation in) {
        in.print(PoolChoice.pool(in, in.required("pool"), false, true).uuid() + "\n");
    }

    /** Prints what pools there can be. */
    public static void capabilities(Invocation in) {
        in.attempt("failed to get storage pool capabilities");
        in.print(in.connection().storagePools().capabilities() + "\n");
    }

    /** Prints storage that pools could be made of. */
    public static void sources(Invocation in) {
        String type = in.required("type");
        String file = in.text("srcSpec");
        String specification = file == null ? null : in.read(file);
        in.attempt("Failed to find any " + type + " pool sources");
        in.print(in.connection().storagePools().findSources(type, specification));
    }

    /** Prints storage that pools could be made of, on a server. */
    public static void sourcesByOptions(Invocation in) {
        String type = in.required("type");
        String host = in.text("host");
        String port = in.text("port");
        String initiator = in.text("initiator");
        String specification = null;
        if (host != null) {
            specification = "<source>\n  <host name='" + XmlNode.escape(host) + "'"
                    + (port == null ? "" : " port='" + XmlNode.escape(port) + "'") + "/>\n"
                    + (initiator == null ? "" : "  <initiator>\n    <iqn name='" + XmlNode.escape(initiator) + "'/>\n  </initiator>\n")
                    + "</source>\n";
        }
        in.attempt("Failed to find any " + type + " pool sources");
        in.print(in.connection().storagePools().findSources(type, specification));
    }
}

package io.jvirt.cli;

import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.table.DefinitionTable;
import io.jvirt.cli.table.DeviceTable;
import io.jvirt.cli.table.EventTable;
import io.jvirt.cli.table.FilterTable;
import io.jvirt.cli.table.GuestTable;
import io.jvirt.cli.table.HostInterfaceTable;
import io.jvirt.cli.table.HostTable;
import io.jvirt.cli.table.HotplugTable;
import io.jvirt.cli.table.JvirtTable;
import io.jvirt.cli.table.LifecycleTable;
import io.jvirt.cli.table.MonitorTable;
import io.jvirt.cli.table.NetworkTable;
import io.jvirt.cli.table.NodeDeviceTable;
import io.jvirt.cli.table.PoolTable;
import io.jvirt.cli.table.ResourceTable;
import io.jvirt.cli.table.SavedStateTable;
import io.jvirt.cli.table.SecretTable;
import io.jvirt.cli.table.SharesTable;
import io.jvirt.cli.table.VolumeTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All commands. The tables are made one after the other until one has the wanted command, the most used first. */
public final class Commands {
    private static final int TABLES = 19;
    private static final @Nullable CommandTable[] MADE = new CommandTable[TABLES];

    private Commands() {}

    private static CommandTable table(int index) {
        CommandTable present = MADE[index];
        if (present != null) {
            return present;
        }
        CommandTable made = switch (index) {
            case 0 -> new MonitorTable();
            case 1 -> new LifecycleTable();
            case 2 -> new DefinitionTable();
            case 3 -> new HostTable();
            case 4 -> new EventTable();
            case 5 -> new DeviceTable();
            case 6 -> new SavedStateTable();
            case 7 -> new ResourceTable();
            case 8 -> new GuestTable();
            case 9 -> new HotplugTable();
            case 10 -> new PoolTable();
            case 11 -> new VolumeTable();
            case 12 -> new NodeDeviceTable();
            case 13 -> new FilterTable();
            case 14 -> new SecretTable();
            case 15 -> new HostInterfaceTable();
            case 16 -> new NetworkTable();
            case 17 -> new SharesTable();
            default -> new JvirtTable();
        };
        MADE[index] = made;
        return made;
    }

    /** {@return the command of this name, null when there is none} */
    public static @Nullable Command find(String name) {
        for (int i = 0; i < TABLES; i++) {
            for (Command command : table(i).commands()) {
                if (command.name().equals(name)) {
                    return command;
                }
            }
        }
        return null;
    }

    /** {@return the table that has the command} */
    static CommandTable tableOf(Command wanted) {
        for (int i = 0; i < TABLES; i++) {
            for (Command command : table(i).commands()) {
                if (command.name().equals(wanted.name())) {
                    return table(i);
                }
            }
        }
        throw new IllegalArgumentException(wanted.name());
    }

    /** {@return the commands of a group by name} */
    public static List<Command> of(Group group) {
        List<Command> found = new ArrayList<>();
        for (int i = 0; i < TABLES; i++) {
            if (table(i).group() == group) {
                found.addAll(List.of(table(i).commands()));
            }
        }
        found.sort((a, b) -> a.name().compareTo(b.name()));
        return found;
    }

    /** {@return all names} */
    public static List<String> names() {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < TABLES; i++) {
            for (Command command : table(i).commands()) {
                found.add(command.name());
            }
        }
        return found;
    }
}

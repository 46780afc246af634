package io.jvirt.cli.shell;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags.ListAll;
import io.jvirt.api.JvirtException;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.cli.Commands;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Group;
import io.jvirt.cli.Session;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.EventCommand;
import io.jvirt.cli.run.KeyNames;
import io.jvirt.cli.text.XmlNode;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that completion offers. One that cannot be had right now is simply not offered. */
final class LiveValues {
    private LiveValues() {}

    /** {@return candidates for a value} */
    static List<String> of(Session session, Values values, @Nullable String domain, String begun) {
        return switch (values) {
            case NONE -> List.of();
            case FILE -> files(session, begun);
            case DOMAIN -> domains(session);
            case ACTIVE_DOMAIN -> domains(session, ListAll.ACTIVE);
            case INACTIVE_DOMAIN -> domains(session, ListAll.INACTIVE);
            case PERSISTENT_DOMAIN -> domains(session, ListAll.PERSISTENT);
            case SAVED_DOMAIN -> domains(session, ListAll.MANAGEDSAVE);
            case DISK -> attributes(session, domain, "disk", "target", "dev");
            case INTERFACE -> interfaces(session, domain);
            case CONSOLE -> attributes(session, domain, "console", "alias", "name");
            case SHUTDOWN_MODE -> List.of("acpi", "agent", "initctl", "signal", "paravirt");
            case EVENT -> EventCommand.names();
            case DUMP_FORMAT -> List.of("elf", "kdump-zlib", "kdump-lzo", "kdump-snappy", "win-dmp");
            case ADDRESS_SOURCE -> List.of("lease", "agent", "arp");
            case SLEEP -> List.of("mem", "disk", "hybrid");
            case CODESET -> List.of("linux", "xt", "atset1", "atset2", "atset3", "os_x", "xt_kbd", "usb", "win32", "qnum");
            case KEY -> KeyNames.names();
            case LIFECYCLE_TYPE -> List.of("poweroff", "reboot", "crash");
            case LIFECYCLE_ACTION ->
                List.of("destroy", "restart", "rename-restart", "preserve", "coredump-destroy", "coredump-restart");
            case OUTPUT_FORMAT -> List.of("table", "json", "yaml");
            case GRAPHICS -> List.of("vnc", "spice", "rdp", "dbus");
            case POOL -> pools(session);
            case VOLUME -> volumes(session);
            case COMMAND -> commands();
        };
    }

    private static List<String> commands() {
        List<String> names = new ArrayList<>(Commands.names());
        for (Group group : Group.values()) {
            names.add(group.keyword());
        }
        return names;
    }

    private static List<String> domains(Session session, ListAll... flags) {
        List<String> names = new ArrayList<>();
        try {
            Connection connection = session.connection();
            for (Domain domain : connection.domains(flags)) {
                names.add(domain.name());
            }
        } catch (JvirtException | Failure e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    private static List<String> pools(Session session) {
        try {
            return session.connection().storagePools().list().stream().map(StoragePool::name).toList();
        } catch (JvirtException | Failure e) {
            return List.of();
        }
    }

    private static List<String> volumes(Session session) {
        try {
            return session.connection().storagePools().list(StorageFlags.ListPools.ACTIVE).stream()
                    .flatMap(pool -> pool.volumes().stream())
                    .map(StorageVolume::name)
                    .sorted()
                    .toList();
        } catch (JvirtException | Failure e) {
            return List.of();
        }
    }

    private static List<String> interfaces(Session session, @Nullable String domain) {
        List<String> found = new ArrayList<>(attributes(session, domain, "interface", "target", "dev"));
        found.addAll(attributes(session, domain, "interface", "mac", "address"));
        return found;
    }

    private static List<String> attributes(
            Session session, @Nullable String domain, String device, String child, String attribute) {
        List<String> found = new ArrayList<>();
        if (domain == null) {
            return found;
        }
        try {
            XmlNode devices = XmlNode.parse(session.connection().domain(domain).xml()).child("devices");
            if (devices != null) {
                for (XmlNode node : devices.children(device)) {
                    String value = node.attributeOf(child, attribute);
                    if (value != null) {
                        found.add(value);
                    }
                }
            }
        } catch (JvirtException | Failure | IllegalArgumentException e) {
            return List.of();
        }
        return found;
    }

    private static List<String> files(Session session, String begun) {
        int slash = begun.lastIndexOf('/');
        String lead = begun.substring(0, slash + 1);
        File folder = lead.startsWith("/") ? new File(lead) : new File(session.folder(), lead);
        String[] names = folder.list();
        if (names == null) {
            return List.of();
        }
        Arrays.sort(names);
        List<String> found = new ArrayList<>();
        for (String name : names) {
            boolean hidden = name.startsWith(".") && !begun.substring(slash + 1).startsWith(".");
            if (!hidden) {
                found.add(lead + name + (new File(folder, name).isDirectory() ? "/" : ""));
            }
        }
        return found;
    }
}

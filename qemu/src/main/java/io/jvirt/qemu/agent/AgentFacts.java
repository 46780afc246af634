package io.jvirt.qemu.agent;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags.GuestInfo;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.TypedParameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the agent knows of the guest, under the names that libvirt gives the facts ({@code virDomainGetGuestInfo}). */
public final class AgentFacts {
    private static final List<String> OS_FIELDS = List.of(
            "id", "name", "pretty-name", "version", "version-id", "kernel-release", "kernel-version", "machine", "variant",
            "variant-id");

    private final AgentClient agent;
    private final DiskLocator disks;

    public AgentFacts(AgentClient agent, DiskLocator disks) {
        this.agent = agent;
        this.disks = disks;
    }

    /** {@return the name the guest gives itself} */
    public String hostName() {
        return agent.execute("guest-get-host-name").path("host-name").asString("");
    }

    /**
     * {@return the facts of some kinds}
     *
     * @param kinds which; none means all that this agent knows, and then one that it does not know is left out
     */
    public TypedParameters collect(List<GuestInfo> kinds) {
        boolean all = kinds.isEmpty();
        Set<GuestInfo> wanted = all ? EnumSet.allOf(GuestInfo.class) : EnumSet.copyOf(kinds);
        TypedParameters.Builder result = TypedParameters.builder();
        for (GuestInfo kind : wanted) {
            try {
                add(kind, result);
            } catch (JvirtException e) {
                boolean unknown = e.getCause() instanceof AgentRefusal refusal && refusal.unknownCommand();
                if (!unknown) {
                    throw e;
                }
                if (!all) {
                    throw new JvirtException(
                            ErrorCode.OPERATION_UNSUPPORTED,
                            ErrorDomain.QEMU,
                            "the guest agent does not know the facts '" + kind + "'",
                            e);
                }
            }
        }
        return result.build();
    }

    private void add(GuestInfo kind, TypedParameters.Builder result) {
        switch (kind) {
            case USERS -> users(result);
            case OS -> system(result);
            case TIMEZONE -> timezone(result);
            case HOSTNAME -> result.add("hostname", hostName());
            case FILESYSTEM -> filesystems(result);
            case DISKS -> guestDisks(result);
            case INTERFACES -> interfaces(result);
            case LOAD -> load(result);
        }
    }

    private void users(TypedParameters.Builder result) {
        JsonNode users = agent.execute("guest-get-users");
        result.addUnsigned("user.count", users.size());
        for (int i = 0; i < users.size(); i++) {
            String prefix = "user." + i + ".";
            JsonNode user = users.path(i);
            result.add(prefix + "name", user.path("user").asString(""));
            text(user, "domain").ifPresent(domain -> result.add(prefix + "domain", domain));
            result.addUnsigned(prefix + "login-time", (long) (user.path("login-time").asDouble(0) * 1000));
        }
    }

    private void system(TypedParameters.Builder result) {
        JsonNode system = agent.execute("guest-get-osinfo");
        for (String field : OS_FIELDS) {
            text(system, field).ifPresent(value -> result.add("os." + field, value));
        }
    }

    private void timezone(TypedParameters.Builder result) {
        JsonNode zone = agent.execute("guest-get-timezone");
        text(zone, "zone").ifPresent(name -> result.add("timezone.name", name));
        result.add("timezone.offset", zone.path("offset").asInt(0));
    }

    private void filesystems(TypedParameters.Builder result) {
        List<AgentFilesystems.Mounted> mounted = new AgentFilesystems(agent, disks).mounted();
        result.addUnsigned("fs.count", mounted.size());
        for (int i = 0; i < mounted.size(); i++) {
            AgentFilesystems.Mounted each = mounted.get(i);
            String prefix = "fs." + i + ".";
            result.add(prefix + "name", each.name());
            result.add(prefix + "mountpoint", each.mountPoint());
            result.add(prefix + "fstype", each.type());
            if (each.totalBytes() >= 0) {
                result.addUnsigned(prefix + "total-bytes", each.totalBytes());
            }
            if (each.usedBytes() >= 0) {
                result.addUnsigned(prefix + "used-bytes", each.usedBytes());
            }
            result.addUnsigned(prefix + "disk.count", each.disks().size());
            for (int j = 0; j < each.disks().size(); j++) {
                AgentDisk disk = each.disks().get(j);
                String name = prefix + "disk." + j + ".";
                disks.target(disk).ifPresent(target -> result.add(name + "alias", target));
                if (disk.serial() != null) {
                    result.add(name + "serial", disk.serial());
                }
                if (disk.device() != null) {
                    result.add(name + "device", disk.device());
                }
            }
        }
    }

    private void guestDisks(TypedParameters.Builder result) {
        List<AgentFilesystems.GuestDisk> all = new AgentFilesystems(agent, disks).guestDisks();
        result.addUnsigned("disk.count", all.size());
        for (int i = 0; i < all.size(); i++) {
            AgentFilesystems.GuestDisk each = all.get(i);
            String prefix = "disk." + i + ".";
            result.add(prefix + "name", each.name());
            result.add(prefix + "partition", each.partition());
            if (!each.dependencies().isEmpty()) {
                result.addUnsigned(prefix + "dependency.count", each.dependencies().size());
                for (int j = 0; j < each.dependencies().size(); j++) {
                    result.add(prefix + "dependency." + j + ".name", each.dependencies().get(j));
                }
            }
            AgentDisk address = each.address();
            if (address != null) {
                if (address.serial() != null) {
                    result.add(prefix + "serial", address.serial());
                }
                disks.target(address).ifPresent(target -> result.add(prefix + "alias", target));
            }
            if (each.alias() != null) {
                result.add(prefix + "guest_alias", each.alias());
            }
            if (address != null && !address.busType().isEmpty()) {
                result.add(prefix + "guest_bus", address.busType());
            }
        }
    }

    private void interfaces(TypedParameters.Builder result) {
        List<Domain.InterfaceAddress> all = new AgentInterfaces(agent).list();
        result.addUnsigned("if.count", all.size());
        for (int i = 0; i < all.size(); i++) {
            Domain.InterfaceAddress each = all.get(i);
            String prefix = "if." + i + ".";
            result.add(prefix + "name", each.name());
            String mac = each.mac();
            if (mac != null) {
                result.add(prefix + "hwaddr", mac);
            }
            result.addUnsigned(prefix + "addr.count", each.addresses().size());
            for (int j = 0; j < each.addresses().size(); j++) {
                Domain.IpAddress address = each.addresses().get(j);
                String name = prefix + "addr." + j + ".";
                result.add(name + "type", address.type() == 1 ? "ipv6" : "ipv4");
                result.add(name + "addr", address.address());
                result.addUnsigned(name + "prefix", address.prefix());
            }
        }
    }

    private void load(TypedParameters.Builder result) {
        JsonNode load = agent.execute("guest-get-load");
        result.add("load.1m", load.path("load1m").asDouble(0));
        result.add("load.5m", load.path("load5m").asDouble(0));
        result.add("load.15m", load.path("load15m").asDouble(0));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).stringValue(null));
    }
}

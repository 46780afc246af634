package io.jvirt.qemu.agent;

import io.jvirt.api.Domain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The guest's file systems and disks. */
public final class AgentFilesystems {
    private final AgentClient agent;
    private final DiskLocator disks;

    public AgentFilesystems(AgentClient agent, DiskLocator disks) {
        this.agent = agent;
        this.disks = disks;
    }

    /** Freezes file systems for a consistent copy of the disks; empty means all. {@return how many} */
    public int freeze(List<String> mountPoints) {
        JsonNode count = mountPoints.isEmpty()
                ? agent.execute("guest-fsfreeze-freeze")
                : agent.execute("guest-fsfreeze-freeze-list", Map.of("mountpoints", mountPoints));
        return count.asInt(0);
    }

    /** Thaws all file systems. {@return how many} */
    public int thaw() {
        return agent.execute("guest-fsfreeze-thaw").asInt(0);
    }

    /** {@return whether file systems are frozen} */
    public boolean frozen() {
        return agent.execute("guest-fsfreeze-status").asString("").equals("frozen");
    }

    /** Gives unused blocks of all file systems back, ranges shorter than {@code minimum} bytes excepted. */
    public void trim(long minimum) {
        agent.execute("guest-fstrim", minimum > 0 ? Map.of("minimum", minimum) : Map.of());
    }

    /** {@return the mounted file systems, ordered by mount point} */
    public List<Domain.FilesystemInfo> list() {
        List<Domain.FilesystemInfo> result = new ArrayList<>();
        for (Mounted each : mounted()) {
            List<String> targets = new ArrayList<>();
            for (AgentDisk disk : each.disks()) {
                disks.target(disk).ifPresent(targets::add);
            }
            result.add(new Domain.FilesystemInfo(each.mountPoint(), each.name(), each.type(), targets));
        }
        return result;
    }

    /** A mounted file system with what newer agents add; sizes in bytes, -1 when the agent does not tell. */
    record Mounted(String mountPoint, String name, String type, long usedBytes, long totalBytes, List<AgentDisk> disks) {}

    List<Mounted> mounted() {
        List<Mounted> result = new ArrayList<>();
        for (JsonNode each : agent.execute("guest-get-fsinfo")) {
            List<AgentDisk> below = new ArrayList<>();
            for (JsonNode disk : each.path("disk")) {
                below.add(AgentDisk.of(disk));
            }
            result.add(new Mounted(
                    each.path("mountpoint").asString(""),
                    each.path("name").asString(""),
                    each.path("type").asString(""),
                    each.path("used-bytes").asLong(-1),
                    each.path("total-bytes").asLong(-1),
                    List.copyOf(below)));
        }
        result.sort(Comparator.comparing(Mounted::mountPoint));
        return result;
    }

    /** A disk or partition of the guest. */
    record GuestDisk(String name, boolean partition, List<String> dependencies, @Nullable String alias, @Nullable AgentDisk address) {}

    List<GuestDisk> guestDisks() {
        List<GuestDisk> result = new ArrayList<>();
        for (JsonNode each : agent.execute("guest-get-disks")) {
            List<String> dependencies = new ArrayList<>();
            for (JsonNode name : each.path("dependencies")) {
                dependencies.add(name.asString(""));
            }
            result.add(new GuestDisk(
                    each.path("name").asString(""),
                    each.path("partition").asBoolean(false),
                    List.copyOf(dependencies),
                    each.path("alias").stringValue(null),
                    each.has("address") ? AgentDisk.of(each.path("address")) : null));
        }
        return result;
    }
}

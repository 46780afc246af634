package io.jvirt.qemu.operations;

import io.jvirt.api.Domain;
import io.jvirt.api.TypedParameters;
import io.jvirt.host.HostException;
import io.jvirt.host.file.FileSpace;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A guest's disks as QEMU sees them: figures, sizes, errors. */
public final class Disks {
    private static final String PERIPHERAL = "/machine/peripheral/";
    private static final long KIB = 1024;
    private static final int IN_BYTES = 1;

    private Disks() {}

    /** {@return a disk by target or source} */
    static Disk find(Guest guest, String name) {
        for (Disk disk : guest.description().devices().disks()) {
            if (name.equals(target(disk)) || name.equals(path(disk))) {
                return disk;
            }
        }
        throw Errors.argument("invalid path: " + name);
    }

    static String target(Disk disk) {
        Disk.Target target = disk.target();
        String name = target == null ? null : target.dev();
        return name == null ? "" : name;
    }

    /** {@return the file or device on the host, or null} */
    static @Nullable String path(Disk disk) {
        return switch (disk.source()) {
            case StorageSource.File file -> file.file();
            case StorageSource.Block block -> block.dev();
            case StorageSource.Dir _, StorageSource.Network _, StorageSource.Volume _, StorageSource.Nvme _,
                    StorageSource.VhostUser _, StorageSource.VhostVdpa _ -> null;
        };
    }

    /** {@return the answer of a block query by the alias of the disk it is about} */
    static Map<String, JsonNode> byAlias(JsonNode answer) {
        Map<String, JsonNode> result = new HashMap<>();
        for (JsonNode each : answer) {
            result.put(alias(each.path("qdev").asString("")), each);
        }
        return result;
    }

    /** A virtio disk names a child of itself: /machine/peripheral/virtio-disk0/virtio-backend. */
    private static String alias(String device) {
        if (!device.startsWith(PERIPHERAL)) {
            return device;
        }
        int end = device.indexOf('/', PERIPHERAL.length());
        return end < 0 ? device.substring(PERIPHERAL.length()) : device.substring(PERIPHERAL.length(), end);
    }

    private static JsonNode statistics(Run run, Disk disk) {
        JsonNode found = byAlias(Ask.monitor(run, "query-blockstats")).get(disk.info().alias());
        if (found == null) {
            throw Errors.internal("cannot find statistics for device '" + target(disk) + "'", null);
        }
        return found.path("stats");
    }

    /** {@return a disk's figures; of all disks together for an empty name} */
    public static Domain.BlockStats stats(Guest guest, String name) {
        Run run = guest.run();
        List<JsonNode> all = name.isEmpty()
                ? byAlias(Ask.monitor(run, "query-blockstats")).values().stream().map(each -> each.path("stats")).toList()
                : List.of(statistics(run, find(guest, name)));
        return new Domain.BlockStats(
                sum(all, "rd_operations"), sum(all, "rd_bytes"), sum(all, "wr_operations"), sum(all, "wr_bytes"), -1);
    }

    private static long sum(List<JsonNode> all, String figure) {
        return all.stream().mapToLong(stats -> stats.path(figure).asLong(0)).sum();
    }

    /** {@return a disk's figures in full, under libvirt's names} */
    public static TypedParameters statsInFull(Guest guest, String name) {
        Run run = guest.run();
        List<JsonNode> all = name.isEmpty()
                ? byAlias(Ask.monitor(run, "query-blockstats")).values().stream().map(each -> each.path("stats")).toList()
                : List.of(statistics(run, find(guest, name)));
        Map<String, String> names = new LinkedHashMap<>();
        names.put("wr_bytes", "wr_bytes");
        names.put("wr_operations", "wr_operations");
        names.put("rd_bytes", "rd_bytes");
        names.put("rd_operations", "rd_operations");
        names.put("flush_operations", "flush_operations");
        names.put("wr_total_times", "wr_total_time_ns");
        names.put("rd_total_times", "rd_total_time_ns");
        names.put("flush_total_times", "flush_total_time_ns");
        TypedParameters.Builder result = TypedParameters.builder();
        names.forEach((ours, theirs) -> result.add(ours, sum(all, theirs)));
        return result.build();
    }

    /**
     * The sizes of one disk in bytes.
     *
     * @param capacity what the guest sees
     * @param allocation what is in use on the host
     * @param physical the length of the file or device
     */
    record Sizes(long capacity, long allocation, long physical) {}

    /** {@return a disk's sizes} */
    public static Domain.BlockInfo info(Guest guest, String name) {
        Disk disk = find(guest, name);
        Run run = guest.runOrNull();
        Optional<JsonNode> image = Optional.empty();
        if (run != null) {
            image = Optional.ofNullable(byAlias(Ask.monitor(run, "query-block")).get(disk.info().alias()))
                    .map(each -> each.path("inserted").path("image"));
        }
        Sizes sizes = sizes(disk, image);
        return new Domain.BlockInfo(sizes.capacity(), sizes.allocation(), sizes.physical());
    }

    /** What QEMU knows of the capacity goes before what the file looks like; the host's file system knows the rest best. */
    static Sizes sizes(Disk disk, Optional<JsonNode> image) {
        String path = path(disk);
        long capacity = image.map(node -> node.path("virtual-size").asLong(0)).orElse(0L);
        if (path == null) {
            return new Sizes(capacity, image.map(node -> node.path("actual-size").asLong(0)).orElse(0L), 0);
        }
        try {
            FileSpace space = FileSpace.of(Path.of(path));
            long length = space.length() > 0 ? space.length() : capacity;
            return new Sizes(capacity > 0 ? capacity : ImageCapacity.of(Path.of(path)).orElse(length), space.allocated(), length);
        } catch (HostException e) {
            throw Errors.system("cannot look at the image of disk '" + target(disk) + "': " + e.getMessage(), e);
        }
    }

    /** Gives a running guest's disk another size: KiB, or bytes with flag 1. */
    public static void resize(Guest guest, String name, long size, int flags) {
        if ((flags & ~IN_BYTES) != 0) {
            throw Errors.argument("unsupported flags (0x" + Integer.toHexString(flags & ~IN_BYTES) + ") in function virDomainBlockResize");
        }
        long bytes;
        try {
            bytes = (flags & IN_BYTES) != 0 ? size : Math.multiplyExact(size, KIB);
        } catch (ArithmeticException e) {
            throw Errors.argument("size " + size + " KiB is too large");
        }
        try (JobLock.Job job = guest.jobs().begin("virDomainBlockResize")) {
            Run run = guest.run();
            Disk disk = find(guest, name);
            JsonNode device = byAlias(Ask.monitor(run, "query-block")).get(disk.info().alias());
            String node = device == null ? "" : device.path("inserted").path("node-name").asString("");
            if (node.isEmpty()) {
                throw Errors.invalid("disk '" + name + "' has no medium");
            }
            Ask.monitor(run, "block_resize", Map.of("node-name", node, "size", bytes));
        }
    }

    /** {@return the disks on which the guest met an error} */
    public static List<Domain.DiskError> errors(Guest guest) {
        Map<String, JsonNode> devices = byAlias(Ask.monitor(guest.run(), "query-block"));
        List<Domain.DiskError> result = new ArrayList<>();
        for (Disk disk : guest.description().devices().disks()) {
            JsonNode device = devices.get(disk.info().alias());
            String status = device == null ? "ok" : device.path("io-status").asString("ok");
            if (!status.equals("ok")) {
                result.add(new Domain.DiskError(target(disk), status.equals("nospace") ? 2 : 1));
            }
        }
        return result;
    }
}

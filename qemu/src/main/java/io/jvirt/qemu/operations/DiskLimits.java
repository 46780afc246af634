package io.jvirt.qemu.operations;

import static io.jvirt.qemu.operations.ParameterTable.Kind.TEXT;
import static io.jvirt.qemu.operations.ParameterTable.Kind.ULONG;

import io.jvirt.api.DomainFlags.Affect;
import io.jvirt.api.Flag;
import io.jvirt.api.TypedParameters;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.IoTune;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.life.DiskThrottle;
import io.jvirt.qemu.operations.ParameterTable.Row;
import io.jvirt.qemu.qmp.QmpException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits of a disk in bytes and requests a second. */
public final class DiskLimits {
    private static final ParameterTable TABLE = new ParameterTable(rows());

    private final StoredDefinition definitions;

    public DiskLimits(StoredDefinition definitions) {
        this.definitions = definitions;
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String ending : List.of("", "_max")) {
            for (String unit : List.of("bytes", "iops")) {
                for (String way : List.of("total", "read", "write")) {
                    row(rows, way + "_" + unit + "_sec" + ending);
                }
            }
        }
        row(rows, "size_iops_sec");
        rows.add(new Row("group_name", "groupName", TEXT, 0));
        for (String unit : List.of("bytes", "iops")) {
            for (String way : List.of("total", "read", "write")) {
                row(rows, way + "_" + unit + "_sec_max_length");
            }
        }
        return rows;
    }

    /** total_bytes_sec is the component totalBytesSec. */
    private static void row(List<Row> rows, String name) {
        StringBuilder component = new StringBuilder();
        for (String word : name.split("_", -1)) {
            component.append(component.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        rows.add(new Row(name, component.toString(), ULONG, 0));
    }

    /** {@return a disk's limits; any disk's names for an empty name} */
    public static TypedParameters get(Guest guest, String name, Affect... flags) {
        Scope scope = Scope.of(guest, Flag.has(flags, Affect.LIVE), Flag.has(flags, Affect.CONFIG));
        DomainDescription description = scope.live() ? guest.description() : guest.definition().orElseGet(guest::description);
        return TABLE.read(limits(find(description, name)));
    }

    private static Disk find(DomainDescription description, String name) {
        return description.devices().disks().stream()
                .filter(disk -> name.equals(Disks.target(disk)) || name.equals(Disks.path(disk)))
                .findFirst()
                .orElseThrow(() -> Errors.argument("disk '" + name + "' was not found in the domain config"));
    }

    private static IoTune limits(Disk disk) {
        return disk.iotune() == null ? Records.blank(IoTune.class) : disk.iotune();
    }

    /** Changes a disk's limits. */
    public void set(Guest guest, String name, TypedParameters given, Affect... flags) {
        try (JobLock.Job job = guest.jobs().begin("virDomainSetBlockIoTune")) {
            Scope scope = Scope.of(guest, Flag.has(flags, Affect.LIVE), Flag.has(flags, Affect.CONFIG));
            if (scope.config()) {
                changed(guest.definition().orElseGet(guest::description), name, given);
            }
            if (scope.live()) {
                Run run = guest.run();
                Disk disk = find(changed(guest.description(), name, given), name);
                try {
                    DiskThrottle.set(run.monitor(), disk);
                } catch (QmpException e) {
                    throw e.toJvirt();
                }
                guest.note(run, notes -> notes.description(old -> changed(old, name, given)));
            }
            if (scope.config()) {
                definitions.change(guest, old -> changed(old, name, given));
            }
        }
    }

    private static DomainDescription changed(DomainDescription old, String name, TypedParameters given) {
        Disk disk = find(old, name);
        IoTune limits = TABLE.apply(overridden(limits(disk), given), given);
        if (conflict(limits.totalBytesSec(), limits.readBytesSec(), limits.writeBytesSec())) {
            throw Errors.argument("total and read/write of bytes_sec cannot be set at the same time");
        }
        if (conflict(limits.totalIopsSec(), limits.readIopsSec(), limits.writeIopsSec())) {
            throw Errors.argument("total and read/write of iops_sec cannot be set at the same time");
        }
        Disk changed = Records.with(disk, "iotune", limits.equals(Records.blank(IoTune.class)) ? null : limits);
        return old.withDevices(old.devices().map(device -> device.equals(disk) ? changed : device));
    }

    /** A limit of both ways together takes the place of those of each way, and the other way round. */
    private static IoTune overridden(IoTune old, TypedParameters given) {
        IoTune changed = old;
        for (String unit : List.of("bytes", "iops")) {
            boolean total = given.number("total_" + unit + "_sec").orElse(0) != 0;
            boolean single = given.number("read_" + unit + "_sec").orElse(0) != 0 || given.number("write_" + unit + "_sec").orElse(0) != 0;
            String word = Character.toUpperCase(unit.charAt(0)) + unit.substring(1) + "Sec";
            if (total && !single) {
                changed = Records.with(Records.with(changed, "read" + word, null), "write" + word, null);
            } else if (single && !total) {
                changed = Records.with(changed, "total" + word, null);
            }
        }
        return changed;
    }

    private static boolean conflict(
            @Nullable Long total,
            @Nullable Long read,
            @Nullable Long write) {
        return total != null && (read != null || write != null);
    }
}

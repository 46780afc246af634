package io.jvirt.cli.run;

import static io.jvirt.cli.text.Decimal.padRight;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.Sizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The commands {@code domjobinfo} and {@code domjobabort}. */
public final class Jobs {
    private static final String[] TYPES = {"None", "Bounded", "Unbounded", "Completed", "Failed", "Cancelled"};
    private static final String[] OPERATIONS = {
        "Unknown", "Start", "Save", "Restore", "Incoming migration", "Outgoing migration", "Snapshot", "Snapshot revert",
        "Dump", "Backup", "Snapshot delete"
    };
    private static final int POSTCOPY = 1;

    private enum Unit {
        MILLIS,
        BYTES,
        BYTES_PER_SECOND,
        PAGES_PER_SECOND,
        PLAIN_BYTES,
        COUNT
    }

    /** The figures of a job in virsh's order: the driver's name, the words, the unit. */
    private record Figure(String field, String label, Unit unit) {}

    private static final Figure[] FIGURES = {
        new Figure("time_elapsed", "Time elapsed:", Unit.MILLIS),
        new Figure("time_elapsed_net", "Time elapsed w/o network:", Unit.MILLIS),
        new Figure("time_remaining", "Time remaining:", Unit.MILLIS),
        new Figure("data_processed", "Data processed:", Unit.BYTES),
        new Figure("data_remaining", "Data remaining:", Unit.BYTES),
        new Figure("data_total", "Data total:", Unit.BYTES),
        new Figure("memory_processed", "Memory processed:", Unit.BYTES),
        new Figure("memory_remaining", "Memory remaining:", Unit.BYTES),
        new Figure("memory_total", "Memory total:", Unit.BYTES),
        new Figure("memory_bps", "Memory bandwidth:", Unit.BYTES_PER_SECOND),
        new Figure("memory_dirty_rate", "Dirty rate:", Unit.PAGES_PER_SECOND),
        new Figure("memory_page_size", "Page size:", Unit.PLAIN_BYTES),
        new Figure("memory_iteration", "Iteration:", Unit.COUNT),
        new Figure("memory_postcopy_requests", "Postcopy requests:", Unit.COUNT),
        new Figure("disk_processed", "File processed:", Unit.BYTES),
        new Figure("disk_remaining", "File remaining:", Unit.BYTES),
        new Figure("disk_total", "File total:", Unit.BYTES),
        new Figure("disk_bps", "File bandwidth:", Unit.BYTES_PER_SECOND),
        new Figure("memory_constant", "Constant pages:", Unit.COUNT),
        new Figure("memory_normal", "Normal pages:", Unit.COUNT),
        new Figure("memory_normal_bytes", "Normal data:", Unit.BYTES),
        new Figure("downtime", "Expected downtime:", Unit.MILLIS),
        new Figure("downtime_net", "Downtime w/o network:", Unit.MILLIS),
        new Figure("setup_time", "Setup time:", Unit.MILLIS),
        new Figure("compression_cache", "Compression cache:", Unit.BYTES),
        new Figure("compression_bytes", "Compressed data:", Unit.BYTES),
        new Figure("compression_pages", "Compressed pages:", Unit.COUNT),
        new Figure("compression_cache_misses", "Compression cache misses:", Unit.COUNT),
        new Figure("compression_overflow", "Compression overflows:", Unit.COUNT),
        new Figure("auto_converge_throttle", "Auto converge throttle:", Unit.COUNT),
        new Figure("disk_temp_used", "Temporary disk space use:", Unit.BYTES),
        new Figure("disk_temp_total", "Temporary disk space total:", Unit.BYTES),
    };

    private Jobs() {}

    /** Prints how far a job is. */
    public static void info(Invocation in) {
        in.requires("keep-completed", "completed");
        Domain domain = in.domain();
        List<DomainFlags.JobStats> flags = new ArrayList<>();
        if (in.flag("completed")) {
            flags.add(DomainFlags.JobStats.COMPLETED);
        }
        if (in.flag("keep-completed")) {
            flags.add(DomainFlags.JobStats.KEEP_COMPLETED);
        }
        Domain.JobStats stats;
        try {
            stats = domain.jobStats(flags.toArray(new DomainFlags.JobStats[0]));
        } catch (JvirtException e) {
            if (e.code() != ErrorCode.NO_SUPPORT) {
                throw e;
            }
            if (!flags.isEmpty() || in.flag("rawstats")) {
                throw new Failure("Optional flags or --rawstats are not supported by the daemon", e);
            }
            stats = ofInfo(domain.jobInfo());
        }
        if (in.structured()) {
            document(in, stats);
        } else if (in.flag("rawstats")) {
            in.print("Job type: " + stats.type() + "\n\n");
            for (Map.Entry<String, TypedValue> value : stats.values().values().entrySet()) {
                in.print(value.getKey() + ": " + value.getValue().text() + "\n");
            }
        } else {
            print(in, stats);
        }
    }

    private static Domain.JobStats ofInfo(Domain.JobInfo info) {
        return new Domain.JobStats(
                info.type(),
                TypedParameters.builder()
                        .addUnsigned("time_elapsed", info.timeElapsed())
                        .addUnsigned("time_remaining", info.timeRemaining())
                        .addUnsigned("data_total", info.dataTotal())
                        .addUnsigned("data_processed", info.dataProcessed())
                        .addUnsigned("data_remaining", info.dataRemaining())
                        .addUnsigned("memory_total", info.memTotal())
                        .addUnsigned("memory_processed", info.memProcessed())
                        .addUnsigned("memory_remaining", info.memRemaining())
                        .addUnsigned("disk_total", info.fileTotal())
                        .addUnsigned("disk_processed", info.fileProcessed())
                        .addUnsigned("disk_remaining", info.fileRemaining())
                        .build());
    }

    private static void document(Invocation in, Domain.JobStats stats) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("type", word(TYPES, stats.type()));
        for (Map.Entry<String, TypedValue> value : stats.values().values().entrySet()) {
            record.put(value.getKey(), TypedValues.plain(value.getValue()));
        }
        in.document(record);
    }

    private static String word(String[] words, long number) {
        return number >= 0 && number < words.length ? words[(int) number] : "unknown";
    }

    private static void print(Invocation in, Domain.JobStats stats) {
        TypedParameters values = stats.values();
        line(in, "Job type:", padRight(word(TYPES, stats.type()), 12));
        boolean runs = stats.type() == 1 || stats.type() == 2;
        if (!runs && stats.type() != 3 && !(in.flag("anystats") && stats.type() != 0)) {
            return;
        }
        OptionalLong operation = values.number("operation");
        if (operation.isPresent()) {
            line(in, "Operation:", padRight(word(OPERATIONS, operation.getAsLong()), 12));
        }
        for (Figure figure : FIGURES) {
            OptionalLong value = values.number(figure.field);
            if (value.isPresent() && shown(figure, values, stats.type())) {
                String label = figure.field.equals("downtime") && stats.type() == 3 ? "Total downtime:" : figure.label;
                line(in, label, text(value.getAsLong(), figure.unit));
            }
        }
        String error = values.string("errmsg");
        if (error != null) {
            line(in, "Error message:", error);
        }
    }

    /** As virsh: groups of sizes are left out when their total is unknown, the remaining time when it means nothing. */
    private static boolean shown(Figure figure, TypedParameters values, int type) {
        String field = figure.field;
        if (field.equals("time_remaining")) {
            return type == 1;
        }
        for (String group : new String[] {"data_", "memory_", "disk_"}) {
            boolean size = field.equals(group + "total") || field.equals(group + "processed")
                    || field.equals(group + "remaining");
            if (size) {
                OptionalLong total = values.number(group + "total");
                return total.isPresent() && total.getAsLong() != 0;
            }
        }
        return !field.equals("memory_bps") && !field.equals("disk_bps")
                || values.number(field).orElse(0) != 0;
    }

    private static String text(long value, Unit unit) {
        return switch (unit) {
            case MILLIS -> padRight(Long.toUnsignedString(value), 12) + " ms";
            case BYTES -> Sizes.pretty(value).text();
            case BYTES_PER_SECOND -> Sizes.pretty(value).text() + "/s";
            case PAGES_PER_SECOND -> padRight(Long.toUnsignedString(value), 12) + " pages/s";
            case PLAIN_BYTES -> padRight(Long.toUnsignedString(value), 12) + " bytes";
            case COUNT -> padRight(Long.toUnsignedString(value), 12);
        };
    }

    private static void line(Invocation in, String label, String value) {
        in.print(padRight(label, 17) + " " + value + "\n");
    }

    /** Cancels a job. */
    public static void abort(Invocation in) {
        Domain domain = in.domain();
        domain.abortJob(in.flag("postcopy") ? POSTCOPY : 0);
    }
}

package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands about memory. */
public final class MemoryCommands {
    private static final String[] TAGS = {
        "swap_in", "swap_out", "major_fault", "minor_fault", "unused", "available", "actual", "rss", "usable",
        "last_update", "disk_caches", "hugetlb_pgalloc", "hugetlb_pgfail"
    };

    private MemoryCommands() {}

    /** {@return the flags of --config, --live and --current} */
    private static List<DomainFlags.Memory> impact(Invocation in) {
        in.exclusive("current", "live");
        in.exclusive("current", "config");
        List<DomainFlags.Memory> flags = new ArrayList<>();
        if (in.flag("config")) {
            flags.add(DomainFlags.Memory.CONFIG);
        }
        if (in.flag("live")) {
            flags.add(DomainFlags.Memory.LIVE);
        }
        return flags;
    }

    /** Changes the memory that a guest may use. */
    public static void set(Invocation in) {
        List<DomainFlags.Memory> flags = impact(in);
        Domain domain = in.domain();
        long kib = in.bytes("size", 1024, 0) / 1024;
        if (flags.isEmpty() && !in.flag("current")) {
            flags.add(DomainFlags.Memory.LIVE);
        }
        domain.setMemory(kib, flags.toArray(new DomainFlags.Memory[0]));
    }

    /** Changes the memory that a guest is built with. */
    public static void setMaximum(Invocation in) {
        List<DomainFlags.Memory> flags = impact(in);
        flags.add(DomainFlags.Memory.MAXIMUM);
        Domain domain = in.domain();
        long kib = in.bytes("size", 1024, 0) / 1024;
        in.attempt("Unable to change MaxMemorySize");
        domain.setMemory(kib, flags.toArray(new DomainFlags.Memory[0]));
    }

    /** Prints the balloon's statistics or says how often they are gathered. */
    public static void statistics(Invocation in) {
        List<DomainFlags.Memory> flags = impact(in);
        Domain domain = in.domain();
        Long period = in.number("period", Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (period != null) {
            if (period < 0) {
                throw new Failure("Invalid collection period value '" + period + "'");
            }
            in.attempt("Unable to change balloon collection period.");
            domain.setMemoryStatsPeriod(period.intValue(), flags.toArray(new DomainFlags.Memory[0]));
            return;
        }
        in.attempt("Failed to get memory statistics for domain " + domain.name());
        Map<String, Long> values = new LinkedHashMap<>();
        for (Domain.MemoryStat stat : domain.memoryStats()) {
            if (stat.tag() >= 0 && stat.tag() < TAGS.length) {
                values.put(TAGS[stat.tag()], stat.value());
            }
        }
        if (in.structured()) {
            in.document(values);
            return;
        }
        for (Map.Entry<String, Long> value : values.entrySet()) {
            in.print(value.getKey() + " " + Long.toUnsignedString(value.getValue()) + "\n");
        }
    }
}

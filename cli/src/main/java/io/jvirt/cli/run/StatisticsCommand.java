package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags.AllStats;
import io.jvirt.api.DomainFlags.Stats;
import io.jvirt.api.DomainStats;
import io.jvirt.api.TypedValue;
import io.jvirt.cli.Invocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command {@code domstats}. */
public final class StatisticsCommand {
    private StatisticsCommand() {}

    /** Prints statistics of guests. */
    public static void run(Invocation in) {
        List<Domain> domains = new ArrayList<>();
        for (String name : in.list("domain")) {
            domains.add(in.domain(name, Invocation.BY_ID | Invocation.BY_UUID | Invocation.BY_NAME));
        }
        List<DomainStats> all = in.connection().domainStats(domains, groups(in), flags(in));
        if (in.structured()) {
            List<Map<String, Object>> records = new ArrayList<>();
            for (DomainStats stats : all) {
                Map<String, Object> record = new LinkedHashMap<>();
                record.put("domain", stats.domain().name());
                for (Map.Entry<String, TypedValue> value : stats.values().values().entrySet()) {
                    record.put(value.getKey(), TypedValues.plain(value.getValue()));
                }
                records.add(record);
            }
            in.document(records);
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            DomainStats stats = all.get(i);
            in.print((i > 0 ? "\n" : "") + "Domain: '" + stats.domain().name() + "'\n");
            for (Map.Entry<String, TypedValue> value : stats.values().values().entrySet()) {
                in.print("  " + value.getKey() + "=" + value.getValue().text() + "\n");
            }
        }
    }

    private static List<Stats> groups(Invocation in) {
        List<Stats> groups = new ArrayList<>();
        for (Stats group : Stats.values()) {
            if (in.flag(group.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))) {
                groups.add(group);
            }
        }
        return groups;
    }

    private static AllStats[] flags(Invocation in) {
        List<AllStats> flags = new ArrayList<>();
        for (AllStats flag : AllStats.values()) {
            String option = switch (flag) {
                case ACTIVE -> "list-active";
                case INACTIVE -> "list-inactive";
                case PERSISTENT -> "list-persistent";
                case TRANSIENT -> "list-transient";
                case RUNNING -> "list-running";
                case PAUSED -> "list-paused";
                case SHUTOFF -> "list-shutoff";
                case OTHER -> "list-other";
                case NOWAIT -> "nowait";
                case BACKING -> "backing";
                case ENFORCE_STATS -> "enforce";
            };
            if (in.flag(option)) {
                flags.add(flag);
            }
        }
        return flags.toArray(new AllStats[0]);
    }
}

package io.jvirt.cli.run;

import static io.jvirt.cli.text.Decimal.padLeft;
import static io.jvirt.cli.text.Decimal.padRight;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainState;
import io.jvirt.api.JvirtException;
import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.Decimal;
import io.jvirt.cli.text.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands about virtual CPUs but those that pin. */
public final class CpuCommands {
    private static final String[] STATES = {"offline", "running", "blocked"};

    private CpuCommands() {}

    /** Changes the number of CPUs. */
    public static void setCount(Invocation in) {
        in.exclusive("current", "live");
        in.exclusive("current", "config");
        in.exclusive("guest", "config");
        Integer count = Integer.valueOf(in.unsigned("count", 0));
        List<DomainFlags.Vcpu> flags = vcpuFlags(in);
        Domain domain = in.domain();
        if (count == 0) {
            throw new Failure("Can't set 0 processors for a VM");
        }
        if (in.flag("hotpluggable")) {
            flags.add(DomainFlags.Vcpu.HOTPLUGGABLE);
        }
        if (flags.isEmpty() && !in.flag("current")) {
            flags.add(DomainFlags.Vcpu.LIVE);
        }
        domain.setVcpus(count, flags.toArray(new DomainFlags.Vcpu[0]));
    }

    private static List<DomainFlags.Vcpu> vcpuFlags(Invocation in) {
        List<DomainFlags.Vcpu> flags = new ArrayList<>();
        if (in.flag("live")) {
            flags.add(DomainFlags.Vcpu.LIVE);
        }
        if (in.flag("config")) {
            flags.add(DomainFlags.Vcpu.CONFIG);
        }
        if (in.flag("maximum")) {
            flags.add(DomainFlags.Vcpu.MAXIMUM);
        }
        if (in.flag("guest")) {
            flags.add(DomainFlags.Vcpu.GUEST);
        }
        return flags;
    }

    /** Plugs or unplugs single CPUs. */
    public static void set(Invocation in) {
        in.exclusive("enable", "disable");
        DomainFlags.Affect[] flags = Affects.of(in);
        if (!in.flag("enable") && !in.flag("disable")) {
            throw new Failure("one of --enable, --disable is required");
        }
        in.domain().setVcpu(in.required("vcpulist"), in.flag("enable"), flags);
    }

    /** Prints how many CPUs a guest has and can have. */
    public static void count(Invocation in) {
        in.exclusive("live", "config");
        in.exclusive("current", "live");
        in.exclusive("current", "config");
        in.exclusive("active", "maximum");
        in.exclusive("guest", "config");
        Domain domain = in.domain();
        boolean all = !in.flag("maximum") && !in.flag("active") && !in.flag("live") && !in.flag("config")
                && !in.flag("current") && !in.flag("guest");
        if (!all) {
            in.attempt(
                    in.flag("guest")
                            ? "Failed to retrieve vCPU count from the guest"
                            : in.flag("maximum")
                                    ? "Failed to retrieve maximum vcpu count"
                                    : "Failed to retrieve current vcpu count");
            int count = domain.vcpus(vcpuFlags(in).toArray(new DomainFlags.Vcpu[0]));
            in.print(count + "\n");
            return;
        }
        boolean persistent = domain.persistent();
        boolean active = domain.active();
        Fields fields = new Fields(12);
        if (persistent) {
            add(fields, "maximum", "config", domain.vcpus(DomainFlags.Vcpu.CONFIG, DomainFlags.Vcpu.MAXIMUM));
        }
        if (active) {
            add(fields, "maximum", "live", domain.vcpus(DomainFlags.Vcpu.LIVE, DomainFlags.Vcpu.MAXIMUM));
        }
        if (persistent) {
            add(fields, "current", "config", domain.vcpus(DomainFlags.Vcpu.CONFIG));
        }
        if (active) {
            add(fields, "current", "live", domain.vcpus(DomainFlags.Vcpu.LIVE));
        }
        in.show(fields);
    }

    private static void add(Fields fields, String which, String where, int count) {
        fields.add(which, padRight(where, 12) + " " + padLeft(Integer.toString(count), 3), which + "-" + where, count);
    }

    /** Prints what each CPU does. */
    public static void info(Invocation in) {
        Domain domain = in.domain();
        int hostCpus = PinCommands.hostCpus(in.connection());
        List<Fields> all = new ArrayList<>();
        List<Domain.VcpuInfo> infos;
        try {
            infos = domain.vcpuInfo();
        } catch (JvirtException e) {
            if (domain.info().state() != DomainState.SHUTOFF) {
                throw e;
            }
            List<Domain.CpuSet> pins = domain.vcpuPins(DomainFlags.Affect.CONFIG);
            int present = Math.min(pins.size(), domain.info().vcpus());
            for (int i = 0; i < present; i++) {
                Fields fields = new Fields(15)
                        .add("VCPU:", i)
                        .add("CPU:", "N/A", "cpu", null)
                        .add("State:", "N/A", "state", null)
                        .add("CPU time", "N/A", "cpu-time-nanoseconds", null);
                all.add(affinity(in, fields, pins.get(i), hostCpus));
            }
            in.show(all);
            return;
        }
        for (Domain.VcpuInfo info : infos) {
            Fields fields = new Fields(15).add("VCPU:", info.number());
            if (info.cpu() >= 0) {
                fields.add("CPU:", info.cpu());
            } else {
                fields.add("CPU:", "N/A", "cpu", null);
            }
            fields.add("State:", info.state() >= 0 && info.state() < STATES.length ? STATES[info.state()] : "no state");
            if (info.cpuTimeNanos() != 0) {
                fields.add(
                        "CPU time:",
                        Decimal.seconds(info.cpuTimeNanos()) + "s",
                        "cpu-time-nanoseconds",
                        info.cpuTimeNanos());
            }
            all.add(affinity(in, fields, info.allowed(), hostCpus));
        }
        in.show(all);
    }

    private static Fields affinity(Invocation in, Fields fields, Domain.CpuSet set, int hostCpus) {
        String list = PinCommands.format(set.bits(), hostCpus);
        String shown;
        if (in.flag("pretty")) {
            shown = list + " (out of " + hostCpus + ")";
        } else {
            StringBuilder map = new StringBuilder(hostCpus);
            for (int i = 0; i < hostCpus; i++) {
                map.append(set.bits().get(i) ? 'y' : '-');
            }
            shown = map.toString();
        }
        return fields.add("CPU Affinity:", shown, "cpu-affinity", list);
    }

    /** Prints CPU times. */
    public static void statistics(Invocation in) {
        Domain domain = in.domain();
        boolean total = in.flag("total");
        int start = in.integer("start", 0);
        int count = in.integer("count", -1);
        if (start < 0) {
            throw new Failure("Invalid value for start CPU");
        }
        if (in.flag("count") && count < 0) {
            throw new Failure("Invalid value for number of CPUs to show");
        }
        boolean each = !total || in.flag("start") || in.flag("count");
        boolean sum = total || !each || !in.flag("start") && !in.flag("count");
        in.attempt("Failed to retrieve CPU statistics for domain '" + domain.name() + "'");
        Map<String, Object> record = new LinkedHashMap<>();
        if (each) {
            List<TypedParameters> present = domain.cpuStats(0, Integer.MAX_VALUE, 0);
            if (present.isEmpty()) {
                in.print("No per-CPU stats available\n");
            } else if (start >= present.size()) {
                throw new Failure(
                        "Start CPU " + start + " is out of range (min: 0, max: " + (present.size() - 1) + ")");
            }
            int end = count < 0 ? present.size() : Math.min(present.size(), start + count);
            if (count > present.size() - start) {
                in.print("Only " + (present.size() - start) + " CPUs available to show\n");
            }
            List<TypedParameters> stats = present.isEmpty() ? present : present.subList(start, end);
            for (int i = 0; i < stats.size(); i++) {
                if (stats.get(i).values().isEmpty()) {
                    continue;
                }
                print(in, "CPU" + (start + i), stats.get(i), record);
            }
        }
        if (sum) {
            List<TypedParameters> stats = domain.cpuStats(-1, 1, 0);
            if (stats.isEmpty()) {
                in.print("No total stats available\n");
            } else {
                print(in, "Total", stats.get(0), record);
            }
        }
        if (in.structured()) {
            in.document(record);
        }
    }

    private static void print(Invocation in, String title, TypedParameters stats, Map<String, Object> record) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder(title).append(":\n");
        for (Map.Entry<String, TypedValue> value : stats.values().entrySet()) {
            values.put(value.getKey(), TypedValues.plain(value.getValue()));
            text.append('\t').append(padRight(value.getKey(), 12)).append(' ');
            if (value.getValue() instanceof TypedValue.ULongValue(long nanos) && value.getKey().endsWith("time")) {
                text.append(padLeft(Long.toString(nanos / 1_000_000_000), 9)).append('.');
                String rest = Long.toString(nanos % 1_000_000_000);
                text.append("0".repeat(9 - rest.length())).append(rest).append(" seconds");
            } else {
                text.append(value.getValue().text());
            }
            text.append('\n');
        }
        record.put(title.toLowerCase(java.util.Locale.ROOT), values);
        if (!in.structured()) {
            in.print(text.toString());
        }
    }
}

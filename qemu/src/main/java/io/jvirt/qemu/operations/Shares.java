package io.jvirt.qemu.operations;

import static io.jvirt.qemu.operations.ParameterTable.Kind.KIB;
import static io.jvirt.qemu.operations.ParameterTable.Kind.LONG;
import static io.jvirt.qemu.operations.ParameterTable.Kind.UINT;
import static io.jvirt.qemu.operations.ParameterTable.Kind.ULONG;

import io.jvirt.api.DomainFlags.Affect;
import io.jvirt.api.Flag;
import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import io.jvirt.model.IdSet;
import io.jvirt.model.domain.BlkioTune;
import io.jvirt.model.domain.CpuTune;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.MemoryTune;
import io.jvirt.model.domain.NumaTune;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.operations.ParameterTable.Row;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A guest's shares of the host: CPU time, memory, block input and output, NUMA nodes. They belong to the guest's next
 * start; a running one would have to be in control groups of its own for them to be changed.
 */
public final class Shares {
    /** The number that stands for no limit of memory (VIR_DOMAIN_MEMORY_PARAM_UNLIMITED). */
    private static final long UNLIMITED = 9007199254740991L;

    private static final ParameterTable SCHEDULER = new ParameterTable(List.of(
            new Row("cpu_shares", "shares", ULONG, 0),
            new Row("vcpu_period", "period", ULONG, 0),
            new Row("vcpu_quota", "quota", LONG, 0),
            new Row("emulator_period", "emulatorPeriod", ULONG, 0),
            new Row("emulator_quota", "emulatorQuota", LONG, 0),
            new Row("global_period", "globalPeriod", ULONG, 0),
            new Row("global_quota", "globalQuota", LONG, 0),
            new Row("iothread_period", "iothreadPeriod", ULONG, 0),
            new Row("iothread_quota", "iothreadQuota", LONG, 0)));
    private static final ParameterTable MEMORY = new ParameterTable(List.of(
            new Row("hard_limit", "hardLimit", KIB, UNLIMITED),
            new Row("soft_limit", "softLimit", KIB, UNLIMITED),
            new Row("swap_hard_limit", "swapHardLimit", KIB, UNLIMITED)));
    private static final ParameterTable BLKIO = new ParameterTable(List.of(new Row("weight", "weight", UINT, 0)));

    private final StoredDefinition definitions;

    public Shares(StoredDefinition definitions) {
        this.definitions = definitions;
    }

    /** {@return shares, periods and quotas of CPU time} */
    public TypedParameters scheduler(Guest guest, Affect... flags) {
        return get(guest, d -> SCHEDULER.read(cpu(d)), "CPU", flags);
    }

    /** Changes shares, periods and quotas of CPU time. */
    public void setScheduler(Guest guest, TypedParameters given, Affect... flags) {
        set(guest, "virDomainSetSchedulerParametersFlags", "CPU", d -> d.withCputune(SCHEDULER.apply(cpu(d), given)), flags);
    }

    /** {@return limits of memory} */
    public TypedParameters memory(Guest guest, Affect... flags) {
        return get(guest, d -> MEMORY.read(memory(d)), "memory", flags);
    }

    /** Changes limits of memory. */
    public void setMemory(Guest guest, TypedParameters given, Affect... flags) {
        set(guest, "virDomainSetMemoryParameters", "memory", d -> {
            MemoryTune changed = MEMORY.apply(memory(d), given);
            if (changed.swapHardLimit() != null && changed.hardLimit() != null
                    && changed.hardLimit().compareTo(changed.swapHardLimit()) > 0) {
                throw Errors.argument("memory hard_limit tunable value must be lower than or equal to swap_hard_limit");
            }
            return d.withMemtune(changed);
        }, flags);
    }

    /** {@return shares of block input and output, also those of single devices} */
    public TypedParameters blkio(Guest guest, Affect... flags) {
        return get(guest, d -> {
            TypedParameters.Builder out = TypedParameters.builder();
            BLKIO.read(block(d)).values().forEach(out::add);
            DEVICE_LISTS.forEach((name, component) -> out.add(name, DeviceShares.text(block(d).device(), component)));
            return out.build();
        }, "blkio", flags);
    }

    /** Changes shares of block input and output. */
    public void setBlkio(Guest guest, TypedParameters given, Affect... flags) {
        set(guest, "virDomainSetBlkioParameters", "blkio", d -> {
            BlkioTune changed = block(d);
            TypedParameters.Builder plain = TypedParameters.builder();
            for (Map.Entry<String, TypedValue> each : given.values().entrySet()) {
                String component = DEVICE_LISTS.get(each.getKey());
                if (component == null) {
                    plain.add(each.getKey(), each.getValue());
                } else {
                    changed = Records.with(
                            changed, "device", DeviceShares.change(changed.device(), component, each.getValue().text()));
                }
            }
            return d.withBlkiotune(BLKIO.apply(changed, plain.build()));
        }, flags);
    }

    private static final Map<String, String> DEVICE_LISTS = new TreeMap<>(Map.of(
            "device_weight", "weight",
            "device_read_iops_sec", "readIopsSec",
            "device_write_iops_sec", "writeIopsSec",
            "device_read_bytes_sec", "readBytesSec",
            "device_write_bytes_sec", "writeBytesSec"));

    /** {@return from which nodes the memory comes} */
    public TypedParameters numa(Guest guest, Affect... flags) {
        return get(guest, d -> {
            NumaTune.MemoryPolicy policy = d.numatune() == null ? null : d.numatune().memory();
            IdSet nodes = policy == null ? null : policy.nodeset();
            return TypedParameters.builder()
                    .add("numa_mode", policy == null ? 0 : policy.mode().ordinal())
                    .add("numa_nodeset", nodes == null ? "" : nodes.toString())
                    .build();
        }, null, flags);
    }

    /** Changes from which nodes the memory comes. */
    public void setNuma(Guest guest, TypedParameters given, Affect... flags) {
        for (String name : given.values().keySet()) {
            if (!name.equals("numa_mode") && !name.equals("numa_nodeset")) {
                throw Errors.argument("parameter '" + name + "' not supported");
            }
        }
        set(guest, "virDomainSetNumaParameters", "cpuset", d -> {
            NumaTune old = d.numatune() == null ? new NumaTune(null, List.of()) : d.numatune();
            NumaTune.MemoryPolicy policy = old.memory();
            IdSet nodes = policy == null ? null : policy.nodeset();
            String text = given.string("numa_nodeset");
            if (text != null) {
                nodes = nodes(text);
            }
            NumaTune.Mode mode = policy == null ? NumaTune.Mode.STRICT : policy.mode();
            if (given.number("numa_mode").isPresent()) {
                mode = mode(given.number("numa_mode").getAsLong());
            }
            return d.withNumatune(old.withMemory(new NumaTune.MemoryPolicy(
                    mode, nodes, null)));
        }, flags);
    }

    private static IdSet nodes(String text) {
        try {
            return IdSet.parse(text);
        } catch (IllegalArgumentException e) {
            throw Errors.argument("Invalid value of 'numa_nodeset': '" + text + "'");
        }
    }

    private static NumaTune.Mode mode(long number) {
        NumaTune.Mode[] all = NumaTune.Mode.values();
        if (number < 0 || number >= all.length) {
            throw Errors.argument("unsupported numatune mode: '" + number + "'");
        }
        return all[(int) number];
    }

    private static CpuTune cpu(DomainDescription description) {
        CpuTune tune = description.cputune();
        return tune == null ? Records.blank(CpuTune.class) : tune;
    }

    private static MemoryTune memory(DomainDescription description) {
        MemoryTune tune = description.memtune();
        return tune == null ? Records.blank(MemoryTune.class) : tune;
    }

    private static BlkioTune block(DomainDescription description) {
        BlkioTune tune = description.blkiotune();
        return tune == null ? Records.blank(BlkioTune.class) : tune;
    }

    private static Scope scope(Guest guest, Affect... flags) {
        return Scope.of(guest, Flag.has(flags, Affect.LIVE), Flag.has(flags, Affect.CONFIG));
    }

    /**
     * {@return what a document says}
     *
     * @param group the control group that a running guest would be asked, null when its document knows
     */
    private static TypedParameters get(
            Guest guest,
            Function<DomainDescription, TypedParameters> read,
            @Nullable String group,
            Affect... flags) {
        Scope scope = scope(guest, flags);
        if (scope.live() && group != null) {
            throw notMounted(group);
        }
        return read.apply(scope.live() ? guest.description() : guest.definition().orElseGet(guest::description));
    }

    private void set(
            Guest guest, String call, String group, UnaryOperator<DomainDescription> change, Affect... flags) {
        try (JobLock.Job job = guest.jobs().begin(call)) {
            if (scope(guest, flags).live()) {
                throw notMounted(group);
            }
            definitions.change(guest, change);
        }
    }

    private static RuntimeException notMounted(String group) {
        return Errors.invalid("cgroup " + group + " controller is not mounted: guests are in no control groups of their own;"
                + " --config changes the next start");
    }
}

package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.TextTable;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** The commands about a guest's shares of the host, and about the threads that serve its disks. */
public final class ShareCommands {
    private static final int LABELS = 15;
    /** The number that stands for no limit of memory. */
    private static final long UNLIMITED = 9007199254740991L;

    private static final List<String> NUMA_MODES = List.of("strict", "preferred", "interleave", "restrictive");

    private ShareCommands() {}

    /** Prints or changes shares, periods and quotas of CPU time. */
    public static void scheduler(Invocation in) {
        Domain domain = in.domain();
        DomainFlags.Affect[] flags = Affects.of(in);
        List<String> given = in.list("set");
        TypedParameters present = domain.schedulerParameters(flags);
        if (!given.isEmpty()) {
            TypedParameters.Builder wanted = TypedParameters.builder();
            for (String word : given) {
                int equals = word.indexOf('=');
                String name = equals < 0 ? word : word.substring(0, equals);
                TypedValue old = present.get(name);
                if (equals < 0 || old == null) {
                    throw new Failure(equals < 0 ? "Invalid syntax for --set, expecting name=value" : "invalid scheduler option: " + word);
                }
                wanted.add(name, number(old, word.substring(equals + 1), word));
            }
            domain.setSchedulerParameters(wanted.build(), flags);
            present = domain.schedulerParameters(flags);
        }
        if (!in.structured()) {
            in.print("Scheduler      : " + domain.schedulerType() + "\n");
        }
        TypedValues.print(in, present, LABELS);
    }

    private static TypedValue number(TypedValue like, String text, String word) {
        try {
            return like instanceof TypedValue.LongValue
                    ? new TypedValue.LongValue(Long.parseLong(text))
                    : new TypedValue.ULongValue(Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            throw new Failure("invalid scheduler option: " + word);
        }
    }

    /** Prints or changes limits of memory. */
    public static void memory(Invocation in) {
        Domain domain = in.domain();
        DomainFlags.Affect[] flags = Affects.of(in);
        TypedParameters.Builder wanted = TypedParameters.builder();
        boolean any = false;
        for (String name : List.of("hard-limit", "soft-limit", "swap-hard-limit")) {
            String text = in.text(name);
            if (text != null) {
                wanted.addUnsigned(name.replace('-', '_'), text.equals("-1") ? UNLIMITED : in.bytes(name, 1024, 0) / 1024);
                any = true;
            }
        }
        if (any) {
            domain.setMemoryParameters(wanted.build(), flags);
            return;
        }
        TypedParameters.Builder shown = TypedParameters.builder();
        domain.memoryParameters(flags).values().forEach((name, value) -> shown.add(
                name,
                value.equals(new TypedValue.ULongValue(UNLIMITED)) ? new TypedValue.StringValue("unlimited") : value));
        TypedValues.print(in, shown.build(), LABELS);
    }

    /** Prints or changes shares of block input and output. */
    public static void block(Invocation in) {
        Domain domain = in.domain();
        DomainFlags.Affect[] flags = Affects.of(in);
        TypedParameters.Builder wanted = TypedParameters.builder();
        boolean any = false;
        Long weight = in.number("weight", 0, Integer.MAX_VALUE);
        if (weight != null) {
            wanted.addUnsigned("weight", weight.intValue());
            any = true;
        }
        for (String name : List.of("device-weights", "device-read-iops-sec", "device-write-iops-sec", "device-read-bytes-sec", "device-write-bytes-sec")) {
            String text = in.text(name);
            if (text != null) {
                wanted.add(name.equals("device-weights") ? "device_weight" : name.replace('-', '_'), text);
                any = true;
            }
        }
        if (any) {
            domain.setBlkioParameters(wanted.build(), flags);
            return;
        }
        TypedValues.print(in, domain.blkioParameters(flags), LABELS);
    }

    /** Prints or changes from which NUMA nodes of the host the memory comes. */
    public static void numa(Invocation in) {
        Domain domain = in.domain();
        DomainFlags.Affect[] flags = Affects.of(in);
        String nodes = in.text("nodeset");
        String mode = in.text("mode");
        if (nodes != null || mode != null) {
            TypedParameters.Builder wanted = TypedParameters.builder();
            if (nodes != null) {
                wanted.add("numa_nodeset", nodes);
            }
            if (mode != null) {
                int number = NUMA_MODES.indexOf(mode);
                if (number < 0 && !mode.matches("[0-3]")) {
                    throw new Failure("Invalid mode: " + mode);
                }
                wanted.add("numa_mode", number < 0 ? Integer.parseInt(mode) : number);
            }
            domain.setNumaParameters(wanted.build(), flags);
            return;
        }
        TypedParameters.Builder shown = TypedParameters.builder();
        for (Map.Entry<String, TypedValue> each : domain.numaParameters(flags).values().entrySet()) {
            boolean named = each.getKey().equals("numa_mode") && each.getValue() instanceof TypedValue.IntValue(int v) && v < NUMA_MODES.size();
            shown.add(each.getKey(), named && each.getValue() instanceof TypedValue.IntValue(int v)
                    ? new TypedValue.StringValue(NUMA_MODES.get(v))
                    : each.getValue());
        }
        TypedValues.print(in, shown.build(), LABELS);
    }

    /** Prints or changes a disk's limits. */
    public static void disk(Invocation in) {
        Domain domain = in.domain();
        String disk = in.required("device");
        DomainFlags.Affect[] flags = Affects.of(in);
        TypedParameters.Builder wanted = TypedParameters.builder();
        boolean any = false;
        for (String name : DISK_LIMITS) {
            String text = in.text(name);
            if (text != null) {
                wanted.addUnsigned(name.replace('-', '_'), in.bytes(name, 1, 0));
                any = true;
            }
        }
        String group = in.text("group-name");
        if (group != null) {
            wanted.add("group_name", group);
            any = true;
        }
        if (any) {
            in.attempt("Unable to change block I/O throttle");
            domain.setBlockIoTune(disk, wanted.build(), flags);
            return;
        }
        in.attempt("Unable to get block I/O throttle parameters");
        TypedValues.print(in, domain.blockIoTune(disk, flags), LABELS);
    }

    /** The limits of a disk, as options. */
    public static final List<String> DISK_LIMITS = List.of(
            "total-bytes-sec", "read-bytes-sec", "write-bytes-sec", "total-iops-sec", "read-iops-sec", "write-iops-sec",
            "total-bytes-sec-max", "read-bytes-sec-max", "write-bytes-sec-max", "total-iops-sec-max", "read-iops-sec-max",
            "write-iops-sec-max", "size-iops-sec", "total-bytes-sec-max-length", "read-bytes-sec-max-length",
            "write-bytes-sec-max-length", "total-iops-sec-max-length", "read-iops-sec-max-length", "write-iops-sec-max-length");

    /** Lists the I/O threads of a guest. */
    public static void threads(Invocation in) {
        Domain domain = in.domain();
        DomainFlags.Affect[] flags = Affects.of(in);
        in.attempt("Unable to get domain IOThreads information");
        List<Domain.IoThreadInfo> threads = domain.ioThreads(flags);
        if (threads.isEmpty() && !in.structured()) {
            in.extra("No IOThreads found for the domain\n");
            return;
        }
        int hostCpus = PinCommands.hostCpus(in.connection());
        TextTable table = new TextTable("IOThread ID", "CPU Affinity");
        for (Domain.IoThreadInfo thread : threads) {
            table.row(thread.number(), PinCommands.format(thread.allowed().bits(), hostCpus));
        }
        in.show(table);
    }

    private static int thread(Invocation in, String option) {
        Long number = in.number(option, 0, Integer.MAX_VALUE);
        return number == null ? 0 : number.intValue();
    }

    /** Says where an I/O thread may run. */
    public static void pinThread(Invocation in) {
        Domain domain = in.domain();
        BitSet cpus = PinCommands.parse(in.required("cpulist"), PinCommands.hostCpus(in.connection()));
        domain.pinIoThread(thread(in, "iothread"), new Domain.CpuSet(cpus), Affects.of(in));
    }

    /** Adds an I/O thread. */
    public static void addThread(Invocation in) {
        in.domain().addIoThread(thread(in, "id"), Affects.of(in));
    }

    /** Removes an I/O thread. */
    public static void deleteThread(Invocation in) {
        in.domain().deleteIoThread(thread(in, "id"), Affects.of(in));
    }

    /** Changes how an I/O thread polls. */
    public static void setThread(Invocation in) {
        Domain domain = in.domain();
        TypedParameters.Builder wanted = TypedParameters.builder();
        boolean any = false;
        for (String name : List.of("poll-max-ns", "poll-grow", "poll-shrink", "thread-pool-min", "thread-pool-max")) {
            Long number = in.number(name, 0, Long.MAX_VALUE);
            if (number != null) {
                String parameter = name.replace('-', '_');
                switch (name) {
                    case "poll-max-ns" -> wanted.addUnsigned(parameter, number.longValue());
                    case "poll-grow", "poll-shrink" -> wanted.addUnsigned(parameter, number.intValue());
                    default -> wanted.add(parameter, number.intValue());
                }
                any = true;
            }
        }
        if (!any) {
            throw new Failure("Not enough arguments passed, nothing to set");
        }
        domain.setIoThread(thread(in, "id"), wanted.build(), Affects.of(in));
    }
}

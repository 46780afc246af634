package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.table.Common.CONFIG;
import static io.jvirt.cli.table.Common.CURRENT;
import static io.jvirt.cli.table.Common.DOMAIN;
import static io.jvirt.cli.table.Common.LIVE;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.ShareCommands;
import java.util.ArrayList;
import java.util.List;

/** Commands about what a guest may use of the host. */
public final class SharesTable implements CommandTable {
    private static final Option THREAD = Option.requiredNumber("id", "the thread's number");

    private final Command[] commands = {
        of("schedinfo", "shares and limits of a guest's CPU time",
                "Prints shares, periods and quotas of CPU time, or changes them.",
                "jvirt schedinfo web --config --set cpu_shares=2048",
                DOMAIN, CURRENT, CONFIG, LIVE,
                Option.list("set", Values.NONE, "name=value ...")),
        of("memtune", "limits of a guest's memory on the host",
                "Prints limits of the memory that the guest's process may use, or changes them; -1 lifts one.",
                "jvirt memtune web --hard-limit 4G --config",
                DOMAIN,
                Option.text("hard-limit", Values.NONE, "the most memory, in KiB or with a suffix"),
                Option.text("soft-limit", Values.NONE, "what it is kept at when memory is short"),
                Option.text("swap-hard-limit", Values.NONE, "the most memory and swap together"),
                CONFIG, LIVE, CURRENT),
        of("blkiotune", "shares of a guest's block input and output",
                "Prints shares of block input and output, or changes them.",
                "jvirt blkiotune web --weight 500 --config",
                DOMAIN,
                Option.number("weight", "the share of the whole guest, 100 to 1000"),
                Option.named("device-weights", Values.NONE, "shares of devices: /dev/sda,500,/dev/sdb,300"),
                Option.named("device-read-iops-sec", Values.NONE, "reading requests a second, in the same way"),
                Option.named("device-write-iops-sec", Values.NONE, "writing requests a second, in the same way"),
                Option.named("device-read-bytes-sec", Values.NONE, "bytes read a second, in the same way"),
                Option.named("device-write-bytes-sec", Values.NONE, "bytes written a second, in the same way"),
                CONFIG, LIVE, CURRENT),
        of("numatune", "NUMA nodes that give a guest's memory",
                "Prints from which NUMA nodes of the host the memory comes, or changes them.",
                "jvirt numatune web --mode strict --nodeset 0-1 --config",
                DOMAIN,
                Option.text("mode", Values.NONE, "strict, preferred, interleave or restrictive"),
                Option.text("nodeset", Values.NONE, "the nodes, such as 0-1"),
                CONFIG, LIVE, CURRENT),
        of("blkdeviotune", "limits of a guest's disk",
                "Prints how many bytes and requests a second a disk may do, or changes it; 0 lifts a limit.",
                "jvirt blkdeviotune web vda --total-iops-sec 500 --live",
                limits()),
        of("iothreadinfo", "the threads that serve a guest's disks", "Lists the I/O threads of a guest.",
                "jvirt iothreadinfo web", DOMAIN, CONFIG, LIVE, CURRENT),
        of("iothreadpin", "where an I/O thread may run", "Says on which host CPUs an I/O thread may run.",
                "jvirt iothreadpin web 1 0-1",
                DOMAIN,
                Option.requiredNumber("iothread", "the thread's number"),
                Option.required("cpulist", Values.NONE, "host CPUs such as 0-3,^2"),
                CONFIG, LIVE, CURRENT),
        of("iothreadadd", "add an I/O thread", "Adds a thread that can serve disks.",
                "jvirt iothreadadd web 3 --live", DOMAIN, THREAD, CONFIG, LIVE, CURRENT),
        of("iothreaddel", "remove an I/O thread", "Removes a thread that serves no disk.",
                "jvirt iothreaddel web 3 --live", DOMAIN, THREAD, CONFIG, LIVE, CURRENT),
        of("iothreadset", "how an I/O thread polls", "Changes how an I/O thread polls.",
                "jvirt iothreadset web 3 --poll-max-ns 32768",
                DOMAIN, THREAD,
                Option.namedNumber("poll-max-ns", "the longest time to poll, in nanoseconds"),
                Option.namedNumber("poll-grow", "by what the time grows"),
                Option.namedNumber("poll-shrink", "by what the time shrinks"),
                Option.namedNumber("thread-pool-min", "the least number of worker threads"),
                Option.namedNumber("thread-pool-max", "the largest number of worker threads"),
                CONFIG, LIVE, CURRENT),
    };

    private static Option[] limits() {
        List<Option> options = new ArrayList<>(List.of(
                DOMAIN, Option.required("device", Values.DISK, "the disk, by target or source")));
        for (String name : ShareCommands.DISK_LIMITS) {
            String help = name.endsWith("-length")
                    ? "seconds that such a burst may last"
                    : name.startsWith("size") ? "the size that counts as one request"
                    : name.replace('-', ' ').replace(" max", " in a burst");
            options.add(Option.alias(name.replace('-', '_'), name));
            options.add(Option.named(name, Values.NONE, help));
        }
        options.add(Option.alias("group_name", "group-name"));
        options.add(Option.named("group-name", Values.NONE, "the disks of the same group share the limits"));
        options.addAll(List.of(CONFIG, LIVE, CURRENT));
        return options.toArray(new Option[0]);
    }

    @Override
    public Group group() {
        return Group.DOMAIN;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "schedinfo" -> ShareCommands.scheduler(in);
            case "memtune" -> ShareCommands.memory(in);
            case "blkiotune" -> ShareCommands.block(in);
            case "numatune" -> ShareCommands.numa(in);
            case "blkdeviotune" -> ShareCommands.disk(in);
            case "iothreadinfo" -> ShareCommands.threads(in);
            case "iothreadpin" -> ShareCommands.pinThread(in);
            case "iothreadadd" -> ShareCommands.addThread(in);
            case "iothreaddel" -> ShareCommands.deleteThread(in);
            case "iothreadset" -> ShareCommands.setThread(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}

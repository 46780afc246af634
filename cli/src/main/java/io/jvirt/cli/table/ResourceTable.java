package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.ACTIVE;
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
import io.jvirt.cli.run.CpuCommands;
import io.jvirt.cli.run.Disks;
import io.jvirt.cli.run.MemoryCommands;
import io.jvirt.cli.run.PinCommands;

/** Commands about guests' CPUs, memory and disk sizes. */
public final class ResourceTable implements CommandTable {
    private static final Option CPU_LIST =
            Option.text("cpulist", Values.NONE, "host CPUs such as 0-3,^2, r for all; without it the present ones are told")
                    .allowingEmpty();

    private final Command[] commands = {
        of("setmem", "change the memory a guest may use",
                "Changes the memory that a guest may use, through the balloon.",
                "jvirt setmem web 512M --live",
                DOMAIN,
                Option.alias("kilobytes", "size"),
                Option.requiredNumber("size", "how much, in KiB or with a suffix"),
                CONFIG,
                LIVE,
                CURRENT),
        of("setmaxmem", "change the memory a guest is built with",
                "Changes the most memory that a guest can have.",
                "jvirt setmaxmem web 2G --config",
                DOMAIN,
                Option.alias("kilobytes", "size"),
                Option.requiredNumber("size", "how much, in KiB or with a suffix"),
                CONFIG,
                LIVE,
                CURRENT),
        of("setvcpus", "change the number of a guest's CPUs", "Changes the number of virtual CPUs.",
                "jvirt setvcpus web 4 --live",
                DOMAIN,
                Option.requiredNumber("count", "how many"),
                flag("maximum", "the most that the guest can have, from the next start"),
                CONFIG,
                LIVE,
                CURRENT,
                flag("guest", "let the guest put CPUs online or offline"),
                flag("hotpluggable", "CPUs that are added can be removed again")),
        of("setvcpu", "plug or unplug single CPUs of a guest", "Enables or disables the named virtual CPUs.",
                "jvirt setvcpu web 2-3 --enable --live",
                DOMAIN,
                Option.required("vcpulist", Values.NONE, "the CPUs, such as 1,3-4"),
                flag("enable", "plug them in"),
                flag("disable", "unplug them"),
                CONFIG,
                LIVE,
                CURRENT),
        of("vcpucount", "the number of a guest's CPUs", "Prints how many virtual CPUs a guest has and can have.",
                "jvirt vcpucount web --active --live",
                DOMAIN,
                flag("maximum", "the most that it can have"),
                flag("active", "those that it has"),
                LIVE,
                CONFIG,
                CURRENT,
                flag("guest", "those that the guest has online")),
        of("vcpuinfo", "what a guest's CPUs do", "Prints state, CPU time and place of each virtual CPU.",
                "jvirt vcpuinfo web --pretty",
                DOMAIN,
                flag("pretty", "name the host CPUs as a list")),
        of("vcpupin", "where a guest's CPUs may run",
                "Prints or sets the host CPUs on which the virtual CPUs may run.",
                "jvirt vcpupin web 0 2-3",
                DOMAIN,
                Option.number("vcpu", "the virtual CPU"),
                CPU_LIST,
                CONFIG,
                LIVE,
                CURRENT),
        of("emulatorpin", "where a guest's other threads may run",
                "Prints or sets the host CPUs on which the hypervisor's own threads may run.",
                "jvirt emulatorpin web 0-1", DOMAIN, CPU_LIST, CONFIG, LIVE, CURRENT),
        of("cpu-stats", "the CPU time of a guest", "Prints the CPU time of a guest on each host CPU and in all.",
                "jvirt cpu-stats web --total",
                ACTIVE,
                flag("total", "in all only"),
                Option.number("start", "the first host CPU"),
                Option.number("count", "how many host CPUs at most")),
        of("blockresize", "change the size of a running guest's disk",
                "Changes the size of a disk of a running guest.",
                "jvirt blockresize web vda 20G",
                ACTIVE,
                Option.required("path", Values.DISK, "the disk, by target or source"),
                Option.requiredNumber("size", "the new size, in KiB or with a suffix")),
    };

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
            case "setmem" -> MemoryCommands.set(in);
            case "setmaxmem" -> MemoryCommands.setMaximum(in);
            case "setvcpus" -> CpuCommands.setCount(in);
            case "setvcpu" -> CpuCommands.set(in);
            case "vcpucount" -> CpuCommands.count(in);
            case "vcpuinfo" -> CpuCommands.info(in);
            case "vcpupin" -> PinCommands.vcpu(in);
            case "emulatorpin" -> PinCommands.emulator(in);
            case "cpu-stats" -> CpuCommands.statistics(in);
            case "blockresize" -> Disks.resize(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}

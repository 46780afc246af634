package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.HostCommands;
import io.jvirt.cli.run.NodeCommands;

/** Commands about the host and its hypervisor. */
public final class HostTable implements CommandTable {
    private final Command[] commands = {
        of("capabilities", "what the host can do", "Prints the capabilities document of the host.",
                "jvirt capabilities"),
        of("domcapabilities", "what a guest can have", "Prints what a guest of the chosen kind can have on this host.",
                "jvirt domcapabilities --machine q35",
                Option.text("virttype", Values.NONE, "kvm, qemu ..."),
                Option.text("emulatorbin", Values.FILE, "the emulator's path"),
                Option.text("arch", Values.NONE, "the guest's architecture"),
                Option.text("machine", Values.NONE, "the guest's machine type")),
        of("cpu-models", "the CPU models of an architecture", "Lists the CPU models that a document can name.",
                "jvirt cpu-models x86_64",
                Option.required("arch", Values.NONE, "the architecture")),
        of("freecell", "free memory of the host's NUMA cells", "Prints the host's free memory, in all or by cell.",
                "jvirt freecell --all",
                Option.number("cellno", "the NUMA cell"),
                flag("all", "each NUMA cell")),
        of("hostname", "the host's name", "Prints the name of the host.", "jvirt hostname"),
        of("maxvcpus", "the most CPUs a guest can have", "Prints the most virtual CPUs that a guest can have.",
                "jvirt maxvcpus",
                Option.text("type", Values.NONE, "kind of guest, such as kvm")),
        of("nodecpumap", "the host's CPUs", "Prints which CPUs the host has and which are online.",
                "jvirt nodecpumap --pretty",
                flag("pretty", "as a list of numbers")),
        of("nodecpustats", "the host's CPU times", "Prints the host's CPU times in nanoseconds.",
                "jvirt nodecpustats --percent",
                Option.number("cpu", "one CPU only"),
                flag("percent", "as shares of one second")),
        of("nodeinfo", "the host at a glance", "Prints CPUs and memory of the host.", "jvirt nodeinfo"),
        of("nodememstats", "the host's memory", "Prints the host's memory figures in KiB.",
                "jvirt nodememstats",
                Option.number("cell", "one NUMA cell only")),
        of("sysinfo", "the host's SMBIOS data", "Prints the SMBIOS document of the host.", "jvirt sysinfo"),
        of("uri", "the connection's URI", "Prints the full URI of the connection.", "jvirt uri"),
        of("version", "versions", "Prints the versions of this program, the hypervisor and, if asked, the daemon.",
                "jvirt version --daemon",
                flag("daemon", "the daemon's too")),
    };

    @Override
    public Group group() {
        return Group.HOST;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "capabilities" -> HostCommands.capabilities(in);
            case "domcapabilities" -> HostCommands.domainCapabilities(in);
            case "cpu-models" -> HostCommands.cpuModels(in);
            case "hostname" -> HostCommands.hostname(in);
            case "maxvcpus" -> HostCommands.maxVcpus(in);
            case "sysinfo" -> HostCommands.sysinfo(in);
            case "uri" -> HostCommands.uri(in);
            case "version" -> HostCommands.version(in);
            case "freecell" -> NodeCommands.freeMemory(in);
            case "nodecpumap" -> NodeCommands.cpuMap(in);
            case "nodecpustats" -> NodeCommands.cpuStatistics(in);
            case "nodeinfo" -> NodeCommands.info(in);
            case "nodememstats" -> NodeCommands.memoryStatistics(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}

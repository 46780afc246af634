package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.CpuFitCommands;
import io.jvirt.cli.run.HostCommands;
import io.jvirt.cli.run.NodeCommands;

/** Commands about the host and its hypervisor. */
public final class HostTable implements CommandTable {
    private static final Option FILE = Option.required("file", Values.FILE, "documents of CPUs, guests or hosts");
    private static final Option VIRTTYPE = Option.text("virttype", Values.NONE, "kvm, qemu ...");
    private static final Option EMULATOR = Option.text("emulator", Values.FILE, "the emulator's path");
    private static final Option ARCH = Option.text("arch", Values.NONE, "the guest's architecture");
    private static final Option MACHINE = Option.text("machine", Values.NONE, "the guest's machine type");
    private static final Option ERROR = flag("error", "fail with the reason if it does not fit");
    private static final Option VALIDATE = flag("validate", "refuse what documents cannot have");
    private static final Option FEATURES = flag("features", "list the features of the model as well");
    private static final Option MIGRATABLE = flag("migratable", "leave out what keeps a guest from moving");

    private final Command[] commands = {
        of("capabilities", "what the host can do", "Prints the capabilities document of the host.",
                "jvirt capabilities"),
        of("domcapabilities", "what a guest can have", "Prints what a guest of the chosen kind can have on this host.",
                "jvirt domcapabilities --machine q35",
                VIRTTYPE,
                Option.text("emulatorbin", Values.FILE, "the emulator's path"),
                ARCH,
                MACHINE),
        of("cpu-baseline", "the CPU that several hosts have in common",
                "Prints the CPU that a guest can have on each host whose CPU is in a file.",
                "jvirt cpu-baseline hosts.xml --features",
                FILE,
                FEATURES,
                MIGRATABLE),
        of("cpu-compare", "whether this host has what a CPU needs", "Compares the host's CPU with the one in a file.",
                "jvirt cpu-compare guest.xml --error",
                FILE,
                ERROR,
                VALIDATE),
        of("hypervisor-cpu-baseline", "the CPU that several hosts have in common, by a hypervisor's models",
                "Prints the CPU that a guest can have on each host whose CPU is in a file, by a model of the hypervisor's.",
                "jvirt hypervisor-cpu-baseline --file hosts.xml",
                Option.text("file", Values.FILE, "documents of CPUs"),
                VIRTTYPE,
                EMULATOR,
                ARCH,
                MACHINE,
                FEATURES,
                MIGRATABLE,
                Option.text("model", Values.NONE, "a model instead of a file")),
        of("hypervisor-cpu-compare", "whether a hypervisor can give a CPU here",
                "Compares the CPU that a hypervisor can give on this host with the one in a file.",
                "jvirt hypervisor-cpu-compare guest.xml --virttype qemu",
                FILE,
                VIRTTYPE,
                EMULATOR,
                ARCH,
                MACHINE,
                ERROR,
                VALIDATE),
        of("hypervisor-cpu-models", "the CPU models that a hypervisor can run here",
                "Lists the CPU models of the hypervisor that this host can run.",
                "jvirt hypervisor-cpu-models --all",
                VIRTTYPE,
                EMULATOR,
                ARCH,
                MACHINE,
                flag("all", "those that cannot run here, too")),
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
            case "cpu-baseline" -> CpuFitCommands.baseline(in);
            case "cpu-compare" -> CpuFitCommands.compare(in);
            case "hypervisor-cpu-baseline" -> CpuFitCommands.baselineHypervisor(in);
            case "hypervisor-cpu-compare" -> CpuFitCommands.compareHypervisor(in);
            case "hypervisor-cpu-models" -> CpuFitCommands.hypervisorModels(in);
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

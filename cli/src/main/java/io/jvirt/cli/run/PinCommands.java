package io.jvirt.cli.run;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.TextTable;
import java.util.BitSet;
import java.util.List;

/** The commands {@code vcpupin} and {@code emulatorpin}. */
public final class PinCommands {
    private PinCommands() {}

    /** {@return how many CPUs the host has, online or not} */
    static int hostCpus(Connection connection) {
        try {
            return connection.nodeCpuMap().online().size();
        } catch (JvirtException e) {
            if (e.code() == ErrorCode.NO_SUPPORT) {
                return connection.nodeInfo().cpus();
            }
            throw e;
        }
    }

    /** Prints or sets where virtual CPUs may run. */
    public static void vcpu(Invocation in) {
        DomainFlags.Affect[] flags = Affects.of(in);
        String cpuList = in.text("cpulist");
        Long wanted = in.number("vcpu", 0, Integer.MAX_VALUE);
        if (cpuList != null && wanted == null) {
            throw new Failure("vcpupin: Missing vCPU number in pin mode.");
        }
        Domain domain = in.domain();
        int hostCpus = hostCpus(in.connection());
        if (cpuList != null && wanted != null) {
            domain.pinVcpu(wanted.intValue(), new Domain.CpuSet(parse(cpuList, hostCpus)), flags);
            return;
        }
        List<Domain.CpuSet> pins = domain.vcpuPins(flags);
        if (wanted != null && wanted >= pins.size()) {
            throw new Failure(
                    domain.active()
                            ? "vcpu " + wanted + " is out of range of live cpu count " + pins.size()
                            : "vcpu " + wanted + " is out of range of persistent cpu count " + pins.size());
        }
        TextTable table = new TextTable("VCPU", "CPU Affinity");
        for (int i = 0; i < pins.size(); i++) {
            if (wanted == null || wanted == i) {
                table.row(i, format(pins.get(i).bits(), hostCpus));
            }
        }
        in.show(table);
    }

    /** Prints or sets where the hypervisor's own threads may run. */
    public static void emulator(Invocation in) {
        DomainFlags.Affect[] flags = Affects.of(in);
        String cpuList = in.text("cpulist");
        Domain domain = in.domain();
        int hostCpus = hostCpus(in.connection());
        if (cpuList != null) {
            domain.pinEmulator(new Domain.CpuSet(parse(cpuList, hostCpus)), flags);
            return;
        }
        String list = format(domain.emulatorPin(flags).bits(), hostCpus);
        if (in.structured()) {
            in.document(java.util.Map.of("cpu-affinity", list));
            return;
        }
        in.extra("emulator: CPU Affinity\n----------------------------------\n");
        in.print("       *: " + list + "\n");
    }

    /** {@return a set as virsh writes it, such as {@code 0-3,6}} */
    static String format(BitSet bits, int limit) {
        StringBuilder text = new StringBuilder();
        for (int i = bits.nextSetBit(0); i >= 0 && i < limit; ) {
            int end = Math.min(bits.nextClearBit(i), limit);
            if (!text.isEmpty()) {
                text.append(',');
            }
            text.append(i);
            if (end - 1 > i) {
                text.append('-').append(end - 1);
            }
            i = bits.nextSetBit(end);
        }
        return text.toString();
    }

    /** {@return the CPUs of a list such as 0-3,^2} */
    static BitSet parse(String list, int hostCpus) {
        BitSet bits = new BitSet();
        if (list.equals("r")) {
            bits.set(0, hostCpus);
            return bits;
        }
        for (String part : list.split(",", -1)) {
            boolean without = part.startsWith("^");
            String range = without ? part.substring(1) : part;
            int dash = range.indexOf('-');
            try {
                int first = Integer.parseInt((dash < 0 ? range : range.substring(0, dash)).strip());
                int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1).strip());
                if (first < 0 || last < first) {
                    throw new Failure("Invalid cpulist '" + list + "'");
                }
                if (last >= hostCpus) {
                    throw new Failure("CPU " + last + " in cpulist '" + list + "' exceed the maxcpu " + hostCpus);
                }
                bits.set(first, last + 1, !without);
            } catch (NumberFormatException e) {
                throw new Failure(
                        "Invalid cpulist '" + list + "'",
                        JvirtException.invalidArgument(ErrorDomain.NONE, "Failed to parse bitmap '" + list + "'"));
            }
        }
        if (bits.isEmpty()) {
            throw new Failure("Invalid cpulist '" + list + "'");
        }
        return bits;
    }
}

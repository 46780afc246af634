package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.Vcpu;
import io.jvirt.model.domain.VcpuCount;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.List;

/** The number of virtual CPUs and how the guest sees them grouped. */
final class SmpOption {
    private SmpOption() {
    }

    static void add(Guest guest, Arguments out) {
        int max = maximum(guest);
        long present = present(guest, max);
        KeyValues values = KeyValues.of(Long.toString(present));
        if (present != max) {
            values.put("maxcpus", max);
        }
        Cpu.Topology topology = guest.domain().cpu() == null ? null : guest.domain().cpu().topology();
        if (topology == null) {
            values.put("sockets", max).put("cores", 1).put("threads", 1);
        } else {
            values.put("sockets", topology.sockets());
            if (guest.has(QemuFact.SMP_OPTS_DIES)) {
                values.put("dies", topology.dies());
            } else if (topology.dies() != 1) {
                throw Guest.unsupported("Only 1 die per socket is supported, the document asks for " + topology.dies());
            }
            if (guest.has(QemuFact.SMP_CLUSTERS)) {
                values.put("clusters", topology.clusters());
            } else if (topology.clusters() != 1) {
                throw Guest.unsupported(
                        "Only 1 cluster per die is supported, the document asks for " + topology.clusters());
            }
            values.put("cores", topology.cores()).put("threads", topology.threads());
        }
        out.add("smp", values);
    }

    static int maximum(Guest guest) {
        VcpuCount count = guest.domain().vcpu();
        return count == null ? 1 : count.maximum();
    }

    /** CPUs that can be unplugged are added one by one after the start, the others count here. */
    private static long present(Guest guest, int max) {
        List<Vcpu> vcpus = guest.domain().vcpus();
        if (!vcpus.isEmpty()) {
            return vcpus.stream().filter(v -> v.enabled() == YesNo.YES && !YesNo.isYes(v.hotpluggable())).count();
        }
        VcpuCount count = guest.domain().vcpu();
        return count == null || count.current() == null ? max : count.current();
    }
}

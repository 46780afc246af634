package io.jvirt.qemu.complete;

import io.jvirt.model.IdSet;
import io.jvirt.model.MemorySize;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.IoThread;
import io.jvirt.model.domain.MemoryTune;
import io.jvirt.model.domain.NumaTune;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.SecurityLabel;
import io.jvirt.model.domain.VcpuCount;
import io.jvirt.model.xml.Records;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the parts of a document say about each other, whatever runs the guest. */
final class NeutralDefaults {
    /** The kernel's "no limit", KiB. */
    private static final long UNLIMITED_KIB = 9007199254740991L;

    private final Draft draft;

    NeutralDefaults(Draft draft) {
        this.draft = draft;
    }

    void complete() {
        numberCells();
        ioThreads();
        numaTune();
        memoryTune();
        bootMenu();
        securityLabels();
        draft.hostdevs.replaceAll(NeutralDefaults::managed);
    }

    private void numberCells() {
        Cpu cpu = draft.domain.cpu();
        if (cpu == null || cpu.numa() == null) {
            return;
        }
        List<Cpu.Cell> cells = new ArrayList<>();
        for (Cpu.Cell cell : cpu.numa().cell()) {
            cells.add(cell.id() == null ? Records.with(cell, "id", cells.size()) : cell);
        }
        cells.sort(Comparator.comparing(c -> c.id() == null ? Integer.valueOf(0) : c.id()));
        for (int i = 0; i < cells.size(); i++) {
            Integer id = cells.get(i).id();
            if (id == null || id != i) {
                throw Errors.xml("The NUMA cells of the guest must be numbered from 0 without gaps; cell " + i
                        + " is missing or is there twice");
            }
        }
        draft.set("cpu", Records.with(cpu, "numa", Records.with(cpu.numa(), "cell", List.copyOf(cells))));
    }

    /** As many threads as the number says: those not listed get the lowest free ids. */
    private void ioThreads() {
        Integer count = draft.domain.iothreads();
        List<IoThread> threads = new ArrayList<>(draft.domain.iothreadids());
        if (count == null || threads.isEmpty()) {
            if (!threads.isEmpty()) {
                draft.set("iothreads", threads.size());
            }
            return;
        }
        Set<Integer> used = new TreeSet<>();
        threads.forEach(t -> used.add(t.id()));
        for (int id = 1; threads.size() < count; id++) {
            if (used.add(id)) {
                threads.add(new IoThread(id, null, null, null, null, null));
            }
        }
        draft.set("iothreadids", List.copyOf(threads));
        draft.set("iothreads", threads.size());
    }

    /** Memory follows the virtual CPUs when numad places them, and a place that numad chooses is not given. */
    private void numaTune() {
        NumaTune tune = draft.domain.numatune();
        VcpuCount vcpu = draft.domain.vcpu();
        boolean auto = vcpu != null && vcpu.placement() == VcpuCount.Placement.AUTO;
        NumaTune.MemoryPolicy memory = tune == null ? null : tune.memory();
        if (memory == null) {
            if (auto && (tune == null || tune.memnode().isEmpty())) {
                draft.set("numatune", new NumaTune(new NumaTune.MemoryPolicy(NumaTune.Mode.STRICT, null,
                        NumaTune.Placement.AUTO), tune == null ? List.of() : tune.memnode()));
            }
            return;
        }
        NumaTune.Placement placement = memory.placement();
        IdSet nodes = memory.nodeset();
        if (placement == null && nodes == null && auto) {
            placement = NumaTune.Placement.AUTO;
        }
        if (placement == NumaTune.Placement.AUTO) {
            nodes = null;
        } else if (nodes != null) {
            placement = null;
        }
        draft.set("numatune", new NumaTune(new NumaTune.MemoryPolicy(memory.mode(), nodes, placement),
                tune.memnode()));
    }

    private void memoryTune() {
        MemoryTune tune = draft.domain.memtune();
        if (tune != null) {
            tune = Records.with(tune, "hardLimit", limit(tune.hardLimit()));
            tune = Records.with(tune, "softLimit", limit(tune.softLimit()));
            tune = Records.with(tune, "swapHardLimit", limit(tune.swapHardLimit()));
            boolean none = tune.equals(Records.blank(MemoryTune.class));
            draft.set("memtune", none ? null : tune);
        }
    }

    private static @Nullable MemorySize limit(@Nullable MemorySize size) {
        return size == null || size.kib() >= UNLIMITED_KIB ? null : size;
    }

    private void bootMenu() {
        Os.BootMenu menu = draft.os().bootmenu();
        if (menu != null && menu.enable() != YesNo.YES) {
            draft.setOs("bootmenu", new Os.BootMenu(menu.enable(), null));
        }
    }

    /** Without a security driver on the host a label that names no driver means none. */
    private void securityLabels() {
        List<SecurityLabel> labels = new ArrayList<>();
        for (SecurityLabel label : draft.domain.seclabel()) {
            labels.add(label.model() == null
                    ? new SecurityLabel(SecurityLabel.Type.NONE, "none", null, null, null, null) : label);
        }
        draft.set("seclabel", List.copyOf(labels));
    }

    private static HostDevice managed(HostDevice hostdev) {
        if (hostdev.source() instanceof HostDevice.Subsystem(HostDevice.SubsystemSource source)) {
            HostDevice.SubsystemSource decided = switch (source) {
                case HostDevice.Usb s -> s.managed() == null ? Records.with(s, "managed", YesNo.NO) : s;
                case HostDevice.Pci s -> s.managed() == null ? Records.with(s, "managed", YesNo.NO) : s;
                case HostDevice.Scsi s -> s.managed() == null ? Records.with(s, "managed", YesNo.NO) : s;
                case HostDevice.ScsiHost s -> s.managed() == null ? Records.with(s, "managed", YesNo.NO) : s;
                case HostDevice.Mediated s -> s.managed() == null ? Records.with(s, "managed", YesNo.NO) : s;
            };
            return Records.with(hostdev, "source", new HostDevice.Subsystem(decided));
        }
        return hostdev;
    }
}

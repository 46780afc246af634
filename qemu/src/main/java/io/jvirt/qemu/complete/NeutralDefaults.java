package io.jvirt.qemu.complete;

import io.jvirt.model.IdSet;
import io.jvirt.model.MemorySize;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.CpuTune;
import io.jvirt.model.domain.DeviceLabel;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.Encryption;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.IoThread;
import io.jvirt.model.domain.MemoryTune;
import io.jvirt.model.domain.NumaTune;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.SecurityLabel;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.domain.VcpuCount;
import io.jvirt.model.xml.RawElement;
import io.jvirt.model.xml.Records;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
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
        cacheTune();
        metadata();
        draft.hostdevs.replaceAll(NeutralDefaults::managed);
        draft.hostdevs.replaceAll(NeutralDefaults::iscsi);
        draft.disks.replaceAll(this::disk);
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

    /** Sets of virtual CPUs cannot name more than there are. */
    private void cacheTune() {
        CpuTune tune = draft.domain.cputune();
        VcpuCount vcpu = draft.domain.vcpu();
        if (tune == null || vcpu == null) {
            return;
        }
        List<CpuTune.CacheTune> caches = new ArrayList<>();
        for (CpuTune.CacheTune cache : tune.cachetune()) {
            IdSet known = known(cache.vcpus(), vcpu.maximum());
            if (!known.isEmpty()) {
                caches.add(Records.with(cache, "vcpus", known));
            }
        }
        List<CpuTune.MemoryBandwidth> bandwidths = new ArrayList<>();
        for (CpuTune.MemoryBandwidth bandwidth : tune.memorytune()) {
            IdSet known = known(bandwidth.vcpus(), vcpu.maximum());
            if (!known.isEmpty()) {
                bandwidths.add(Records.with(bandwidth, "vcpus", known));
            }
        }
        tune = Records.with(tune, "cachetune", List.copyOf(caches));
        draft.set("cputune", Records.with(tune, "memorytune", List.copyOf(bandwidths)));
    }

    private static IdSet known(IdSet vcpus, int maximum) {
        BitSet bits = vcpus.toBitSet();
        bits.clear(maximum, Math.max(maximum, bits.length()));
        return IdSet.of(bits);
    }

    /** An application has one element in its own namespace; the first counts. */
    private void metadata() {
        RawElement metadata = draft.domain.metadata();
        if (metadata == null) {
            return;
        }
        List<RawElement> all = metadata.children();
        List<RawElement> kept = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RawElement element : all) {
            if (element.namespace() != null && seen.add(element.namespace())) {
                kept.add(element);
            }
        }
        if (kept.size() != all.size()) {
            draft.set("metadata", metadata.withChildren(kept));
        }
    }

    private Disk disk(Disk disk) {
        if (disk.encryption() != null) {
            disk = Records.with(disk, "encryption", engine(disk.encryption()));
        }
        if (disk.backingStore() != null) {
            disk = Records.with(disk, "backingStore", backing(disk.backingStore()));
        }
        return Records.with(disk, "source", source(disk.source()));
    }

    private Disk.BackingStore backing(Disk.BackingStore store) {
        if (store.source() != null) {
            store = Records.with(store, "source", source(store.source()));
        }
        return store.backingStore() == null ? store
                : Records.with(store, "backingStore", backing(store.backingStore()));
    }

    private static Encryption engine(Encryption encryption) {
        return encryption.engine() == null ? Records.with(encryption, "engine", Encryption.Engine.QEMU) : encryption;
    }

    private StorageSource source(StorageSource source) {
        StorageSource.Common common = source.common();
        if (common.encryption() != null) {
            common = Records.with(common, "encryption", engine(common.encryption()));
        }
        List<DeviceLabel> labels = common.seclabel().stream()
                .filter(l -> l.label() != null || l.relabel() == YesNo.NO || l.labelskip() != null).toList();
        if (labels.size() != common.seclabel().size()) {
            common = Records.with(common, "seclabel", labels);
        }
        if (source instanceof StorageSource.Network network && network.location() != null
                && network.location().protocol() == StorageSource.Protocol.ISCSI) {
            StorageSource.NetworkLocation location = network.location();
            source = new StorageSource.Network(Records.with(location, "name", unit(location.name())), common);
        }
        return common.equals(source.common()) ? source
                : (StorageSource) Records.with((Record) source, "common", common);
    }

    /** An iSCSI target without a unit means unit 0. */
    private static @Nullable String unit(@Nullable String name) {
        return name == null || name.indexOf('/') >= 0 ? name : name + "/0";
    }

    private static HostDevice iscsi(HostDevice hostdev) {
        if (hostdev.source() instanceof HostDevice.Subsystem(HostDevice.Scsi scsi) && "iscsi".equals(scsi.protocol())) {
            return Records.with(hostdev, "source",
                    new HostDevice.Subsystem(Records.with(scsi, "name", unit(scsi.name()))));
        }
        return hostdev;
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

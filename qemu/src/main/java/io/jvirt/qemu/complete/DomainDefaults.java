package io.jvirt.qemu.complete;

import io.jvirt.model.IdSet;
import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.DomainType;
import io.jvirt.model.domain.Features;
import io.jvirt.model.domain.MaxMemory;
import io.jvirt.model.domain.Memory;
import io.jvirt.model.domain.MemoryDevice;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.VcpuCount;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.capabilities.Accelerator;
import io.jvirt.qemu.capabilities.AcceleratorFacts;
import io.jvirt.qemu.capabilities.CpuModel;
import io.jvirt.qemu.capabilities.GicCapability;
import io.jvirt.qemu.capabilities.MachineType;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a guest has that is no device: machine, memory, CPU, clock, life cycle. */
final class DomainDefaults {
    private final Draft draft;
    private final QemuCapabilities caps;
    private final boolean newGuest;

    DomainDefaults(Draft draft, CompletionContext context) {
        this.draft = draft;
        caps = context.capabilities();
        newGuest = context.newGuest();
    }

    /** Machine, emulator and boot device: what everything else depends upon. */
    void basics() {
        Os.OsType type = draft.os().type();
        if (type == null || !type.value().equals("hvm")) {
            throw Errors.unsupported("QEMU runs guests of os type 'hvm' only, not '"
                    + (type == null ? "" : type.value()) + "'");
        }
        String arch = type.arch() == null ? documentArch(caps.arch()) : type.arch();
        AcceleratorFacts facts = caps.under(accelerator());
        String machine = type.machine();
        if (machine == null) {
            machine = facts.machines().stream().filter(MachineType::isDefault).map(MachineType::name).findFirst()
                    .or(() -> facts.machines().stream().map(MachineType::name).findFirst())
                    .orElseThrow(() -> Errors.unsupported("QEMU has no machine for architecture '" + arch + "'"));
        }
        String canonical = facts.machine(machine).map(MachineType::name).orElse(machine);
        draft.setOs("type", new Os.OsType(arch, canonical, type.value()));
        if (draft.emulator == null) {
            draft.emulator = "/usr/bin/qemu-system-" + caps.arch();
        }
    }

    /** {@return how libvirt spells an architecture of QEMU} */
    static String documentArch(String qemuArch) {
        return switch (qemuArch) {
            case "i386" -> "i686";
            case "arm" -> "armv7l";
            default -> qemuArch;
        };
    }

    Accelerator accelerator() {
        DomainType type = draft.domain.type();
        return type == DomainType.KVM ? Accelerator.KVM : type == DomainType.HVF ? Accelerator.HVF : Accelerator.TCG;
    }

    /** Memory modules need a NUMA node, so a guest that can have modules and has no nodes gets one with everything. */
    void numa() {
        MaxMemory max = draft.domain.maxMemory();
        Cpu cpu = draft.domain.cpu();
        boolean hasCells = cpu != null && cpu.numa() != null && !cpu.numa().cell().isEmpty();
        if (!newGuest || max == null || hasCells || draft.kind().isArm() && !draft.kind().isArmVirt()) {
            return;
        }
        Memory memory = draft.domain.memory();
        VcpuCount vcpu = draft.domain.vcpu();
        if (memory == null || vcpu == null) {
            return;
        }
        long modules = draft.memories.stream().mapToLong(m -> m.target().size().bytes()).sum();
        long initial = memory.size().bytes() - modules;
        if (initial <= 0) {
            return;
        }
        IdSet cpus = IdSet.parse(vcpu.maximum() == 1 ? "0" : "0-" + (vcpu.maximum() - 1));
        Cpu.Cell cell = new Cpu.Cell(0, cpus, new MemorySize(initial), null, null, List.of(), List.of());
        Cpu base = cpu == null ? Records.blank(Cpu.class) : cpu;
        draft.set("cpu", Records.with(base, "numa", new Cpu.Numa(List.of(cell), null)));
        for (int i = 0; i < draft.memories.size(); i++) {
            MemoryDevice m = draft.memories.get(i);
            if (m.target().node() == null && m.model() != MemoryDevice.Model.VIRTIO_PMEM) {
                draft.memories.set(i, Records.with(m, "target", Records.with(m.target(), "node", 0)));
            }
        }
    }

    void features() {
        if (draft.kind().isArmVirt()) {
            Features.Gic gic = draft.features().gic();
            if (gic == null || gic.version() == null) {
                draft.setFeature("gic", new Features.Gic(bestGic()));
            }
        }
        Features.Hpt hpt = draft.features().hpt();
        if (hpt != null && hpt.resizing() == null && hpt.maxpagesize() == null) {
            draft.setFeature("hpt", null);
        }
    }

    /** KVM's newest; TCG guests get version 2, whose message-signalled interrupts need no further device. */
    private Features.GicVersion bestGic() {
        boolean kvm = draft.isKvm();
        boolean v3 = caps.gic().stream().filter(GicCapability::kernel).anyMatch(g -> g.version() == 3);
        return kvm && v3 ? Features.GicVersion.V3 : Features.GicVersion.V2;
    }

    void cpu() {
        Cpu cpu = draft.domain.cpu();
        if (cpu == null) {
            defaultCpu(Records.blank(Cpu.class)).ifPresent(c -> draft.set("cpu", c));
            return;
        }
        boolean custom = cpu.mode() == null || cpu.mode() == Cpu.Mode.CUSTOM;
        boolean noModel = cpu.model() == null || cpu.model().name() == null || cpu.model().name().isBlank();
        if (custom && noModel) {
            Cpu base = cpu;
            draft.set("cpu", defaultCpu(base).orElse(base));
            return;
        }
        if (noModel && cpu.model() != null && cpu.model().vendorId() == null) {
            cpu = Records.with(cpu, "model", null);
        }
        if (custom) {
            cpu = Records.with(cpu, "mode", Cpu.Mode.CUSTOM);
        }
        if (cpu.check() == null) {
            cpu = Records.with(cpu, "check", defaultCheck(cpu));
        }
        boolean passthrough = cpu.mode() == Cpu.Mode.HOST_PASSTHROUGH || cpu.mode() == Cpu.Mode.MAXIMUM;
        if (passthrough && cpu.migratable() == null && caps.has(QemuFact.CPU_MIGRATABLE)
                && caps.supports(Accelerator.KVM)) {
            cpu = Records.with(cpu, "migratable", OnOff.ON);
        }
        draft.set("cpu", cpu);
    }

    private Cpu.Check defaultCheck(Cpu cpu) {
        return switch (cpu.mode() == null ? Cpu.Mode.CUSTOM : cpu.mode()) {
            case HOST_PASSTHROUGH, MAXIMUM -> Cpu.Check.NONE;
            case HOST_MODEL -> Cpu.Check.PARTIAL;
            case CUSTOM -> accelerator() == Accelerator.TCG ? Cpu.Check.NONE : Cpu.Check.PARTIAL;
        };
    }

    /** The CPU that the machine has when none is asked for; only TCG's is known outside x86, s390 and POWER. */
    private Optional<Cpu> defaultCpu(Cpu base) {
        Machines kind = draft.kind();
        if (!kind.isX86() && !kind.isS390() && !kind.isPpc64() && accelerator() != Accelerator.TCG) {
            return Optional.empty();
        }
        AcceleratorFacts facts = caps.under(accelerator());
        Optional<String> type = facts.machine(draft.machine()).map(MachineType::defaultCpuType);
        if (type.isEmpty() || kind.arch().equals("ppc")) {
            return Optional.empty();
        }
        String known = facts.cpuModels().stream().filter(m -> type.get().equals(m.typeName())).map(CpuModel::name)
                .findFirst().orElseGet(() -> withoutSuffix(type.get()));
        String name = kind.isPpc64() && known.startsWith("power") ? known.toUpperCase(Locale.ROOT) : known;
        if (name.equals("host")) {
            return accelerator() == Accelerator.TCG ? Optional.empty()
                    : Optional.of(mode(base, Cpu.Mode.HOST_PASSTHROUGH));
        }
        if (name.equals("max")) {
            return Optional.of(mode(base, Cpu.Mode.MAXIMUM));
        }
        Cpu cpu = mode(base, Cpu.Mode.CUSTOM);
        cpu = Records.with(cpu, "match", Cpu.Match.EXACT);
        return Optional.of(Records.with(cpu, "model", new Cpu.Model(Cpu.Fallback.FORBID, null, name)));
    }

    private static Cpu mode(Cpu base, Cpu.Mode mode) {
        return Records.with(Records.with(base, "mode", mode), "check", Cpu.Check.NONE);
    }

    /** {@return the model's name from its QOM type: all before the last two words, {@code g3-powerpc64-cpu}} */
    private static String withoutSuffix(String typeName) {
        String withoutCpu = typeName.endsWith("-cpu") ? typeName.substring(0, typeName.length() - 4) : typeName;
        int dash = withoutCpu.lastIndexOf('-');
        return dash < 0 ? withoutCpu : withoutCpu.substring(0, dash);
    }
}

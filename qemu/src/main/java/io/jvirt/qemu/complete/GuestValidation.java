package io.jvirt.qemu.complete;

import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Clock;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.DomainType;
import io.jvirt.model.domain.Features;
import io.jvirt.model.domain.LaunchSecurity;
import io.jvirt.model.domain.MemoryBacking;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.Vcpu;
import io.jvirt.model.domain.VcpuCount;
import io.jvirt.qemu.capabilities.Accelerator;
import io.jvirt.qemu.capabilities.MachineType;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Machine, CPU, memory, features and timers that do not go together. */
final class GuestValidation {
    private static final MemorySize TSEG_STEP = MemorySize.ofMib(1);
    private static final int LOADPARM_CHARS = 8;

    private final Draft draft;
    private final QemuCapabilities caps;
    private final Machines kind;

    GuestValidation(Draft draft, QemuCapabilities caps) {
        this.draft = draft;
        this.caps = caps;
        kind = draft.kind();
    }

    void check() {
        virtualCpus();
        features();
        if (draft.domain.features() != null) {
            hyperv(draft.features());
        }
        timers();
        cpu();
        memoryBacking();
        launchSecurity();
        loader();
        loadparms();
    }

    private void virtualCpus() {
        VcpuCount count = draft.domain.vcpu();
        if (count == null) {
            return;
        }
        Accelerator accelerator = draft.isKvm() ? Accelerator.KVM : Accelerator.TCG;
        int most = caps.machine(accelerator, draft.machine()).map(MachineType::maxCpus).orElse(0);
        if (most > 0 && count.maximum() > most) {
            throw Errors.unsupported("Machine '" + draft.machine() + "' can have " + most + " virtual CPUs, not "
                    + count.maximum());
        }
        Cpu cpu = draft.domain.cpu();
        int threads = cpu != null && cpu.topology() != null ? cpu.topology().threads() : 1;
        int current = count.current() == null ? count.maximum() : count.current();
        if (kind.isPseries() && threads > 1 && current % threads != 0) {
            throw granularity(threads);
        }
        if (!draft.domain.vcpus().isEmpty() && kind.isPseries() && threads > 1) {
            Map<Integer, YesNo> byCore = new HashMap<>();
            for (Vcpu vcpu : draft.domain.vcpus()) {
                YesNo other = byCore.putIfAbsent(vcpu.id() / threads, vcpu.enabled());
                if (other != null && other != vcpu.enabled()) {
                    throw granularity(threads);
                }
            }
        }
    }

    private static RuntimeException granularity(int threads) {
        return Errors.unsupported("Virtual CPUs of this machine come and go in groups of " + threads
                + ", one core; a group cannot be partly enabled");
    }

    private void features() {
        Features f = draft.features();
        only(f.hpt() != null, kind.isPseries(), "hpt");
        only(f.htm() != null, kind.isPseries(), "htm");
        only(f.nestedHv() != null, kind.isPseries(), "nested-hv");
        only(f.ccfAssist() != null, kind.isPseries(), "ccf-assist");
        only(f.cfpc() != null, kind.isPseries(), "cfpc");
        only(f.sbbc() != null, kind.isPseries(), "sbbc");
        only(f.ibs() != null, kind.isPseries(), "ibs");
        only(f.gic() != null, kind.isArmVirt(), "gic");
        only(f.ras() != null, kind.isArmVirt(), "ras");
        only(f.aia() != null, kind.isRiscvVirt(), "aia");
        only(f.ioapic() != null, kind.isX86(), "ioapic");
        only(f.vmport() != null, kind.isX86(), "vmport");
        only(f.smm() != null, kind.isX86(), "smm");
        only(f.hyperv() != null, kind.isX86() || kind.arch().equals("aarch64"), "hyperv");
        only(f.pvspinlock() != null, kind.isX86(), "pvspinlock");
        only(f.asyncTeardown() == YesNo.YES, caps.has(QemuFact.ASYNC_TEARDOWN), "async-teardown");
        only(f.ps2() == OnOff.OFF, kind.isX86(), "ps2");
        if (f.ioapic() == Features.IoApic.KVM && !draft.isKvm()) {
            throw Errors.unsupported("I/O APIC driver 'kvm' needs a guest of type 'kvm'");
        }
        Features.Smm smm = f.smm();
        if (smm != null && smm.tseg() != null) {
            tseg(smm.tseg());
        }
        if (f.ps2() == OnOff.OFF && draft.inputs.stream().anyMatch(i -> i.bus() != null && i.bus().xml().equals("ps2"))) {
            throw Errors.unsupported("Feature 'ps2' is off, but the guest has PS/2 input devices");
        }
        Features.Kvm kvm = f.kvm();
        if (kvm != null && kvm.dirtyRing() != null && kvm.dirtyRing().state() == OnOff.ON) {
            Long size = kvm.dirtyRing().size();
            if (size == null || size < 1024 || size > 65536 || Long.bitCount(size) != 1) {
                throw Errors.xml("The dirty ring's size must be a power of two from 1024 to 65536, not " + size);
            }
        }
        if (f.tcg() != null && draft.domain.type() != DomainType.QEMU) {
            throw Errors.unsupported("Feature 'tcg' is for guests of type 'qemu'");
        }
    }

    private void only(boolean wanted, boolean possible, String feature) {
        if (wanted && !possible) {
            throw Errors.unsupported("Feature '" + feature + "' does not exist on architecture '" + kind.arch()
                    + "' with machine '" + kind.machine() + "'");
        }
    }

    private void tseg(MemorySize size) {
        if (!kind.isQ35()) {
            throw Errors.unsupported("The SMM TSEG size can be chosen with Q35 machines only, not with '"
                    + kind.machine() + "'");
        }
        if (size.bytes() % TSEG_STEP.bytes() != 0) {
            throw Errors.unsupported("The SMM TSEG size must be whole MiB, not " + size);
        }
    }

    private void hyperv(Features features) {
        Features.Hyperv h = features.hyperv();
        if (h == null || h.mode() == Features.HypervMode.PASSTHROUGH || h.mode() == Features.HypervMode.HOST_MODEL) {
            return;
        }
        boolean vpindex = h.vpindex() == OnOff.ON;
        boolean synic = h.synic() == OnOff.ON;
        boolean stimer = h.stimer() != null && h.stimer().state() == OnOff.ON;
        needs("synic", synic, "vpindex", vpindex);
        needs("stimer", stimer, "synic", synic);
        needs("stimer", stimer, "hypervclock", timer(Clock.TimerName.HYPERVCLOCK));
        needs("tlbflush", h.tlbflush() != null && h.tlbflush().state() == OnOff.ON, "vpindex", vpindex);
        needs("ipi", h.ipi() == OnOff.ON, "vpindex", vpindex);
        needs("evmcs", h.evmcs() == OnOff.ON, "vapic", h.vapic() == OnOff.ON);
        if (h.spinlocks() != null && h.spinlocks().state() == OnOff.ON && h.spinlocks().retries() != null
                && h.spinlocks().retries() < 0xfff) {
            throw Errors.xml("Hyper-V spinlocks need at least 4095 retries, not " + h.spinlocks().retries());
        }
        if (h.vendorId() != null && h.vendorId().value() != null && h.vendorId().value().length() > 12) {
            throw Errors.xml("The Hyper-V vendor id '" + h.vendorId().value() + "' is longer than 12 characters");
        }
    }

    private static void needs(String feature, boolean on, String other, boolean otherOn) {
        if (on && !otherOn) {
            throw Errors.unsupported("Hyper-V feature '" + feature + "' needs '" + other + "' as well");
        }
    }

    private boolean timer(Clock.TimerName name) {
        Clock clock = draft.domain.clock();
        return clock != null && clock.timer().stream().anyMatch(t -> t.name() == name && t.present() != YesNo.NO);
    }

    private void timers() {
        Clock clock = draft.domain.clock();
        if (clock == null) {
            return;
        }
        for (Clock.Timer timer : clock.timer()) {
            boolean possible = switch (timer.name()) {
                case PIT, HPET, TSC, KVMCLOCK, HYPERVCLOCK -> kind.isX86();
                case ARMVTIMER -> kind.isArm();
                case RTC -> true;
                case PLATFORM -> false;
            };
            if (!possible) {
                throw Errors.unsupported("Timer '" + timer.name().xml() + "' does not exist on architecture '"
                        + kind.arch() + "'");
            }
            tickPolicy(timer);
        }
    }

    private static void tickPolicy(Clock.Timer timer) {
        Clock.TickPolicy policy = timer.tickpolicy();
        if (policy == null) {
            return;
        }
        boolean possible = switch (timer.name()) {
            case RTC -> policy == Clock.TickPolicy.DELAY || policy == Clock.TickPolicy.CATCHUP;
            case PIT -> policy != Clock.TickPolicy.MERGE;
            case HPET -> true;
            case ARMVTIMER -> policy == Clock.TickPolicy.DELAY || policy == Clock.TickPolicy.DISCARD;
            case PLATFORM, TSC, KVMCLOCK, HYPERVCLOCK -> false;
        };
        if (!possible) {
            throw Errors.unsupported("Timer '" + timer.name().xml() + "' cannot have tick policy '" + policy.xml()
                    + "'");
        }
    }

    private void cpu() {
        Cpu cpu = draft.domain.cpu();
        if (cpu == null) {
            return;
        }
        boolean hostModes = cpu.mode() == Cpu.Mode.HOST_PASSTHROUGH || cpu.mode() == Cpu.Mode.MAXIMUM;
        Cpu.Cache cache = cpu.cache();
        if (cache != null && cache.mode() == Cpu.CacheMode.PASSTHROUGH && (!hostModes || cache.level() != null)) {
            throw Errors.unsupported("CPU cache mode 'passthrough' needs CPU mode 'host-passthrough' and no level");
        }
        if (cache != null && cache.mode() == Cpu.CacheMode.EMULATE && cache.level() != null && cache.level() != 3) {
            throw Errors.unsupported("Only the level 3 cache can be emulated, not level " + cache.level());
        }
        sve(cpu.feature());
        boolean ppcOrS390 = kind.isS390() || kind.isPpc64();
        if (cpu.maxphysaddr() != null && !kind.isX86()) {
            throw Errors.unsupported("The number of physical address bits can be chosen on x86 only");
        }
        if (cpu.maxphysaddr() != null && cpu.maxphysaddr().mode() == Cpu.AddressBitsMode.PASSTHROUGH
                && cpu.mode() == Cpu.Mode.CUSTOM) {
            throw Errors.unsupported("Address bits of mode 'passthrough' need a CPU mode that follows the host's CPU");
        }
        if (ppcOrS390 && cpu.topology() != null && cpu.topology().dies() > 1) {
            throw Errors.unsupported("CPUs of architecture '" + kind.arch() + "' have no dies");
        }
    }

    /** Vector lengths make no sense without the vectors. */
    private static void sve(List<Cpu.Feature> features) {
        boolean off = features.stream().anyMatch(f -> f.name().equals("sve") && f.policy() == Cpu.Policy.DISABLE);
        boolean lengths = features.stream().anyMatch(f -> f.name().matches("sve[0-9]+")
                && f.policy() != Cpu.Policy.DISABLE && f.policy() != Cpu.Policy.FORBID);
        if (off && lengths) {
            throw Errors.unsupported("CPU feature 'sve' is disabled, but the document asks for lengths of its vectors");
        }
    }

    private void memoryBacking() {
        MemoryBacking backing = draft.domain.memoryBacking();
        if (backing == null) {
            return;
        }
        if (backing.hugepages() != null && backing.allocation() == MemoryBacking.AllocationMode.ONDEMAND) {
            throw Errors.unsupported("Huge pages cannot be allocated on demand");
        }
        if (backing.hugepages() != null && backing.source() == MemoryBacking.MemorySource.ANONYMOUS) {
            throw Errors.unsupported("Huge pages cannot be had from anonymous memory");
        }
        if (backing.source() == MemoryBacking.MemorySource.MEMFD && !caps.has(QemuFact.OBJECT_MEMORY_MEMFD)) {
            throw Errors.unsupported("This QEMU cannot take memory from a memfd");
        }
    }

    private void launchSecurity() {
        switch (draft.domain.launchSecurity()) {
            case LaunchSecurity.Sev sev -> needsFact(QemuFact.SEV_GUEST, "SEV");
            case LaunchSecurity.SevSnp snp -> needsFact(QemuFact.SEV_SNP_GUEST, "SEV-SNP");
            case LaunchSecurity.S390Pv pv -> {
                if (!kind.isS390()) {
                    throw Errors.unsupported("Launch security 's390-pv' is for mainframe guests");
                }
                needsFact(QemuFact.S390_PV_GUEST, "s390-pv");
            }
            case LaunchSecurity.Tdx tdx -> needsFact(QemuFact.TDX_GUEST, "TDX");
            case null -> { }
        }
    }

    private void needsFact(QemuFact fact, String what) {
        if (!caps.has(fact)) {
            throw Errors.unsupported("This QEMU does not know launch security of type " + what);
        }
    }

    private void loader() {
        Os.Loader loader = draft.os().loader();
        if (loader == null || loader.secure() != YesNo.YES) {
            return;
        }
        if (!kind.isQ35()) {
            throw Errors.unsupported("Secure boot works with Q35 machines on x86 only, not with '" + kind.machine()
                    + "'");
        }
        Features.Smm smm = draft.features().smm();
        if (smm == null || smm.state() != OnOff.ON) {
            throw Errors.unsupported("Secure boot needs feature 'smm' on");
        }
    }

    private void loadparms() {
        for (Slot slot : draft.slots()) {
            DeviceInfo.Boot boot = slot.info().boot();
            String loadparm = boot == null ? null : boot.loadparm();
            if (loadparm == null) {
                continue;
            }
            if (loadparm.isEmpty() || loadparm.length() > LOADPARM_CHARS) {
                throw Errors.xml("The loadparm '" + loadparm + "' must have 1 to " + LOADPARM_CHARS + " characters");
            }
            if (!loadparm.matches("[a-zA-Z0-9. ]*")) {
                throw Errors.xml("The loadparm '" + loadparm + "' may only have letters, digits, points and blanks");
            }
        }
    }
}

package io.jvirt.qemu.command;

import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Clock;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.Features;
import io.jvirt.model.domain.Panic;
import io.jvirt.qemu.capabilities.QemuFact;
import io.jvirt.qemu.cpu.HypervisorCpu;
import io.jvirt.qemu.cpu.StartCpu;
import org.jspecify.annotations.Nullable;

/** The virtual CPU: its model, features and what hypervisors tell their guests through it. */
final class CpuOption {
    private CpuOption() {
    }

    static void add(Guest guest, Arguments out) {
        Cpu cpu = guest.domain().cpu();
        KeyValues flags = KeyValues.of();
        timers(guest, flags);
        Features features = guest.features();
        if (features != null) {
            paravirtual(features, flags);
            HypervFlags.add(features, flags);
        }
        if (guest.devices().panics().stream().anyMatch(p -> p.model() == Panic.Model.HYPERV)) {
            flags.word("hv-crash");
        }
        if (features != null) {
            kvm(features, flags);
            if (!guest.isPpc64()) {
                flags.put("pmu", features.pmu());
            }
        }
        if (cpu != null) {
            cache(cpu, flags);
            addressBits(cpu, flags);
        }
        String model = cpu == null ? null : model(guest, cpu);
        if (model == null && !flags.isEmpty()) {
            model = defaultModel(guest);
        }
        if (model != null) {
            out.add("cpu", flags.isEmpty() ? model : model + "," + flags);
        }
    }

    private static String defaultModel(Guest guest) {
        return switch (guest.arch()) {
            case "i686" -> "qemu32";
            case "x86_64" -> "qemu64";
            default -> throw Guest.unsupported(
                    "CPU flags requested but can't determine default CPU for arch " + guest.arch());
        };
    }

    private static @Nullable String model(Guest guest, Cpu cpu) {
        String name = cpu.model() == null ? null : cpu.model().name();
        KeyValues values;
        switch (cpu.mode()) {
            case HOST_PASSTHROUGH, MAXIMUM -> {
                values = KeyValues.of(cpu.mode() == Cpu.Mode.MAXIMUM ? "max" : "host");
                if (guest.arch().equals("armv7l") && guest.capabilities().arch().equals("aarch64")) {
                    values.put("aarch64", "off");
                }
                if (cpu.migratable() != null && guest.has(QemuFact.CPU_MIGRATABLE)) {
                    values.put("migratable", cpu.migratable());
                }
            }
            case HOST_MODEL -> {
                if (!guest.isPpc64()) {
                    throw Guest.unsupported("CPU mode 'host-model' of domain '" + guest.domain().name()
                            + "' stands for no model; use 'host-passthrough' or name a model");
                }
                values = KeyValues.of("host");
            }
            case CUSTOM -> {
                if (name == null) {
                    return null;
                }
                values = KeyValues.of(name);
            }
            case null -> {
                if (name == null) {
                    return null;
                }
                values = KeyValues.of(name);
            }
        }
        if (cpu.model() != null) {
            values.put("vendor", cpu.model().vendorId());
        }
        HypervisorCpu hypervisor = HypervisorCpu.of(guest.capabilities(), guest.accelerator());
        for (Cpu.Feature feature : cpu.feature()) {
            String property = StartCpu.qemuName(guest.isX86(), feature.name());
            Cpu.Policy policy = feature.policy() == null ? Cpu.Policy.REQUIRE : feature.policy();
            switch (policy) {
                case FORCE, REQUIRE -> values.put(property, "on");
                case DISABLE, FORBID -> {
                    // What QEMU does not know is off anyway, and it would refuse the name.
                    if (hypervisor.knows(feature.name())) {
                        values.put(property, "off");
                    }
                }
                case OPTIONAL -> { }
            }
        }
        return values.toString();
    }

    private static void timers(Guest guest, KeyValues flags) {
        Clock clock = guest.domain().clock();
        if (clock == null) {
            return;
        }
        for (Clock.Timer timer : clock.timer()) {
            switch (timer.name()) {
                case KVMCLOCK -> flags.put("kvmclock", timer.present());
                case HYPERVCLOCK -> {
                    if (YesNo.isYes(timer.present())) {
                        flags.put("hv-time", "on");
                    }
                }
                case TSC -> {
                    if (timer.frequency() != null && timer.frequency() > 0) {
                        flags.put("tsc-frequency", timer.frequency());
                    }
                }
                case ARMVTIMER -> {
                    if (timer.tickpolicy() == Clock.TickPolicy.DELAY) {
                        flags.put("kvm-no-adjvtime", "off");
                    } else if (timer.tickpolicy() == Clock.TickPolicy.DISCARD) {
                        flags.put("kvm-no-adjvtime", "on");
                    }
                }
                case PLATFORM, PIT, RTC, HPET -> { }
            }
        }
    }

    private static void paravirtual(Features features, KeyValues flags) {
        if (features.apic() != null) {
            flags.put("kvm-pv-eoi", features.apic().eoi());
        }
        flags.put("kvm-pv-unhalt", features.pvspinlock());
    }

    private static void kvm(Features features, KeyValues flags) {
        Features.Kvm kvm = features.kvm();
        if (kvm == null) {
            return;
        }
        if (OnOff.isOn(kvm.hidden())) {
            flags.put("kvm", "off");
        }
        if (OnOff.isOn(kvm.hintDedicated())) {
            flags.put("kvm-hint-dedicated", "on");
        }
        if (OnOff.isOn(kvm.pollControl())) {
            flags.put("kvm-poll-control", "on");
        }
        if (OnOff.isOff(kvm.pvIpi())) {
            flags.put("kvm-pv-ipi", "off");
        }
    }

    private static void cache(Cpu cpu, KeyValues flags) {
        if (cpu.cache() == null) {
            return;
        }
        boolean fromHost = cpu.mode() == Cpu.Mode.HOST_PASSTHROUGH || cpu.mode() == Cpu.Mode.MAXIMUM;
        switch (cpu.cache().mode()) {
            case EMULATE -> {
                flags.put("l3-cache", "on");
                if (fromHost) {
                    flags.put("host-cache-info", "off");
                }
            }
            case PASSTHROUGH -> flags.put("host-cache-info", "on").put("l3-cache", "off");
            case DISABLE -> {
                if (fromHost) {
                    flags.put("host-cache-info", "off");
                }
                flags.put("l3-cache", "off");
            }
        }
    }

    private static void addressBits(Cpu cpu, KeyValues flags) {
        Cpu.MaxPhysAddr bits = cpu.maxphysaddr();
        if (bits == null) {
            return;
        }
        switch (bits.mode()) {
            case PASSTHROUGH -> flags.put("host-phys-bits", "on").put("host-phys-bits-limit", bits.limit());
            case EMULATE -> {
                if (bits.bits() != null) {
                    flags.put("phys-bits", bits.bits());
                } else {
                    flags.put("host-phys-bits", "off");
                }
            }
        }
    }
}

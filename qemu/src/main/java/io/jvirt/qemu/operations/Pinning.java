package io.jvirt.qemu.operations;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.Flag;
import io.jvirt.host.HostException;
import io.jvirt.host.facts.HostCpus;
import io.jvirt.host.process.CpuAffinity;
import io.jvirt.host.process.ProcessUsage;
import io.jvirt.model.IdSet;
import io.jvirt.model.domain.CpuTune;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.VcpuCount;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** On which host CPUs a guest's threads may run. */
public final class Pinning {
    private static final CpuTune NOTHING = Records.blank(CpuTune.class);

    private final StoredDefinition definitions;

    public Pinning(StoredDefinition definitions) {
        this.definitions = definitions;
    }

    /** {@return for each possible virtual CPU where it may run, as the document says} */
    public List<Domain.CpuSet> vcpus(Guest guest, DomainFlags.Affect... flags) {
        DomainDescription description = description(guest, flags);
        List<Domain.CpuSet> result = new ArrayList<>();
        for (int vcpu = 0; vcpu < Vitals.maxVcpus(description); vcpu++) {
            BitSet cpus = everywhere(description);
            for (CpuTune.VcpuPin pin : tune(description).vcpupin()) {
                if (pin.vcpu() == vcpu) {
                    cpus = pin.cpuset().toBitSet();
                }
            }
            result.add(new Domain.CpuSet(cpus));
        }
        return result;
    }

    /** {@return where QEMU's other threads may run, as the document says} */
    public Domain.CpuSet emulator(Guest guest, DomainFlags.Affect... flags) {
        DomainDescription description = description(guest, flags);
        IdSet pin = tune(description).emulatorpin();
        return new Domain.CpuSet(pin == null ? everywhere(description) : pin.toBitSet());
    }

    /** Says where one virtual CPU may run. */
    public void pinVcpu(Guest guest, int vcpu, BitSet cpus, DomainFlags.Affect... flags) {
        requireCpus(cpus);
        try (JobLock.Job job = guest.jobs().begin("virDomainPinVcpuFlags")) {
            Scope scope = scope(guest, flags);
            int count = Vitals.maxVcpus(scope.live() ? guest.description() : guest.definition().orElseGet(guest::description));
            if (vcpu < 0 || vcpu >= count) {
                throw Errors.argument("vcpu " + vcpu + " is out of range of " + (scope.live() ? "live" : "persistent") + " cpu count "
                        + count);
            }
            if (scope.live()) {
                Run run = guest.run();
                Long thread = VcpuThreads.of(run).get(vcpu);
                if (thread == null) {
                    throw Errors.argument("setting cpu pinning for inactive vcpu '" + vcpu + "' is not supported");
                }
                pin(thread, cpus);
                guest.note(run, notes -> notes.description(old -> withVcpu(old, vcpu, cpus)));
            }
            if (scope.config()) {
                definitions.change(guest, old -> withVcpu(old, vcpu, cpus));
            }
        }
    }

    /** Says where QEMU's other threads may run. */
    public void pinEmulator(Guest guest, BitSet cpus, DomainFlags.Affect... flags) {
        requireCpus(cpus);
        try (JobLock.Job job = guest.jobs().begin("virDomainPinEmulator")) {
            Scope scope = scope(guest, flags);
            if (scope.live()) {
                Run run = guest.run();
                Set<Long> vcpus = Set.copyOf(VcpuThreads.of(run).values());
                for (long thread : ProcessUsage.threads(run.process().identity().pid())) {
                    if (!vcpus.contains(thread)) {
                        pin(thread, cpus);
                    }
                }
                guest.note(run, notes -> notes.description(old -> withEmulator(old, cpus)));
            }
            if (scope.config()) {
                definitions.change(guest, old -> withEmulator(old, cpus));
            }
        }
    }

    private static void requireCpus(BitSet cpus) {
        if (cpus.isEmpty()) {
            throw Errors.argument("Empty cpu list for pinning");
        }
    }

    private static void pin(long thread, BitSet cpus) {
        try {
            CpuAffinity.set(thread, cpus);
        } catch (HostException e) {
            throw Errors.system(String.valueOf(e.getMessage()), e);
        }
    }

    private static Scope scope(Guest guest, DomainFlags.Affect... flags) {
        return Scope.of(guest, Flag.has(flags, DomainFlags.Affect.LIVE), Flag.has(flags, DomainFlags.Affect.CONFIG));
    }

    private static DomainDescription description(Guest guest, DomainFlags.Affect... flags) {
        return scope(guest, flags).live() ? guest.description() : guest.definition().orElseGet(guest::description);
    }

    private static CpuTune tune(DomainDescription description) {
        CpuTune tune = description.cputune();
        return tune == null ? NOTHING : tune;
    }

    /** {@return the host CPUs that a guest may use where nothing else is said} */
    static BitSet everywhere(DomainDescription description) {
        VcpuCount count = description.vcpu();
        IdSet set = count == null ? null : count.cpuset();
        if (set != null) {
            return set.toBitSet();
        }
        BitSet all = new BitSet();
        HostCpus.read().cpus().forEach(cpu -> all.set(cpu.number()));
        return all;
    }

    private static DomainDescription withVcpu(DomainDescription old, int vcpu, BitSet cpus) {
        List<CpuTune.VcpuPin> pins = new ArrayList<>(tune(old).vcpupin());
        pins.removeIf(pin -> pin.vcpu() == vcpu);
        pins.add(new CpuTune.VcpuPin(vcpu, IdSet.of(cpus)));
        pins.sort(Comparator.comparingInt(CpuTune.VcpuPin::vcpu));
        return old.withCputune(Records.with(tune(old), "vcpupin", List.copyOf(pins)));
    }

    private static DomainDescription withEmulator(DomainDescription old, BitSet cpus) {
        @Nullable IdSet set = IdSet.of(cpus);
        return old.withCputune(Records.with(tune(old), "emulatorpin", set));
    }
}

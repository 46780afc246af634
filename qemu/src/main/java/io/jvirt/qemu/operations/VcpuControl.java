package io.jvirt.qemu.operations;

import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.model.IdSet;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Vcpu;
import io.jvirt.model.domain.VcpuCount;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.agent.AgentVcpus;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.life.VcpuSlots;
import io.jvirt.qemu.qmp.QmpException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** The number of a guest's virtual CPUs: plugged in and pulled out of a running one, or stored for the next start. */
public final class VcpuControl {
    private static final Duration UNPLUG_LIMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final StoredDefinition definitions;

    public VcpuControl(StoredDefinition definitions) {
        this.definitions = definitions;
    }

    /** {@return how many CPUs there are, or can be} */
    public int count(Guest guest, DomainFlags.Vcpu... flags) {
        boolean live = Flag.has(flags, DomainFlags.Vcpu.LIVE);
        boolean config = Flag.has(flags, DomainFlags.Vcpu.CONFIG);
        if (live && config) {
            throw Errors.argument("flags 'VIR_DOMAIN_VCPU_LIVE' and 'VIR_DOMAIN_VCPU_CONFIG' exclude each other");
        }
        if (Flag.has(flags, DomainFlags.Vcpu.GUEST)) {
            return (int) new AgentVcpus(GuestAgents.of(guest))
                    .list().stream().filter(AgentVcpus.GuestVcpu::online).count();
        }
        Scope scope = Scope.of(guest, live, config);
        DomainDescription description = scope.config() ? guest.definition().orElseGet(guest::description) : guest.description();
        return Flag.has(flags, DomainFlags.Vcpu.MAXIMUM) ? Vitals.maxVcpus(description) : Vitals.vcpus(description);
    }

    /** Changes how many CPUs there are, or can be. */
    public void set(Guest guest, int count, DomainFlags.Vcpu... flags) {
        if (count < 1) {
            throw Errors.argument("vcpu count must be at least 1, not " + count);
        }
        try (JobLock.Job job = guest.jobs().begin("virDomainSetVcpusFlags")) {
            Scope scope = Scope.of(
                    guest, Flag.has(flags, DomainFlags.Vcpu.LIVE), Flag.has(flags, DomainFlags.Vcpu.CONFIG));
            if (Flag.has(flags, DomainFlags.Vcpu.GUEST)) {
                new AgentVcpus(GuestAgents.of(guest)).setCount(count);
                return;
            }
            if (Flag.has(flags, DomainFlags.Vcpu.MAXIMUM)) {
                if (scope.live()) {
                    throw Errors.invalid("maximum vcpu count of a live domain can't be modified");
                }
                definitions.change(guest, old -> withMaximum(old, count));
                return;
            }
            if (scope.live()) {
                requireAtMost(count, Vitals.maxVcpus(guest.description()), "live");
            }
            if (scope.config()) {
                requireAtMost(count, Vitals.maxVcpus(guest.definition().orElseGet(guest::description)), "persistent");
            }
            if (scope.live()) {
                setLive(guest, guest.run(), count);
            }
            if (scope.config()) {
                boolean hotpluggable = Flag.has(flags, DomainFlags.Vcpu.HOTPLUGGABLE);
                definitions.change(guest, old -> withCurrent(old, count, hotpluggable));
            }
        }
    }

    /** Enables or disables the CPUs of a map such as 1,3-5. */
    public void setEach(Guest guest, String map, boolean enable, DomainFlags.Affect... flags) {
        BitSet wanted = parse(map);
        try (JobLock.Job job = guest.jobs().begin("virDomainSetVcpu")) {
            Scope scope = Scope.of(
                    guest, Flag.has(flags, DomainFlags.Affect.LIVE), Flag.has(flags, DomainFlags.Affect.CONFIG));
            int count = Vitals.maxVcpus(scope.live() ? guest.description() : guest.definition().orElseGet(guest::description));
            if (wanted.length() > count) {
                throw Errors.argument("vcpu '" + (wanted.length() - 1) + "' is not present in the domain");
            }
            if (!enable && wanted.get(0)) {
                throw Errors.argument("vCPU '0' can't be modified");
            }
            if (scope.live()) {
                setEachLive(guest, guest.run(), wanted, enable);
            }
            if (scope.config()) {
                definitions.change(guest, old -> withEach(old, wanted, enable, true));
            }
        }
    }

    private static BitSet parse(String map) {
        try {
            BitSet set = IdSet.parse(map).toBitSet();
            if (!set.isEmpty()) {
                return set;
            }
        } catch (IllegalArgumentException e) {
            throw Errors.argument("invalid vcpu map '" + map + "'");
        }
        throw Errors.argument("no vcpus selected for modification");
    }

    private void setEachLive(Guest guest, Run run, BitSet wanted, boolean enable) {
        for (VcpuSlots.Slot slot : slots(run)) {
            boolean chosen = wanted.get(slot.first(), slot.first() + slot.vcpus()).cardinality() > 0;
            if (chosen && slot.path().isPresent() != enable) {
                if (enable) {
                    plug(run, slot);
                } else if (slot.removable()) {
                    unplug(run, slot);
                } else {
                    throw Errors.invalid("vCPU '" + slot.first() + "' was there when the guest started and can't be removed");
                }
                tell(guest, run, slot, enable);
            }
        }
    }

    /**
     * {@return the document with some CPUs switched}
     *
     * @param changed which
     * @param hotpluggable whether those that are switched on are plugged in after the start, so that they can be removed again
     */
    private static DomainDescription withEach(DomainDescription old, BitSet changed, boolean enable, boolean hotpluggable) {
        VcpuCount count = old.vcpu();
        if (count == null) {
            return old;
        }
        List<Vcpu> each = new ArrayList<>();
        int enabled = 0;
        for (int number = 0; number < count.maximum(); number++) {
            boolean on = changed.get(number) ? enable : isOn(old, count, number);
            boolean plugged = changed.get(number) ? hotpluggable : !on || wasPlugged(old, number);
            enabled += on ? 1 : 0;
            each.add(new Vcpu(number, on ? YesNo.YES : YesNo.NO, plugged && number > 0 ? YesNo.YES : YesNo.NO, on ? enabled : null));
        }
        return old.withVcpu(count.withCurrent(enabled == count.maximum() ? null : enabled)).withVcpus(each);
    }

    private static boolean wasPlugged(DomainDescription description, int number) {
        return description.vcpus().stream().anyMatch(vcpu -> vcpu.id() == number && YesNo.isYes(vcpu.hotpluggable()));
    }

    private static boolean isOn(DomainDescription description, VcpuCount count, int number) {
        for (Vcpu vcpu : description.vcpus()) {
            if (vcpu.id() == number) {
                return vcpu.enabled() == YesNo.YES;
            }
        }
        Integer current = count.current();
        return current == null || number < current;
    }

    private static void requireAtMost(int count, int most, String which) {
        if (count > most) {
            throw Errors.argument("requested vcpus is greater than max allowable vcpus for the " + which + " domain: " + count
                    + " > " + most);
        }
    }

    private static DomainDescription withMaximum(DomainDescription old, int count) {
        VcpuCount vcpu = old.vcpu();
        VcpuCount changed = vcpu == null ? new VcpuCount(VcpuCount.Placement.STATIC, null, null, count) : vcpu.withMaximum(count);
        Integer current = changed.current();
        return old.withVcpu(current != null && current >= count ? changed.withCurrent(null) : changed)
                .withVcpus(old.vcpus().stream().filter(each -> each.id() < count).toList());
    }

    private static DomainDescription withCurrent(DomainDescription old, int count, boolean hotpluggable) {
        VcpuCount vcpu = old.vcpu();
        if (vcpu == null) {
            return old;
        }
        if (old.vcpus().isEmpty() && !hotpluggable) {
            return old.withVcpu(vcpu.withCurrent(vcpu.maximum() == count ? null : count));
        }
        BitSet changed = new BitSet();
        for (int number = 0; number < vcpu.maximum(); number++) {
            changed.set(number, isOn(old, vcpu, number) != number < count);
        }
        BitSet added = (BitSet) changed.clone();
        added.clear(count, vcpu.maximum());
        changed.andNot(added);
        return withEach(withEach(old, changed, false, true), added, true, hotpluggable);
    }

    private static List<VcpuSlots.Slot> slots(Run run) {
        try {
            return VcpuSlots.of(run.monitor());
        } catch (QmpException e) {
            throw e.toJvirt();
        }
    }

    private static void plug(Run run, VcpuSlots.Slot slot) {
        try {
            VcpuSlots.plug(run.monitor(), slot);
        } catch (QmpException e) {
            throw e.toJvirt();
        }
    }

    private void setLive(Guest guest, Run run, int count) {
        List<VcpuSlots.Slot> slots = slots(run);
        int plugged = slots.stream().filter(slot -> slot.path().isPresent()).mapToInt(VcpuSlots.Slot::vcpus).sum();
        for (VcpuSlots.Slot slot : slots) {
            if (slot.path().isEmpty() && plugged + slot.vcpus() <= count) {
                plug(run, slot);
                plugged += slot.vcpus();
                tell(guest, run, slot, true);
            }
        }
        for (VcpuSlots.Slot slot : slots.reversed()) {
            if (slot.removable() && plugged - slot.vcpus() >= count) {
                unplug(run, slot);
                plugged -= slot.vcpus();
                tell(guest, run, slot, false);
            }
        }
        if (plugged != count) {
            throw Errors.invalid("vcpus of this machine can't be changed from " + plugged + " to " + count
                    + ": only CPUs that were plugged in while it runs can be removed");
        }
    }

    /** The live document lists each CPU: a successor, and the next run of a saved guest, must know which were plugged in. */
    private static void tell(Guest guest, Run run, VcpuSlots.Slot slot, boolean enable) {
        BitSet changed = new BitSet();
        changed.set(slot.first(), slot.first() + slot.vcpus());
        guest.note(run, notes -> notes.description(old -> withEach(old, changed, enable, true)));
    }

    private static void unplug(Run run, VcpuSlots.Slot slot) {
        Ask.monitor(run, "device_del", Map.of("id", slot.device()));
        long deadline = System.nanoTime() + UNPLUG_LIMIT.toNanos();
        while (slots(run).stream().anyMatch(each -> each.path().equals(slot.path()))) {
            if (System.nanoTime() > deadline) {
                throw new JvirtException(
                        ErrorCode.OPERATION_TIMEOUT,
                        ErrorDomain.QEMU,
                        "vcpu unplug request timed out. Unplug result must be manually inspected in the domain");
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Errors.failed("interrupted while the guest gives a CPU back");
            }
        }
    }
}

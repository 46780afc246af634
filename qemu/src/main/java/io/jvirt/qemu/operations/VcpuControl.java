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
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The number of a guest's virtual CPUs: plugged in and pulled out of a running one, or stored for the next start. */
public final class VcpuControl {
    private static final Duration UNPLUG_LIMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String PERIPHERAL = "/machine/peripheral/";

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
                definitions.change(guest, old -> withCurrent(old, count));
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
                definitions.change(guest, old -> withEach(old, wanted, enable));
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
        int number = 0;
        for (Slot slot : slots(run)) {
            boolean chosen = wanted.get(number, number + slot.vcpus()).cardinality() > 0;
            if (chosen && slot.path().isPresent() != enable) {
                if (enable) {
                    plug(run, slot, number);
                } else if (slot.unpluggable()) {
                    unplug(run, slot);
                } else {
                    throw Errors.invalid("vCPU '" + number + "' was there when the guest started and can't be removed");
                }
                BitSet done = new BitSet();
                done.set(number, number + slot.vcpus());
                guest.note(run, notes -> notes.description(old -> withEach(old, done, enable)));
            }
            number += slot.vcpus();
        }
    }

    private static void plug(Run run, Slot slot, int number) {
        Map<String, Object> device = new LinkedHashMap<>(slot.properties());
        device.put("driver", slot.type());
        device.put("id", "vcpu" + number);
        Ask.monitor(run, "device_add", device);
    }

    private static DomainDescription withEach(DomainDescription old, BitSet changed, boolean enable) {
        VcpuCount count = old.vcpu();
        if (count == null) {
            return old;
        }
        List<Vcpu> each = new ArrayList<>();
        int enabled = 0;
        for (int number = 0; number < count.maximum(); number++) {
            boolean on = changed.get(number) ? enable : isOn(old, count, number);
            enabled += on ? 1 : 0;
            each.add(new Vcpu(number, on ? YesNo.YES : YesNo.NO, number == 0 ? YesNo.NO : YesNo.YES, null));
        }
        return old.withVcpu(count.withCurrent(enabled == count.maximum() ? null : enabled)).withVcpus(each);
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

    private static DomainDescription withCurrent(DomainDescription old, int count) {
        VcpuCount vcpu = old.vcpu();
        if (vcpu == null) {
            return old;
        }
        List<Vcpu> each = new ArrayList<>();
        for (Vcpu one : old.vcpus()) {
            each.add(new Vcpu(one.id(), one.id() < count ? YesNo.YES : YesNo.NO, one.hotpluggable(), null));
        }
        return old.withVcpu(vcpu.withCurrent(vcpu.maximum() == count ? null : count)).withVcpus(each);
    }

    /** A place for a CPU in the machine. */
    private record Slot(Map<String, Object> properties, String type, int vcpus, Optional<String> path) {
        boolean unpluggable() {
            return path.filter(p -> p.startsWith(PERIPHERAL)).isPresent();
        }
    }

    private static List<Slot> slots(Run run) {
        List<Slot> slots = new ArrayList<>();
        for (JsonNode each : Ask.monitor(run, "query-hotpluggable-cpus")) {
            Map<String, Object> properties = new LinkedHashMap<>();
            each.path("props").properties().forEach(p -> properties.put(p.getKey(), p.getValue()));
            slots.add(new Slot(
                    properties,
                    each.path("type").asString(""),
                    each.path("vcpus-count").asInt(1),
                    Optional.ofNullable(each.path("qom-path").stringValue(null))));
        }
        // QEMU lists the highest place first.
        return slots.reversed();
    }

    private void setLive(Guest guest, Run run, int count) {
        List<Slot> slots = slots(run);
        int plugged = slots.stream().filter(slot -> slot.path().isPresent()).mapToInt(Slot::vcpus).sum();
        int number = 0;
        for (Slot slot : slots) {
            if (slot.path().isEmpty() && plugged + slot.vcpus() <= count) {
                plug(run, slot, number);
                plugged += slot.vcpus();
                tell(guest, run, plugged);
            }
            number += slot.vcpus();
        }
        for (Slot slot : slots.reversed()) {
            if (slot.unpluggable() && plugged - slot.vcpus() >= count) {
                unplug(run, slot);
                plugged -= slot.vcpus();
                tell(guest, run, plugged);
            }
        }
        if (plugged != count) {
            throw Errors.invalid("vcpus of this machine can't be changed from " + plugged + " to " + count
                    + ": only CPUs that were plugged in while it runs can be removed");
        }
    }

    private static void tell(Guest guest, Run run, int plugged) {
        guest.note(run, notes -> notes.description(old -> withCurrent(old, plugged)));
    }

    private static void unplug(Run run, Slot slot) {
        String id = slot.path().orElseThrow().substring(PERIPHERAL.length());
        Ask.monitor(run, "device_del", Map.of("id", id));
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

package io.jvirt.qemu.operations;

import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
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
                Map<String, Object> device = new LinkedHashMap<>(slot.properties());
                device.put("driver", slot.type());
                device.put("id", "vcpu" + number);
                Ask.monitor(run, "device_add", device);
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

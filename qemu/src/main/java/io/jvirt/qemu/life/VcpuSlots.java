package io.jvirt.qemu.life;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Vcpu;
import io.jvirt.qemu.qmp.QmpClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The places for virtual CPUs that a machine has, as QEMU tells them: those that are taken, and those that can be. */
public final class VcpuSlots {
    private static final String PERIPHERAL = "/machine/peripheral/";

    private VcpuSlots() {}

    /**
     * A place for a CPU, or for the threads of one where they can only come together.
     *
     * @param first the number of its first virtual CPU
     * @param vcpus how many virtual CPUs it stands for
     * @param type QEMU's device that goes there
     * @param properties the place, in the terms of that device
     * @param path the CPU that is there in QEMU's object tree; empty while the place is free
     */
    public record Slot(int first, int vcpus, String type, Map<String, Object> properties, Optional<String> path) {
        /** {@return whether its CPU was plugged in and can be taken out; those that the machine was built with stay} */
        public boolean removable() {
            return path.filter(p -> p.startsWith(PERIPHERAL)).isPresent();
        }

        /** {@return the name of the device that was plugged in here} */
        public String device() {
            return path.orElseThrow().substring(PERIPHERAL.length());
        }
    }

    /** {@return all places, that of CPU 0 first} */
    public static List<Slot> of(QmpClient monitor) {
        List<JsonNode> answers = new ArrayList<>();
        monitor.execute("query-hotpluggable-cpus").forEach(answers::add);
        List<Slot> slots = new ArrayList<>();
        int number = 0;
        // QEMU lists the highest place first.
        for (JsonNode each : answers.reversed()) {
            Map<String, Object> properties = new LinkedHashMap<>();
            each.path("props").properties().forEach(p -> properties.put(p.getKey(), p.getValue()));
            Slot slot = new Slot(
                    number,
                    each.path("vcpus-count").asInt(1),
                    each.path("type").asString(""),
                    properties,
                    Optional.ofNullable(each.path("qom-path").stringValue(null)));
            slots.add(slot);
            number += slot.vcpus();
        }
        return slots;
    }

    /** Puts a CPU into a free place. */
    public static void plug(QmpClient monitor, Slot slot) {
        Map<String, Object> device = new LinkedHashMap<>(slot.properties());
        device.put("driver", slot.type());
        device.put("id", "vcpu" + slot.first());
        monitor.execute("device_add", device);
    }

    /**
     * Plugs those CPUs in that a guest has besides the ones its machine is built with. Their number must not count for
     * the machine: devices take it for their own, as virtio disks do for their queues, and a saved guest comes back
     * only to the same devices.
     */
    static void plugAtStart(DomainDescription description, QmpClient monitor) {
        List<Integer> wanted = description.vcpus().stream()
                .filter(vcpu -> vcpu.enabled() == YesNo.YES && YesNo.isYes(vcpu.hotpluggable()))
                .sorted(Comparator.comparing(vcpu -> vcpu.order() == null ? Integer.MAX_VALUE : vcpu.order()))
                .map(Vcpu::id)
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        List<Slot> slots = of(monitor);
        for (int number : wanted) {
            slots.stream()
                    .filter(slot -> slot.first() == number && slot.path().isEmpty())
                    .forEach(slot -> plug(monitor, slot));
        }
    }
}

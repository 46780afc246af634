package io.jvirt.qemu.agent;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.TypedParameters;
import io.jvirt.model.IdSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The guest's CPUs as its own kernel uses them. */
public final class AgentVcpus {
    private final AgentClient agent;

    public AgentVcpus(AgentClient agent) {
        this.agent = agent;
    }

    /**
     * One CPU.
     *
     * @param number the guest's
     * @param online whether the guest uses it
     * @param canOffline whether the guest can do without it
     */
    public record GuestVcpu(int number, boolean online, boolean canOffline) {}

    /** {@return all CPUs} */
    public List<GuestVcpu> list() {
        List<GuestVcpu> result = new ArrayList<>();
        for (JsonNode each : agent.execute("guest-get-vcpus")) {
            result.add(new GuestVcpu(
                    each.path("logical-id").asInt(0),
                    each.path("online").asBoolean(false),
                    each.path("can-offline").asBoolean(false)));
        }
        return result;
    }

    /** Lets the guest use exactly {@code count} CPUs, the first ones it can. */
    public void setCount(int count) {
        List<GuestVcpu> all = list();
        int online = (int) all.stream().filter(GuestVcpu::online).count();
        BitSet change = new BitSet();
        boolean up = online < count;
        List<GuestVcpu> order = up ? all : all.reversed();
        for (GuestVcpu cpu : order) {
            if (online != count && cpu.online() != up && (up || cpu.canOffline())) {
                change.set(cpu.number());
                online += up ? 1 : -1;
            }
        }
        if (online != count) {
            throw JvirtException.invalidArgument(
                    ErrorDomain.QEMU, "the guest has " + all.size() + " CPUs and cannot use exactly " + count + " of them");
        }
        set(change, up);
    }

    /** {@return all CPUs, those online and those it can do without, as maps under libvirt's names} */
    public TypedParameters maps() {
        BitSet all = new BitSet();
        BitSet online = new BitSet();
        BitSet offlinable = new BitSet();
        for (GuestVcpu cpu : list()) {
            all.set(cpu.number());
            online.set(cpu.number(), cpu.online());
            offlinable.set(cpu.number(), cpu.canOffline());
        }
        TypedParameters.Builder result = TypedParameters.builder()
                .add("vcpus", IdSet.of(all).toString())
                .add("online", IdSet.of(online).toString());
        if (!offlinable.isEmpty()) {
            result.add("offlinable", IdSet.of(offlinable).toString());
        }
        return result.build();
    }

    /** Lets the guest use (1), or not use (0), the CPUs of a map such as 1,3-5. */
    public void set(String map, int state) {
        BitSet cpus;
        try {
            cpus = IdSet.parse(map).toBitSet();
        } catch (IllegalArgumentException e) {
            throw JvirtException.invalidArgument(ErrorDomain.QEMU, "invalid cpu map '" + map + "'");
        }
        if (state != 0 && state != 1) {
            throw JvirtException.invalidArgument(ErrorDomain.QEMU, "unsupported state value " + state);
        }
        Map<Integer, GuestVcpu> known = new HashMap<>();
        list().forEach(cpu -> known.put(cpu.number(), cpu));
        for (int number : cpus.stream().toArray()) {
            GuestVcpu cpu = known.get(number);
            if (cpu == null) {
                throw JvirtException.invalidArgument(ErrorDomain.QEMU, "guest is missing vCPU '" + number + "'");
            }
            if (state == 0 && !cpu.canOffline()) {
                throw JvirtException.invalidArgument(ErrorDomain.QEMU, "vCPU '" + number + "' can't be offlined");
            }
        }
        set(cpus, state == 1);
    }

    /** Lets the guest use, or not use, some CPUs. */
    public void set(BitSet cpus, boolean online) {
        List<Integer> left = new ArrayList<>(cpus.stream().boxed().toList());
        while (!left.isEmpty()) {
            List<Map<String, Object>> request = new ArrayList<>();
            for (int number : left) {
                request.add(Map.of("logical-id", number, "online", online));
            }
            // The agent stops at the first CPU that fails and tells how many it did.
            int done = agent.execute("guest-set-vcpus", Map.of("vcpus", request)).asInt(0);
            if (done <= 0) {
                throw new JvirtException(
                        ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU, "the guest agent could not change CPU " + left.getFirst());
            }
            left = left.subList(Math.min(done, left.size()), left.size());
        }
    }
}

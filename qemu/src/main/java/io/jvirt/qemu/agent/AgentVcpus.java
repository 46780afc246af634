package io.jvirt.qemu.agent;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import java.util.ArrayList;
import java.util.BitSet;
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

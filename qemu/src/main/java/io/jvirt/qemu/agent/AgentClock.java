package io.jvirt.qemu.agent;

import io.jvirt.api.Domain;
import java.util.Map;

/** The guest's clock. */
public final class AgentClock {
    private static final long NANOS = 1_000_000_000L;

    private final AgentClient agent;

    public AgentClock(AgentClient agent) {
        this.agent = agent;
    }

    /** {@return the guest's time} */
    public Domain.Time get() {
        long nanos = agent.execute("guest-get-time").asLong(0);
        return new Domain.Time(Math.floorDiv(nanos, NANOS), (int) Math.floorMod(nanos, NANOS));
    }

    /** Sets the guest's time. */
    public void set(Domain.Time time) {
        agent.execute("guest-set-time", Map.of("time", Math.addExact(Math.multiplyExact(time.seconds(), NANOS), time.nanos())));
    }

    /** Sets the guest's time from its real-time clock. */
    public void setFromHardware() {
        agent.execute("guest-set-time");
    }
}

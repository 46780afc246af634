package io.jvirt.qemu.agent;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Turning the guest off or to sleep from inside. */
public final class AgentPower {
    /** How long the guest may take to begin; libvirt's limit too (VIR_DOMAIN_QEMU_AGENT_COMMAND_SHUTDOWN). */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final AgentClient agent;

    public AgentPower(AgentClient agent) {
        this.agent = agent;
    }

    /** What guest-shutdown is to do. */
    public enum ShutdownMode {
        POWERDOWN,
        REBOOT,
        HALT
    }

    /** What the guest is to do with its memory (virNodeSuspendTarget, in its order). */
    public enum SuspendTarget {
        RAM,
        DISK,
        HYBRID
    }

    /** Asks whether an agent is there. */
    public void ping() {
        agent.execute("guest-ping");
    }

    /**
     * Shuts the guest down; returns when it is on its way.
     *
     * @param happened completes when QEMU tells of the shutdown or reset, since the agent says nothing when it succeeds
     */
    public void shutdown(ShutdownMode mode, CompletableFuture<?> happened) {
        agent.executeUnanswered("guest-shutdown", Map.of("mode", mode.name().toLowerCase(Locale.ROOT)), happened, LIMIT);
    }

    /**
     * Puts the guest to sleep.
     *
     * @param happened completes when QEMU tells of the sleep or, for DISK, of the shutdown
     */
    public void suspend(SuspendTarget target, CompletableFuture<?> happened) {
        agent.executeUnanswered(
                "guest-suspend-" + target.name().toLowerCase(Locale.ROOT), Map.of(), happened, LIMIT);
    }
}

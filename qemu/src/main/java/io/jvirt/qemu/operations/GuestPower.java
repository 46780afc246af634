package io.jvirt.qemu.operations;

import io.jvirt.api.DomainFlags;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.agent.AgentPower;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import java.util.concurrent.CompletableFuture;

/** Asks a guest to turn off, to begin anew or to sleep: by its agent, by the power button, or by one after the other. */
public final class GuestPower {
    private GuestPower() {}

    /**
     * Asks the guest to power off or to reboot. Without a choice of the caller's the agent goes first when one is there.
     *
     * @param button what presses the power button
     */
    public static void off(Guest guest, boolean reboot, Runnable button, DomainFlags.Shutdown... flags) {
        boolean agentWanted = Flag.has(flags, DomainFlags.Shutdown.GUEST_AGENT);
        boolean buttonWanted = Flag.has(flags, DomainFlags.Shutdown.ACPI_POWER_BTN);
        if (Flag.has(flags, DomainFlags.Shutdown.INITCTL)
                || Flag.has(flags, DomainFlags.Shutdown.SIGNAL)
                || Flag.has(flags, DomainFlags.Shutdown.PARAVIRT)) {
            throw Errors.argument("a QEMU guest is shut down by its agent or by ACPI, not by initctl, a signal or a hypercall");
        }
        boolean buttonAllowed = buttonWanted || flags.length == 0;
        if (agentWanted || (flags.length == 0 && GuestAgents.present(guest))) {
            try {
                agent(guest, reboot ? AgentPower.ShutdownMode.REBOOT : AgentPower.ShutdownMode.POWERDOWN);
                return;
            } catch (JvirtException e) {
                if (!buttonAllowed) {
                    throw e;
                }
            }
        }
        button.run();
    }

    private static void agent(Guest guest, AgentPower.ShutdownMode mode) {
        Run run = guest.run();
        new AgentPower(GuestAgents.of(guest)).shutdown(mode, ended(run));
    }

    /** Asks the guest to sleep: 0 in memory, 1 on disk, 2 both. */
    public static void sleep(Guest guest, int target, long seconds) {
        AgentPower.SuspendTarget[] targets = AgentPower.SuspendTarget.values();
        if (target < 0 || target >= targets.length) {
            throw Errors.argument("Unknown suspend target: " + target);
        }
        if (seconds != 0) {
            throw Errors.argument("Duration not supported. Use 0 for now");
        }
        Run run = guest.run();
        new AgentPower(GuestAgents.of(guest)).suspend(targets[target], ended(run));
    }

    private static CompletableFuture<?> ended(Run run) {
        return CompletableFuture.anyOf(run.over(), run.monitor().closed());
    }
}

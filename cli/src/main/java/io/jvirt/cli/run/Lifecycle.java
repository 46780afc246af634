package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that stop, wake and reset guests. */
public final class Lifecycle {
    private Lifecycle() {}

    /** Asks a guest to shut down. */
    public static void shutdown(Invocation in) {
        DomainFlags.Shutdown[] modes = modes(in.text("mode"), "'signal', or 'paravirt'");
        Domain domain = in.domain();
        in.attempt("Failed to shutdown domain '" + domain.name() + "'");
        domain.shutdown(modes);
        in.extra("Domain '" + domain.name() + "' is being shutdown\n");
    }

    /** Asks a guest to reboot. */
    public static void reboot(Invocation in) {
        DomainFlags.Shutdown[] modes = modes(in.text("mode"), "'signal' or 'paravirt'");
        Domain domain = in.domain();
        in.attempt("Failed to reboot domain '" + domain.name() + "'");
        domain.reboot(modes);
        in.extra("Domain '" + domain.name() + "' is being rebooted\n");
    }

    private static DomainFlags.Shutdown[] modes(@Nullable String list, String last) {
        List<DomainFlags.Shutdown> modes = new ArrayList<>();
        if (list != null) {
            for (String mode : list.split(",", -1)) {
                modes.add(switch (mode) {
                    case "acpi" -> DomainFlags.Shutdown.ACPI_POWER_BTN;
                    case "agent" -> DomainFlags.Shutdown.GUEST_AGENT;
                    case "initctl" -> DomainFlags.Shutdown.INITCTL;
                    case "signal" -> DomainFlags.Shutdown.SIGNAL;
                    case "paravirt" -> DomainFlags.Shutdown.PARAVIRT;
                    default -> throw new Failure(
                            "Unknown mode " + mode + " value, expecting 'acpi', 'agent', 'initctl', " + last);
                });
            }
        }
        return modes.toArray(new DomainFlags.Shutdown[0]);
    }

    /** Presses the reset button. */
    public static void reset(Invocation in) {
        Domain domain = in.domain();
        in.attempt("Failed to reset domain '" + domain.name() + "'");
        domain.reset();
        in.extra("Domain '" + domain.name() + "' was reset\n");
    }

    /** Stops a guest's CPUs. */
    public static void suspend(Invocation in) {
        Domain domain = in.domain();
        in.attempt("Failed to suspend domain '" + domain.name() + "'");
        domain.suspend();
        in.extra("Domain '" + domain.name() + "' suspended\n");
    }

    /** Lets a guest's CPUs go on. */
    public static void resume(Invocation in) {
        Domain domain = in.domain();
        in.attempt("Failed to resume domain '" + domain.name() + "'");
        domain.resume();
        in.extra("Domain '" + domain.name() + "' resumed\n");
    }

    /** Pulls the plug. */
    public static void destroy(Invocation in) {
        Domain domain = in.domain();
        List<DomainFlags.Destroy> flags = new ArrayList<>();
        if (in.flag("graceful")) {
            flags.add(DomainFlags.Destroy.GRACEFUL);
        }
        if (in.flag("remove-logs")) {
            flags.add(DomainFlags.Destroy.REMOVE_LOGS);
        }
        in.attempt("Failed to destroy domain '" + domain.name() + "'");
        domain.destroy(flags.toArray(new DomainFlags.Destroy[0]));
        in.extra("Domain '" + domain.name() + "' destroyed\n");
    }

    /** Says whether a guest starts with the daemon. */
    public static void autostart(Invocation in) {
        Domain domain = in.domain();
        boolean disable = in.flag("disable");
        in.attempt(disable
                ? "Failed to unmark domain '" + domain.name() + "' as autostarted"
                : "Failed to mark domain '" + domain.name() + "' as autostarted");
        domain.setAutostart(!disable);
        in.extra("Domain '" + domain.name() + "' " + (disable ? "unmarked" : "marked") + " as autostarted\n");
    }

    /** Sends a guest to sleep. */
    public static void sleep(Invocation in) {
        Domain domain = in.domain();
        Long duration = in.number("duration", 0, Long.MAX_VALUE);
        int target = switch (in.required("target")) {
            case "mem" -> 0;
            case "disk" -> 1;
            case "hybrid" -> 2;
            default -> throw new Failure("Invalid target");
        };
        in.attempt("Domain '" + domain.name() + "' could not be suspended");
        domain.pmSuspend(target, duration == null ? 0 : duration);
        in.extra("Domain '" + domain.name() + "' successfully suspended");
    }

    /** Wakes up a sleeping guest. */
    public static void wakeUp(Invocation in) {
        Domain domain = in.domain();
        in.attempt("Domain '" + domain.name() + "' could not be woken up");
        domain.pmWakeup();
        in.extra("Domain '" + domain.name() + "' successfully woken up");
    }

    /** Changes what follows a guest's end. */
    public static void action(Invocation in) {
        DomainFlags.Affect[] flags = Affects.of(in);
        String type = in.required("type");
        String action = in.required("action");
        int typeNumber = List.of("poweroff", "reboot", "crash").indexOf(type);
        if (typeNumber < 0) {
            throw new Failure("Invalid lifecycle type '" + type + "'.");
        }
        int actionNumber = List.of(
                        "destroy", "restart", "rename-restart", "preserve", "coredump-destroy", "coredump-restart")
                .indexOf(action);
        if (actionNumber < 0) {
            throw new Failure("Invalid lifecycle action '" + action + "'.");
        }
        Domain domain = in.domain();
        in.attempt("Unable to change lifecycle action.");
        domain.setLifecycleAction(typeNumber, actionNumber, flags);
    }
}

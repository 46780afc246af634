package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.ACTIVE;
import static io.jvirt.cli.table.Common.BYPASS_CACHE;
import static io.jvirt.cli.table.Common.CONFIG;
import static io.jvirt.cli.table.Common.CURRENT;
import static io.jvirt.cli.table.Common.DOMAIN;
import static io.jvirt.cli.table.Common.LIVE;
import static io.jvirt.cli.table.Common.RESET_NVRAM;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.Lifecycle;
import io.jvirt.cli.run.Starting;

/** Commands that start and stop guests. */
public final class LifecycleTable implements CommandTable {
    private static final Option MODE =
            Option.text("mode", Values.SHUTDOWN_MODE, "by which means: acpi|agent|initctl|signal|paravirt");

    private final Command[] commands = {
        of("start", "start a guest that is off",
                "Starts a defined guest: from its managed save image when it has one, else by booting it.",
                "jvirt start web --console",
                Common.guest(Values.INACTIVE_DOMAIN, "the guest's name or UUID"),
                flag("console", "go to the console once it is started"),
                flag("paused", "start with the CPUs stopped"),
                flag("autodestroy", "destroy the guest when jvirt disconnects"),
                BYPASS_CACHE,
                flag("force-boot", "drop the managed save image and boot"),
                Option.text("pass-fds", Values.NONE, "hand these open files to the guest, N,M,..."),
                RESET_NVRAM),
        of("create", "start a guest from an XML file",
                "Starts a guest that has no stored definition: it is gone once it stops.",
                "jvirt create guest.xml --console",
                Option.required("file", Values.FILE, "the guest's document"),
                flag("console", "go to the console once it is started"),
                flag("paused", "start with the CPUs stopped"),
                flag("autodestroy", "destroy the guest when jvirt disconnects"),
                Option.text("pass-fds", Values.NONE, "hand these open files to the guest, N,M,..."),
                flag("validate", "refuse a document with unknown elements"),
                RESET_NVRAM),
        of("shutdown", "ask a guest to shut down",
                "Asks the guest to shut down and returns; the guest does it in its own time, or not at all.",
                "jvirt shutdown web --mode acpi", ACTIVE, MODE),
        of("reboot", "ask a guest to reboot", "Asks the guest to reboot and returns.",
                "jvirt reboot web", ACTIVE, MODE),
        of("reset", "press the reset button of a guest",
                "Resets the guest as its reset button would; what it has not written is lost.",
                "jvirt reset web", ACTIVE),
        of("suspend", "stop a guest's CPUs", "Stops the CPUs of a running guest. Its memory stays.",
                "jvirt suspend web", ACTIVE),
        of("resume", "let a guest's CPUs go on", "Lets a suspended guest go on.",
                "jvirt resume web", ACTIVE),
        of("destroy", "pull the plug of a guest",
                "Ends a running guest at once. Its definition and its disks stay.",
                "jvirt destroy web --graceful",
                ACTIVE,
                flag("graceful", "fail rather than kill a hypervisor that does not end by itself"),
                flag("remove-logs", "remove the guest's log files too")),
        of("autostart", "start a guest with the daemon", "Says whether a guest starts together with the daemon.",
                "jvirt autostart web",
                Common.guest(Values.PERSISTENT_DOMAIN, "the guest's name, id or UUID"),
                flag("disable", "do not start it any more")),
        of("dompmsuspend", "send a guest to sleep", "Asks the guest, through its agent, to go to sleep.",
                "jvirt dompmsuspend web mem",
                ACTIVE,
                Option.required("target", Values.SLEEP, "what keeps its state: mem, disk or hybrid"),
                Option.namedNumber("duration", "wake up after so many seconds")),
        of("dompmwakeup", "wake up a sleeping guest", "Wakes up a guest that went to sleep.",
                "jvirt dompmwakeup web", ACTIVE),
        of("set-lifecycle-action", "change what follows a guest's end",
                "Changes what happens when the guest powers off, reboots or crashes.",
                "jvirt set-lifecycle-action web crash restart --config",
                DOMAIN,
                Option.required("type", Values.LIFECYCLE_TYPE, "what happens: poweroff, reboot or crash"),
                Option.required("action", Values.LIFECYCLE_ACTION, "what follows, such as destroy or restart"),
                CONFIG,
                LIVE,
                CURRENT),
    };

    @Override
    public Group group() {
        return Group.DOMAIN;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "start" -> Starting.start(in);
            case "create" -> Starting.create(in);
            case "shutdown" -> Lifecycle.shutdown(in);
            case "reboot" -> Lifecycle.reboot(in);
            case "reset" -> Lifecycle.reset(in);
            case "suspend" -> Lifecycle.suspend(in);
            case "resume" -> Lifecycle.resume(in);
            case "destroy" -> Lifecycle.destroy(in);
            case "autostart" -> Lifecycle.autostart(in);
            case "dompmsuspend" -> Lifecycle.sleep(in);
            case "dompmwakeup" -> Lifecycle.wakeUp(in);
            case "set-lifecycle-action" -> Lifecycle.action(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}

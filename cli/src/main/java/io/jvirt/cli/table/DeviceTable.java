package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.ACTIVE;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.ConsoleCommand;
import io.jvirt.cli.run.Displays;
import io.jvirt.cli.run.MonitorCommand;
import io.jvirt.cli.run.ScreenshotCommand;
import io.jvirt.cli.run.SendKeyCommand;

/** Commands at a guest's keyboard, screen, console and monitor. */
public final class DeviceTable implements CommandTable {
    private final Command[] commands = {
        of("console", "work at a guest's console",
                "Connects the terminal to the guest's console. ^] (or the key given with -e) leaves it.",
                "jvirt console web",
                ACTIVE,
                Option.text("devname", Values.CONSOLE, "another device than the first console, by its alias"),
                flag("force", "take the console over from whoever has it"),
                flag("safe", "only where the driver keeps two users apart")),
        of("ttyconsole", "the terminal device of a guest's console",
                "Prints the host's terminal device to which the guest's console is connected.",
                "jvirt ttyconsole web", ACTIVE),
        of("domdisplay", "where a guest's display is", "Prints the address of the guest's display as a URI.",
                "jvirt domdisplay web --all",
                ACTIVE,
                flag("include-password", "with the display's password"),
                Option.text("type", Values.GRAPHICS, "only this kind, such as vnc or spice"),
                flag("all", "all displays")),
        of("vncdisplay", "the VNC display of a guest", "Prints address and number of the guest's VNC display.",
                "jvirt vncdisplay web", ACTIVE),
        of("screenshot", "take a picture of a guest's screen", "Writes a picture of the guest's screen to a file.",
                "jvirt screenshot web web.png",
                ACTIVE,
                Option.text("file", Values.FILE, "the file; without one a name is made of guest and time"),
                Option.number("screen", "the number of the screen")),
        of("send-key", "press keys of a guest", "Presses the keys together and lets them go.",
                "jvirt send-key web KEY_LEFTCTRL KEY_LEFTALT KEY_DELETE",
                ACTIVE,
                Option.named("codeset", Values.CODESET, "how keys are named: linux (the default), xt, usb, rfb ..."),
                Option.namedNumber("holdtime", "milliseconds until the keys are let go"),
                Option.requiredList("keycode", Values.KEY, "a key, by name or number")),
        of("inject-nmi", "send a guest a non-maskable interrupt", "Sends the guest a non-maskable interrupt.",
                "jvirt inject-nmi web", ACTIVE),
        of("qemu-monitor-command", "send a command to QEMU's monitor",
                "Sends a command to the monitor of the guest's QEMU and prints its answer. Use it at your own risk.",
                "jvirt qemu-monitor-command web --hmp 'info status'",
                ACTIVE,
                flag("hmp", "the command is one of the human monitor's"),
                flag("pretty", "lay the answer out"),
                flag("return-value", "print only what the answer returns"),
                Option.named("pass-fds", Values.NONE, "hand these open files over too, N,M,..."),
                Option.requiredList("cmd", Values.NONE, "the command")),
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
            case "console" -> ConsoleCommand.run(in);
            case "ttyconsole" -> Displays.terminal(in);
            case "domdisplay" -> Displays.uri(in);
            case "vncdisplay" -> Displays.vnc(in);
            case "screenshot" -> ScreenshotCommand.run(in);
            case "send-key" -> SendKeyCommand.run(in);
            case "inject-nmi" -> SendKeyCommand.injectNmi(in);
            case "qemu-monitor-command" -> MonitorCommand.run(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}

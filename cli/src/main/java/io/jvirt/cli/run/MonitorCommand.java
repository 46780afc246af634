package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.JvirtException;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command {@code qemu-monitor-command}. */
public final class MonitorCommand {
    private MonitorCommand() {}

    /** Sends a command to a guest's QEMU. */
    public static void run(Invocation in) {
        in.exclusive("hmp", "pretty");
        in.exclusive("hmp", "return-value");
        if (in.text("pass-fds") != null) {
            throw JvirtException.noSupport("virDomainQemuMonitorCommandWithFiles");
        }
        Domain domain = in.domain();
        List<String> words = in.list("cmd");
        if (in.flag("hmp")) {
            in.print(domain.monitorCommand(String.join(" ", words), DomainFlags.Monitor.HMP) + "\n");
            return;
        }
        String answer = domain.monitorCommand(qmp(words));
        if (in.flag("return-value")) {
            String value = JsonScan.member(answer, "return");
            if (value == null) {
                throw new Failure("'return' member missing");
            }
            answer = value;
        }
        in.print((in.flag("pretty") ? PrettyJson.of(answer) : answer) + "\n");
    }

    /** {@return the QMP command}: as it was given, or made of a command's name and, in a second word, its arguments */
    private static String qmp(List<String> words) {
        String joined = String.join(" ", words);
        if (joined.strip().startsWith("{")) {
            return joined;
        }
        String name = words.get(0);
        @Nullable String arguments = words.size() > 1 ? String.join(" ", words.subList(1, words.size())) : null;
        if (!isName(name) || arguments != null && !arguments.strip().startsWith("{")) {
            throw new Failure("failed to wrap arguments '" + joined + "' into a QMP command wrapper");
        }
        return arguments == null
                ? "{\"execute\":\"" + name + "\"}"
                : "{\"execute\":\"" + name + "\",\"arguments\":" + arguments + "}";
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '_') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}

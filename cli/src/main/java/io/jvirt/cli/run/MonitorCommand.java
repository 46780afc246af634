package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.JvirtException;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.Json;
import java.util.List;

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
        boolean whole = !in.flag("return-value");
        if (!whole) {
            String value = JsonScan.member(answer, "return");
            if (value == null) {
                throw new Failure("'return' member missing");
            }
            answer = value;
        }
        in.print(in.flag("pretty") ? PrettyJson.of(answer) : whole ? answer + "\n" : answer);
    }

    /** {@return the QMP command}: as it was given, or made of a command's name and, in a second word, its arguments */
    private static String qmp(List<String> words) {
        String joined = String.join(" ", words);
        if (JsonScan.isObject(joined)) {
            return joined;
        }
        String name = Json.quoted(words.get(0));
        if (words.size() == 1) {
            return "{\"execute\":" + name + "}";
        }
        String arguments = String.join(" ", words.subList(1, words.size()));
        if (!JsonScan.isObject(arguments)) {
            throw new Failure("failed to wrap arguments '" + joined + "' into a QMP command wrapper");
        }
        return "{\"execute\":" + name + ",\"arguments\":" + arguments + "}";
    }
}

package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.TypedParameters;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The commands that the guest agent answers. */
public final class AgentCommands {
    private static final int FOR_EVER = -2;
    private static final int DEFAULT_TIME = -1;
    private static final int NO_WAIT = 0;

    private AgentCommands() {}

    /** Prints what the guest tells of itself. */
    public static void info(Invocation in) {
        List<DomainFlags.GuestInfo> types = new ArrayList<>();
        for (DomainFlags.GuestInfo type : DomainFlags.GuestInfo.values()) {
            String name = type.name().toLowerCase(Locale.ROOT);
            if (in.flag(name) || name.endsWith("s") && in.flag(name.substring(0, name.length() - 1))) {
                types.add(type);
            }
        }
        TypedValues.print(in, in.domain().guestInfo(types, 0), 20);
    }

    /** Prints or changes which CPUs the guest has online. */
    public static void vcpus(Invocation in) {
        in.exclusive("enable", "disable");
        String list = in.text("cpulist");
        boolean change = in.flag("enable") || in.flag("disable");
        if (list != null && !change) {
            throw new Failure("One of options --enable or --disable is required by option --cpulist");
        }
        in.requires("enable", "cpulist");
        in.requires("disable", "cpulist");
        Domain domain = in.domain();
        if (list != null) {
            domain.setGuestVcpus(list, in.flag("enable") ? 1 : 0, 0);
            return;
        }
        TypedParameters values = domain.guestVcpus(0);
        TypedValues.print(in, values, 15);
    }

    /** Sets how long the agent may take. */
    public static void timeout(Invocation in) {
        in.domain().setAgentTimeout(in.integer("timeout", FOR_EVER), 0);
    }

    /** Prints the guest's host name. */
    public static void hostname(Invocation in) {
        int source = switch (in.text("source")) {
            case null -> 0;
            case "lease" -> 1;
            case "agent" -> 2;
            case String other -> throw new Failure("Unknown data source '" + other + "'");
        };
        Domain domain = in.domain();
        in.attempt("failed to get hostname");
        in.print(domain.hostname(source) + "\n");
    }

    /** Sends a command to the agent. */
    public static void command(Invocation in) {
        if ((in.flag("timeout") ? 1 : 0) + (in.flag("async") ? 1 : 0) + (in.flag("block") ? 1 : 0) > 1) {
            throw new Failure("timeout, async and block options are exclusive");
        }
        int timeout = in.flag("async") ? NO_WAIT : in.flag("block") ? FOR_EVER : in.integer("timeout", DEFAULT_TIME);
        if (in.flag("timeout") && timeout < 1) {
            throw new Failure("timeout must be positive");
        }
        String answer = in.domain().agentCommand(String.join(" ", in.list("cmd")), timeout, 0);
        in.print((in.flag("pretty") ? PrettyJson.of(answer) : answer) + "\n");
    }

    /** Sets a password in the guest. */
    public static void password(Invocation in) {
        Domain domain = in.domain();
        String user = in.required("user");
        domain.setUserPassword(user, in.required("password"), in.flag("encrypted") ? 1 : 0);
        in.extra("Password set successfully for " + user + " in " + domain.name());
    }
}

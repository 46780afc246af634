package io.jvirt.cli.run;

import io.jvirt.api.DataStream;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainState;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.host.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command {@code console}. */
public final class ConsoleCommand {
    private ConsoleCommand() {}

    /** Connects the terminal to a guest's console. */
    public static void run(Invocation in) {
        open(in, in.domain(), in.text("devname"));
    }

    /** Connects the terminal to a console of a running guest, the first one for null, until the person leaves. */
    static void open(Invocation in, Domain domain, @Nullable String device) {
        in.attempt("Unable to get domain status");
        if (domain.status().state() == DomainState.SHUTOFF) {
            throw new Failure("The domain is not running");
        }
        Terminal terminal = Terminal.of(0)
                .orElseThrow(() -> new Failure("Cannot run interactive console without a controlling TTY"));
        List<DomainFlags.Console> flags = new ArrayList<>();
        if (in.flag("force")) {
            flags.add(DomainFlags.Console.FORCE);
        }
        if (in.flag("safe")) {
            flags.add(DomainFlags.Console.SAFE);
        }
        char escape = in.session().settings().escape();
        in.extra("Connected to domain '" + domain.name() + "'\nEscape character is " + shown(escape));
        in.extra(escape < ' ' ? " (Ctrl + " + (char) (escape ^ 0x40) + ")\n" : "\n");
        in.session().output().flush();
        in.attempt(null);
        try (DataStream stream = domain.openConsole(device, flags.toArray(new DomainFlags.Console[0]))) {
            new ConsoleSession(stream, escape).run(terminal);
        }
    }

    private static String shown(char escape) {
        return escape < ' ' ? "^" + (char) (escape ^ 0x40) : Character.toString(escape);
    }
}

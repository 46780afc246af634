package io.jvirt.cli.run;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.JvirtException;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Names;
import java.util.ArrayList;
import java.util.List;

/** The command {@code event}. */
public final class EventCommand {
    private EventCommand() {}

    /** Prints events, or the kinds there are. */
    public static void run(Invocation in) {
        in.exclusive("all", "event");
        in.exclusive("list", "all");
        in.exclusive("list", "event");
        if (in.flag("list")) {
            for (String name : names()) {
                in.print(name + "\n");
            }
            return;
        }
        String wanted = in.text("event");
        if (wanted == null && !in.flag("all")) {
            throw new Failure("one of --list, --all, or --event <type> is required");
        }
        List<DomainEvent.Kind> kinds = new ArrayList<>();
        for (DomainEvent.Kind kind : DomainEvent.Kind.values()) {
            if (wanted == null || wanted.equals(EventWords.name(kind))) {
                kinds.add(kind);
            }
        }
        if (kinds.isEmpty()) {
            throw new Failure("unknown event type " + wanted + Names.hint("", String.valueOf(wanted), names()));
        }
        Connection connection = in.connection();
        Domain domain = in.flag("domain") ? in.domain() : null;
        try (EventLoop loop = new EventLoop(in)) {
            JvirtException refusal = null;
            boolean any = false;
            for (DomainEvent.Kind kind : kinds) {
                try {
                    loop.add(connection.onDomainEvent(kind, domain, event -> loop.event(EventWords.text(event))));
                    any = true;
                } catch (JvirtException e) {
                    // A daemon older than jvirt does not know the newest kinds; the others still count.
                    refusal = e;
                }
            }
            if (!any && refusal != null) {
                throw refusal;
            }
            loop.run(connection);
        }
    }

    /** {@return the names of the kinds} */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (DomainEvent.Kind kind : DomainEvent.Kind.values()) {
            names.add(EventWords.name(kind));
        }
        return names;
    }
}

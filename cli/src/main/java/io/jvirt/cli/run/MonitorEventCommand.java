package io.jvirt.cli.run;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.MonitorEvent;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The command {@code qemu-monitor-event}. */
public final class MonitorEventCommand {
    private MonitorEventCommand() {}

    /** Prints QEMU's events. */
    public static void run(Invocation in) {
        String wanted = in.text("event");
        Pattern pattern = pattern(in, wanted);
        Connection connection = in.connection();
        Domain domain = in.flag("domain") ? in.domain() : null;
        // The daemon filters plain names; patterns and letters' case are looked at here.
        @Nullable String filter = pattern == null ? wanted : null;
        try (EventLoop loop = new EventLoop(in)) {
            loop.add(connection.onMonitorEvent(domain, filter, event -> {
                if (pattern == null || pattern.matcher(event.event()).find()) {
                    loop.event(text(in, event));
                }
            }));
            loop.run(connection);
        }
    }

    private static @Nullable Pattern pattern(Invocation in, @Nullable String wanted) {
        if (wanted == null || !in.flag("regex") && !in.flag("no-case")) {
            return null;
        }
        int flags = in.flag("no-case") ? Pattern.CASE_INSENSITIVE : 0;
        try {
            return Pattern.compile(in.flag("regex") ? wanted : "^" + Pattern.quote(wanted) + "$", flags);
        } catch (PatternSyntaxException e) {
            throw new Failure("failed to compile regex '" + wanted + "': " + e.getDescription());
        }
    }

    private static String text(Invocation in, MonitorEvent event) {
        String details = event.details();
        String shown = details == null ? "" : in.flag("pretty") ? PrettyJson.of(details) : details;
        String micros = Integer.toString(event.micros());
        return "event " + event.event() + " at " + event.seconds() + "." + "0".repeat(Math.max(0, 6 - micros.length()))
                + micros + " for domain '" + event.domain().name() + "': " + shown + "\n";
    }
}

package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.cli.Invocation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The command {@code domtime}. */
public final class TimeCommand {
    private TimeCommand() {}

    /** Prints or sets a guest's clock. */
    public static void run(Invocation in) {
        in.exclusive("time", "now");
        in.exclusive("time", "sync");
        in.exclusive("now", "sync");
        Domain domain = in.domain();
        Long given = in.number("time", Long.MIN_VALUE, Long.MAX_VALUE);
        if (given != null) {
            domain.setTime(new Domain.Time(given, 0));
        } else if (in.flag("now")) {
            domain.setTime(new Domain.Time(System.currentTimeMillis() / 1000, 0));
        } else if (in.flag("sync")) {
            domain.setTime(new Domain.Time(0, 0), DomainFlags.SetTime.SYNC);
        } else {
            long seconds = domain.time(0).seconds();
            if (in.structured()) {
                in.document(java.util.Map.of("time", seconds));
            } else if (in.flag("pretty")) {
                in.print("Time: "
                        + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                                .format(Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC)));
            } else {
                in.print("Time: " + seconds);
            }
        }
    }
}

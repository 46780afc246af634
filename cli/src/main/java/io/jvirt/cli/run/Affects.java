package io.jvirt.cli.run;

import io.jvirt.api.DomainFlags;
import io.jvirt.cli.Invocation;
import java.util.ArrayList;
import java.util.List;

/** The options {@code --config}, {@code --live} and {@code --current}. */
final class Affects {
    private Affects() {}

    /** {@return the flags that were given}; none means the present state */
    static DomainFlags.Affect[] of(Invocation in) {
        in.exclusive("current", "live");
        in.exclusive("current", "config");
        List<DomainFlags.Affect> flags = new ArrayList<>();
        if (in.flag("live")) {
            flags.add(DomainFlags.Affect.LIVE);
        }
        if (in.flag("config")) {
            flags.add(DomainFlags.Affect.CONFIG);
        }
        return flags.toArray(new DomainFlags.Affect[0]);
    }
}

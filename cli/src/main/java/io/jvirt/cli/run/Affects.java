package io.jvirt.cli.run;

import io.jvirt.api.Domain;
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

    /**
     * {@return the flags of a command that also has {@code --persistent}: both documents of a running guest, the stored
     * one of a guest that is off} Without any option it is the running guest that is meant.
     */
    static DomainFlags.Affect[] withPersistent(Invocation in, Domain domain) {
        in.exclusive("current", "live");
        in.exclusive("current", "config");
        in.exclusive("persistent", "current");
        boolean persistent = in.flag("persistent");
        boolean config = in.flag("config") || persistent;
        boolean live = in.flag("live") || persistent && domain.active() || !config && !in.flag("current");
        List<DomainFlags.Affect> flags = new ArrayList<>();
        if (live) {
            flags.add(DomainFlags.Affect.LIVE);
        }
        if (config) {
            flags.add(DomainFlags.Affect.CONFIG);
        }
        return flags.toArray(new DomainFlags.Affect[0]);
    }

    /** {@return the same for a device that is changed; without any option it is the present state that is meant} */
    static DomainFlags.UpdateDevice[] ofUpdate(Invocation in, Domain domain) {
        boolean none = !in.flag("live") && !in.flag("config") && !in.flag("persistent");
        List<DomainFlags.UpdateDevice> flags = new ArrayList<>();
        for (DomainFlags.Affect flag : withPersistent(in, domain)) {
            if (!none) {
                flags.add(flag == DomainFlags.Affect.LIVE ? DomainFlags.UpdateDevice.LIVE : DomainFlags.UpdateDevice.CONFIG);
            }
        }
        if (in.flag("force")) {
            flags.add(DomainFlags.UpdateDevice.FORCE);
        }
        return flags.toArray(new DomainFlags.UpdateDevice[0]);
    }
}

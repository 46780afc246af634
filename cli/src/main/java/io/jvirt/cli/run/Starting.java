package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.JvirtException;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.ArrayList;
import java.util.List;

/** The commands {@code start} and {@code create}. */
public final class Starting {
    private Starting() {}

    /** Starts a defined guest. */
    public static void start(Invocation in) {
        Domain domain = in.domain(Invocation.BY_NAME | Invocation.BY_UUID);
        if (domain.id().isPresent()) {
            throw new Failure("Domain is already active");
        }
        List<DomainFlags.Create> flags = flags(in);
        if (in.flag("bypass-cache")) {
            flags.add(DomainFlags.Create.BYPASS_CACHE);
        }
        if (in.flag("force-boot")) {
            flags.add(DomainFlags.Create.FORCE_BOOT);
        }
        in.attempt("Failed to start domain '" + domain.name() + "'");
        domain.start(flags.toArray(new DomainFlags.Create[0]));
        in.extra("Domain '" + domain.name() + "' started\n");
        if (in.flag("console")) {
            ConsoleCommand.open(in, domain, null);
        }
    }

    /** Starts a guest without a stored definition. */
    public static void create(Invocation in) {
        String file = in.required("file");
        String xml = in.read(file);
        List<DomainFlags.Create> flags = flags(in);
        if (in.flag("validate")) {
            flags.add(DomainFlags.Create.VALIDATE);
        }
        in.attempt("Failed to create domain from " + file);
        Domain domain = in.connection().create(xml, flags.toArray(new DomainFlags.Create[0]));
        in.extra("Domain '" + domain.name() + "' created from " + file + "\n");
        if (in.flag("console")) {
            ConsoleCommand.open(in, domain, null);
        }
    }

    private static List<DomainFlags.Create> flags(Invocation in) {
        if (in.text("pass-fds") != null) {
            throw JvirtException.noSupport("virDomainCreateXMLWithFiles");
        }
        List<DomainFlags.Create> flags = new ArrayList<>();
        if (in.flag("paused")) {
            flags.add(DomainFlags.Create.PAUSED);
        }
        if (in.flag("autodestroy")) {
            flags.add(DomainFlags.Create.AUTODESTROY);
        }
        if (in.flag("reset-nvram")) {
            flags.add(DomainFlags.Create.RESET_NVRAM);
        }
        return flags;
    }
}

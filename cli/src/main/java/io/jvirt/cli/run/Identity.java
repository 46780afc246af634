package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.cli.Invocation;

/** The commands about names, ids and UUIDs. */
public final class Identity {
    private Identity() {}

    /** Prints the id. */
    public static void id(Invocation in) {
        Domain domain = in.domain(Invocation.BY_NAME | Invocation.BY_UUID);
        in.print((domain.id().isPresent() ? Integer.toString(domain.id().getAsInt()) : "-") + "\n");
    }

    /** Prints the name. */
    public static void name(Invocation in) {
        in.print(in.domain(Invocation.BY_ID | Invocation.BY_UUID).name() + "\n");
    }

    /** Prints the UUID. */
    public static void uuid(Invocation in) {
        in.print(in.domain(Invocation.BY_ID | Invocation.BY_NAME).uuid() + "\n");
    }

    /** Gives a guest another name. */
    public static void rename(Invocation in) {
        Domain domain = in.domain(Invocation.BY_NAME | Invocation.BY_UUID);
        domain.rename(in.required("new-name"));
        in.extra("Domain successfully renamed\n");
    }
}

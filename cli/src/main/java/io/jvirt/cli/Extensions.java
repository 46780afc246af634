package io.jvirt.cli;

import java.util.ServiceLoader;

/** The commands that other parts of Jvirt bring. */
public final class Extensions {
    private Extensions() {}

    /**
     * Runs the extension of this name.
     *
     * @throws Failure when it is not there, or failed
     */
    public static void run(String name, Invocation in) {
        for (Extension extension : ServiceLoader.load(Extension.class)) {
            if (extension.name().equals(name)) {
                in.session().output().flush();
                int code = extension.run(in.session(), in.list("argument"));
                if (code != 0) {
                    throw Failure.silent();
                }
                return;
            }
        }
        throw new Failure("'" + name + "' is not part of this installation; a build from source has it");
    }
}

package io.jvirt.cli.run;

import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that are programs of their own: {@code demo}, {@code doctor}, {@code image} and {@code conformance}. The
 * launcher starts them itself; this is how the shell reaches them.
 */
public final class Programs {
    private Programs() {}

    /** Runs a program with the command's words. */
    public static void run(String name, Invocation in) {
        String root = System.getenv("JVIRT_ROOT");
        if (root == null || !new File(root, "jvirt").canExecute()) {
            throw new Failure("'" + name + "' is not part of this installation; ./jvirt of the sources has it");
        }
        List<String> command = new ArrayList<>(List.of(root + "/jvirt", name));
        command.addAll(in.list("argument"));
        in.session().output().flush();
        try {
            if (new ProcessBuilder(command).directory(new File(in.session().folder())).inheritIO().start().waitFor() != 0) {
                throw Failure.silent();
            }
        } catch (IOException e) {
            throw new Failure("cannot start '" + root + "/jvirt': " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }
}

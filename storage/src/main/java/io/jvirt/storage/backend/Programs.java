package io.jvirt.storage.backend;

import io.jvirt.host.HostException;
import io.jvirt.host.process.Tool;
import io.jvirt.storage.StorageErrors;
import java.util.ArrayList;
import java.util.List;

/** Runs the host's programs for storage; a failure of one is told with what it said. */
final class Programs {
    private Programs() {}

    /** {@return the output of a program that went well} */
    static Tool.Result run(List<String> command) {
        try {
            return Tool.run(command).orThrow();
        } catch (HostException e) {
            throw StorageErrors.internal(String.valueOf(e.getMessage()), e);
        }
    }

    /** The same for words. */
    static Tool.Result run(String... command) {
        return run(List.of(command));
    }

    /** {@return whether a program went well} */
    static boolean succeeds(String... command) {
        try {
            return Tool.run(List.of(command)).status() == 0;
        } catch (HostException e) {
            return false;
        }
    }

    /** {@return a command with more words} */
    static List<String> with(List<String> command, List<String> more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(more);
        return all;
    }
}

package io.jvirt.cli;

import java.util.List;

/**
 * A command that another part of Jvirt brings, found by {@link java.util.ServiceLoader}: {@code demo}, {@code doctor} and
 * {@code conformance}. Its name stands in the command table; it reads its words itself.
 */
public interface Extension {
    /** {@return the command's name} */
    String name();

    /**
     * Runs it. What it prints goes to the session's output or the process's streams.
     *
     * @return 0 for success
     */
    int run(Session session, List<String> words);
}

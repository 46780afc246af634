package io.jvirt.host.process;

import java.util.List;

/**
 * As whom a process runs.
 *
 * @param uid user id
 * @param gid primary group id
 * @param groups supplementary group ids
 */
public record Credentials(int uid, int gid, List<Integer> groups) {
    public Credentials {
        groups = List.copyOf(groups);
    }
}

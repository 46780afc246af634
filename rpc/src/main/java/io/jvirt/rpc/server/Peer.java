package io.jvirt.rpc.server;

/**
 * Who is at the other end of a connection, as far as the operating system or an authentication vouches for it.
 *
 * @param uid the user's number, -1 when unknown
 * @param gid the group's number, -1 when unknown
 * @param pid the process, -1 when unknown
 * @param name for logs: a user, or an address
 * @param readOnly whether it came over a socket that only lets look
 */
public record Peer(int uid, int gid, long pid, String name, boolean readOnly) {}

package io.jvirt.host.socket;

/**
 * Who is at the other end of a local socket, as the kernel recorded it when the connection was made (unix(7), SO_PEERCRED).
 *
 * @param pid process id in our PID namespace; 0 when the peer is outside of it
 * @param uid effective user id
 * @param gid effective group id
 */
public record PeerCredentials(int pid, int uid, int gid) {}

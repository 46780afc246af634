package io.jvirt.daemon;

import io.jvirt.host.socket.PeerCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Who may use a socket. The kernel has decided once by the socket file's permissions; this decides again by whom the
 * kernel names as the peer, so that a wrong mode of a file or a descriptor from socket activation opens nothing.
 *
 * @param session whether the socket belongs to a user's own instance
 * @param readOnly whether its clients may only look
 * @param owner the user the daemon runs as
 * @param group members of this group may use the system instance's read-write socket
 */
record Access(boolean session, boolean readOnly, int owner, OptionalInt group) {
    /** {@return whether the peer may talk to us} */
    boolean allows(PeerCredentials peer) {
        if (peer.uid() == 0 || peer.uid() == owner) {
            return true;
        }
        if (session) {
            return false;
        }
        return readOnly || group.isPresent() && isMember(peer, group.getAsInt());
    }

    private static boolean isMember(PeerCredentials peer, int group) {
        return peer.gid() == group || groups(peer).contains(" " + group + " ");
    }

    /** The supplementary groups, which the kernel does not report with the connection (proc(5), status). */
    private static String groups(PeerCredentials peer) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + peer.pid() + "/status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("Groups:")) {
                    return " " + line.substring("Groups:".length()).replace('\t', ' ').strip() + " ";
                }
            }
        } catch (IOException e) {
            // The peer has gone already, or is in another PID namespace: no membership is known.
            return "";
        }
        return "";
    }

    /** {@return the number of a group, empty when the host has none of that name} */
    static OptionalInt groupNumber(String name) throws IOException {
        if (name.isEmpty()) {
            return OptionalInt.empty();
        }
        Path database = Path.of("/etc/group");
        if (Files.isReadable(database)) {
            for (String line : Files.readAllLines(database, StandardCharsets.ISO_8859_1)) {
                String[] fields = line.split(":", -1);
                if (fields.length >= 3 && fields[0].equals(name)) {
                    return OptionalInt.of(Integer.parseInt(fields[2]));
                }
            }
        }
        return OptionalInt.empty();
    }
}

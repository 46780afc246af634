package io.jvirt.daemon;

import io.jvirt.daemon.config.Settings;
import io.jvirt.host.socket.UnixSocket;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts who is connected and keeps within the limits. Root is let in beyond them, so that nobody can shut the
 * administrator out by opening connections. Thread-safe.
 */
final class Clients {
    private static final System.Logger LOG = System.getLogger(Clients.class.getName());

    private final Map<Long, Client> present = new LinkedHashMap<>();
    private int mostClients;
    private int mostAnonymous;
    private long lastNumber;
    private long idleSince = System.nanoTime();

    Clients(Settings settings) {
        limit(settings);
    }

    /** A connection. Anonymous until it has opened a hypervisor. */
    final class Client {
        private final long number;
        private final UnixSocket socket;
        private boolean anonymous = true;

        private Client(long number, UnixSocket socket) {
            this.number = number;
            this.socket = socket;
        }

        /** {@return a number that no other connection of this daemon has had} */
        long number() {
            return number;
        }

        /** The connection has opened a hypervisor. */
        void known() {
            synchronized (Clients.this) {
                anonymous = false;
            }
        }

        /** The connection is gone. */
        void left() {
            synchronized (Clients.this) {
                present.remove(number);
                idleSince = System.nanoTime();
            }
        }
    }

    /** New limits; those who are in stay. */
    synchronized void limit(Settings settings) {
        mostClients = settings.maxClients();
        mostAnonymous = settings.maxAnonymousClients();
    }

    /**
     * {@return the new connection, empty when there are too many} When too many have not opened anything yet, the one
     * that has waited longest has to go: connections that never say a word must not keep others out.
     */
    Optional<Client> enter(UnixSocket socket, int uid) {
        Client longest = null;
        Client client;
        synchronized (this) {
            if (uid != 0 && present.size() >= mostClients) {
                LOG.log(Level.WARNING, "User {0} was turned away: there are {1} clients already (max_clients)",
                        Integer.toString(uid), Integer.toString(present.size()));
                return Optional.empty();
            }
            int anonymous = 0;
            for (Client other : present.values()) {
                if (other.anonymous) {
                    anonymous++;
                    longest = longest == null ? other : longest;
                }
            }
            if (anonymous < mostAnonymous) {
                longest = null;
            } else if (longest != null) {
                longest.anonymous = false;
            }
            client = new Client(++lastNumber, socket);
            present.put(client.number, client);
        }
        if (longest != null) {
            LOG.log(Level.WARNING, "Client {0} is closed: it opened no hypervisor and others wait (max_anonymous_clients)",
                    Long.toString(longest.number));
            longest.socket.close();
        }
        return Optional.of(client);
    }

    /** {@return for how long nobody has been connected, 0 while somebody is} */
    synchronized long idleNanos() {
        return present.isEmpty() ? System.nanoTime() - idleSince : 0;
    }
}

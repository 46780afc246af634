package io.jvirt.daemon;

import io.jvirt.api.ConnectFlag;
import io.jvirt.api.Connection;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.JvirtException;
import io.jvirt.daemon.config.Settings;
import io.jvirt.host.HostException;
import io.jvirt.host.Undo;
import io.jvirt.host.file.LockFile;
import io.jvirt.host.socket.PeerCredentials;
import io.jvirt.host.socket.UnixSocket;
import io.jvirt.rpc.protocol.ChannelTransport;
import io.jvirt.rpc.server.Authentication;
import io.jvirt.rpc.server.Peer;
import io.jvirt.rpc.server.RpcServer;
import io.jvirt.rpc.server.ServerSettings;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A running instance: its driver, its sockets and the clients on them. */
final class Daemon implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Daemon.class.getName());
    /** Stands for "never asked" where the protocol's side wants a length of time. */
    private static final Duration NEVER = Duration.ofDays(365);

    private final Places places;
    private final Drivers drivers;
    private final Clients clients;
    private final RpcServer server;
    private final Undo built;
    /** The connections that have not opened a hypervisor yet or still live, by the peer their session knows. */
    private final Map<String, Clients.Client> byName = new ConcurrentHashMap<>();

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int idleTimeout;

    private Daemon(Places places, Settings settings, int idleTimeout, Drivers drivers, Undo built) {
        this.places = places;
        this.drivers = drivers;
        this.built = built;
        this.idleTimeout = idleTimeout;
        this.clients = new Clients(settings);
        this.server = new RpcServer(
                this::open,
                Authentication.NONE,
                new ServerSettings(
                        settings.maxClientRequests(),
                        settings.keepaliveInterval() == 0 ? NEVER : Duration.ofSeconds(settings.keepaliveInterval()),
                        settings.keepaliveCount(),
                        ServerSettings.DEFAULT.maxPosted()));
    }

    /**
     * Becomes the daemon of an instance: takes its lock, opens the sockets, starts the driver, which takes running guests
     * over again, and lets clients in.
     *
     * @param idleTimeout seconds without clients and running guests after which {@link #await} returns; 0 for never
     */
    static Daemon start(Places places, Path root, Settings settings, boolean classic, int idleTimeout)
            throws StartException {
        try (Undo undo = new Undo()) {
            prepare(places.run());
            LockFile lock = LockFile.tryLock(places.pidFile()).orElseThrow(() -> StartException.runsAlready(
                    "jvirtd runs already for " + places.uri()
                            + LockFile.owner(places.pidFile()).map(pid -> " (process " + pid + ")").orElse("")
                            + ": stop that one first, or use it"));
            undo.closing(lock);
            // Before the driver: whoever connects from now on waits for an answer instead of being refused.
            List<Sockets.Door> doors = Sockets.open(places, settings, classic);
            doors.forEach(undo::closing);
            Drivers drivers = undo.closing(Drivers.start(places, root));
            Daemon daemon = new Daemon(places, settings, idleTimeout, drivers, undo.handOver());
            for (Sockets.Door door : doors) {
                Thread.ofVirtual().name("accept " + door).start(() -> daemon.accept(door));
            }
            Thread.ofVirtual().name("idle").start(daemon::watchIdleness);
            return daemon;
        } catch (HostException | JvirtException e) {
            throw new StartException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private static void prepare(Path run) throws StartException {
        try {
            Files.createDirectories(
                    run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (IOException e) {
            throw new StartException("Cannot create folder " + run + ": " + e.getMessage(), e);
        }
    }

    private void accept(Sockets.Door door) {
        while (true) {
            try {
                UnixSocket socket = door.listener().accept();
                Thread.ofVirtual().name("client").start(() -> serve(door, socket));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | HostException e) {
                // Out of descriptors or memory: wait for some to come back rather than give the socket up.
                LOG.log(Level.WARNING, "Cannot accept a client at " + door + ": " + e.getMessage());
                try {
                    Thread.sleep(Duration.ofMillis(100));
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void serve(Sockets.Door door, UnixSocket socket) {
        try (socket) {
            PeerCredentials credentials = socket.peer();
            if (!door.access().allows(credentials)) {
                LOG.log(Level.WARNING, "User {0} (process {1}) may not use {2}", Integer.toString(credentials.uid()),
                        Integer.toString(credentials.pid()), door);
                return;
            }
            Clients.Client client = clients.enter(socket, credentials.uid()).orElse(null);
            if (client == null) {
                return;
            }
            String name = client.number() + " (user " + credentials.uid() + ")";
            byName.put(name, client);
            try {
                LOG.log(Level.DEBUG, "Client {0}, process {1}, came to {2}", name, Integer.toString(credentials.pid()), door);
                server.serve(
                        new ChannelTransport(socket, true),
                        new Peer(credentials.uid(), credentials.gid(), credentials.pid(), name, door.access().readOnly()));
            } finally {
                byName.remove(name);
                client.left();
                LOG.log(Level.DEBUG, "Client {0} left", name);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A client of " + door + " was gone before it said anything: " + e.getMessage());
        }
    }

    private Connection open(@Nullable String uri, Peer peer, ConnectFlag... flags) {
        Connection connection = drivers.open(uri == null || uri.isEmpty() ? places.uri() : uri, flags);
        Clients.Client client = byName.get(peer.name());
        if (client != null) {
            client.known();
        }
        return connection;
    }

    private void watchIdleness() {
        try {
            while (true) {
                int seconds = idleTimeout;
                long idle = Duration.ofNanos(clients.idleNanos()).toSeconds();
                if (seconds > 0 && idle >= seconds) {
                    if (drivers.base().domains(DomainFlags.ListAll.ACTIVE).isEmpty()) {
                        LOG.log(Level.INFO, "Nobody has used this daemon for {0} s and no guest runs: it ends",
                                Long.toString(idle));
                        stop();
                        return;
                    }
                }
                Thread.sleep(Duration.ofSeconds(seconds == 0 ? 60 : Math.clamp(seconds - idle, 1, 60)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Brings those settings into effect that can change in flight. */
    void reload(Settings settings, int newIdleTimeout) {
        clients.limit(settings);
        idleTimeout = newIdleTimeout;
        Logging.setLevel(settings.logLevel());
    }

    /** Makes {@link #await} return. */
    void stop() {
        ended.countDown();
    }

    /** Waits until somebody calls {@link #stop}. */
    void await() throws InterruptedException {
        ended.await();
    }

    /** Closes the sockets, then the clients, then the driver; guests live on. */
    @Override
    public void close() {
        server.close();
        built.close();
    }
}

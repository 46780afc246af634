package io.jvirt.rpc.testkit;

import io.jvirt.host.socket.UnixListener;
import io.jvirt.host.socket.UnixSocket;
import io.jvirt.rpc.protocol.UnixTransport;
import io.jvirt.rpc.server.Authentication;
import io.jvirt.rpc.server.Peer;
import io.jvirt.rpc.server.RpcServer;
import io.jvirt.rpc.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A server of guests in memory at a Unix socket. */
public final class UnixServer implements AutoCloseable {
    private final Path folder;
    private final Path socket;
    private final UnixListener listener;
    private final RpcServer server;
    private final MemoryHypervisor hypervisor = new MemoryHypervisor();

    /** Listens at once; nobody needs to prove anything. */
    public UnixServer(ServerSettings settings) throws IOException {
        this(Authentication.NONE, settings);
    }

    /** Listens at once. */
    public UnixServer(Authentication authentication, ServerSettings settings) throws IOException {
        folder = Files.createTempDirectory("jvirt-rpc");
        socket = folder.resolve("sock");
        listener = UnixListener.listen(socket, 0600, OptionalInt.empty());
        server = new RpcServer(hypervisor::open, authentication, settings);
        Thread.ofVirtual().start(this::accept);
    }

    /** {@return where it listens} */
    public Path socket() {
        return socket;
    }

    /** {@return the guests} */
    public MemoryHypervisor hypervisor() {
        return hypervisor;
    }

    /** {@return the server} */
    public RpcServer server() {
        return server;
    }

    private void accept() {
        try {
            while (true) {
                UnixSocket client = listener.accept();
                Thread.ofVirtual()
                        .start(() -> server.serve(new UnixTransport(client), new Peer(0, 0, 1, "test", false)));
            }
        } catch (IOException e) {
            // closed
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        server.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(folder);
    }
}

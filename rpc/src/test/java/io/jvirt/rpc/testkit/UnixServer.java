package io.jvirt.rpc.testkit;

import io.jvirt.rpc.protocol.ChannelTransport;
import io.jvirt.rpc.server.Authentication;
import io.jvirt.rpc.server.Peer;
import io.jvirt.rpc.server.RpcServer;
import io.jvirt.rpc.server.ServerSettings;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server of guests in memory at a Unix socket. */
public final class UnixServer implements AutoCloseable {
    private final Path folder;
    private final Path socket;
    private final ServerSocketChannel listener;
    private final RpcServer server;
    private final MemoryHypervisor hypervisor = new MemoryHypervisor();

    /** Listens at once. */
    public UnixServer(ServerSettings settings) throws IOException {
        folder = Files.createTempDirectory("jvirt-rpc");
        socket = folder.resolve("sock");
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        server = new RpcServer(hypervisor::open, Authentication.NONE, settings);
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
        while (listener.isOpen()) {
            try {
                SocketChannel client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try {
            server.serve(new ChannelTransport(client), new Peer(0, 0, 1, "test", false));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
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

package io.jvirt.rpc.server;

import io.jvirt.rpc.protocol.Transport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Serves libvirt's wire protocol to any number of clients, each on a transport that the caller accepted. */
public final class RpcServer implements AutoCloseable {
    private final ConnectionOpener opener;
    private final Authentication authentication;
    private final ServerSettings settings;
    private final Dispatch dispatch = Dispatch.standard();
    private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** A server without clients yet. */
    public RpcServer(ConnectionOpener opener, Authentication authentication, ServerSettings settings) {
        this.opener = opener;
        this.authentication = authentication;
        this.settings = settings;
    }

    /**
     * Serves one client until it goes or is dropped; then its connection, streams and registrations are gone and the
     * transport is closed. To be called on a thread for this client, best a virtual one. Throws nothing, whatever the
     * client sends.
     */
    public void serve(Transport transport, Peer peer) {
        ClientSession session = new ClientSession(transport, peer, opener, authentication, settings, dispatch);
        sessions.add(session);
        try {
            if (closed) {
                session.close();
            } else {
                session.run();
            }
        } finally {
            sessions.remove(session);
        }
    }

    /** {@return how many clients are served now} */
    public int clients() {
        return sessions.size();
    }

    /** Drops all clients. */
    @Override
    public void close() {
        closed = true;
        sessions.forEach(ClientSession::close);
    }
}

package io.jvirt.rpc.server;

import io.jvirt.api.ConnectFlag;
import io.jvirt.api.Connection;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.host.Descriptor;
import io.jvirt.host.DescriptorChannel;
import io.jvirt.rpc.protocol.ErrorMessage;
import io.jvirt.rpc.protocol.KeepAlive;
import io.jvirt.rpc.protocol.Packet;
import io.jvirt.rpc.protocol.PacketReader;
import io.jvirt.rpc.protocol.PacketWriter;
import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.protocol.ProcedureTable;
import io.jvirt.rpc.protocol.Program;
import io.jvirt.rpc.protocol.Transport;
import io.jvirt.rpc.xdr.XdrCodecs;
import io.jvirt.rpc.xdr.XdrException;
import io.jvirt.rpc.xdr.XdrWriter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client: its packets in and out, its state from authentication to the open connection, and everything that must be
 * gone when it is. Nothing that a client sends leaves this class as an exception.
 */
final class ClientSession {
    private static final System.Logger LOG = System.getLogger(ClientSession.class.getName());

    /** AUTH_LIST to AUTH_POLKIT: what a client may call before it has authenticated. */
    private static final int AUTH_FIRST = 66;

    private static final int AUTH_LAST = 70;

    private final Transport transport;
    private final Peer peer;
    private final ConnectionOpener opener;
    private final Authentication authentication;
    private final ServerSettings settings;
    private final Dispatch dispatch;
    private final PacketReader reader;
    private final PacketWriter writer;
    private final KeepAlive keepAlive;
    private final Requests requests;
    private final ServerStreams streams;
    private final ClientEvents events;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Object connectionLock = new Object();
    private final boolean authenticated;
    private volatile @Nullable Connection connection;

    ClientSession(
            Transport transport,
            Peer peer,
            ConnectionOpener opener,
            Authentication authentication,
            ServerSettings settings,
            Dispatch dispatch) {
        this.transport = transport;
        this.peer = peer;
        this.opener = opener;
        this.authentication = authentication;
        this.settings = settings;
        this.dispatch = dispatch;
        this.reader = new PacketReader(transport);
        this.writer = new PacketWriter(transport, settings.maxPosted());
        this.keepAlive = new KeepAlive(writer);
        this.requests = new Requests(settings.maxRequests());
        this.streams = new ServerStreams(writer);
        this.events = new ClientEvents(writer);
        this.authenticated = nothingToProve();
    }

    /** Serves the client until it goes or is dropped. */
    void run() {
        try {
            Packet packet = reader.read();
            while (packet != null) {
                accept(packet);
                packet = reader.read();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "client {0}: {1}", peer.name(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.log(Level.WARNING, "client " + peer.name() + " is dropped", e);
        } finally {
            close();
        }
    }

    /** Ends everything of this client. */
    void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        keepAlive.stop();
        writer.close();
        try {
            transport.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing client " + peer.name(), e);
        }
        requests.clear();
        streams.close();
        events.close();
        closeConnection();
    }

    private void drop(String why) {
        LOG.log(Level.DEBUG, why);
        close();
    }

    // ---- what handlers use ----

    Peer peer() {
        return peer;
    }

    ClientEvents events() {
        return events;
    }

    /** {@return whether open files can go with calls and answers} */
    boolean passesDescriptors() {
        return transport.passesDescriptors();
    }

    boolean secure() {
        return transport.secure();
    }

    /** {@return the open connection} */
    Connection connection() {
        Connection open = connection;
        if (open == null) {
            throw rpcInternal("hypervisor connection not open");
        }
        return open;
    }

    private boolean nothingToProve() {
        return authentication.offered(peer).contains(Authentication.Method.NONE);
    }

    /** {@return the ways to authenticate} When nothing needs to be proved the client is in already. */
    int[] authenticationMethods() {
        var offered = authentication.offered(peer);
        int[] numbers = new int[offered.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = offered.get(i).ordinal();
        }
        return numbers;
    }

    /** Opens the connection. A second attempt fails and loses the first one, as in libvirt. */
    void open(@Nullable String uri, boolean readOnly) {
        synchronized (connectionLock) {
            if (connection != null) {
                events.close();
                closeConnection();
                throw rpcInternal("connection already open");
            }
            connection = readOnly || peer.readOnly()
                    ? opener.open(uri, peer, ConnectFlag.READ_ONLY)
                    : opener.open(uri, peer);
            if (closed.get()) {
                closeConnection();
            }
        }
    }

    private void closeConnection() {
        synchronized (connectionLock) {
            Connection open = connection;
            connection = null;
            if (open != null) {
                try {
                    open.close();
                } catch (RuntimeException e) {
                    LOG.log(Level.WARNING, "closing the connection of client " + peer.name(), e);
                }
            }
        }
    }

    /** Begins to ask the client for signs of life: it has said that it answers. */
    void startKeepAlive() {
        keepAlive.start(
                settings.keepAliveInterval(),
                settings.keepAliveCount(),
                () -> drop("client " + peer.name() + " gives no sign of life"));
    }

    // ---- packets ----

    private void accept(Packet packet) throws InterruptedException {
        keepAlive.heard(packet);
        if (KeepAlive.isKeepAlive(packet)) {
            return;
        }
        switch (packet.type()) {
            case Packet.CALL, Packet.CALL_WITH_FDS -> acceptCall(packet);
            case Packet.STREAM, Packet.STREAM_HOLE -> streams.accept(packet);
            default -> LOG.log(Level.DEBUG, "client {0} sent a packet of type {1}", peer.name(), packet.type());
        }
    }

    private void acceptCall(Packet packet) throws InterruptedException {
        Program program = Program.of(packet.program(), packet.version());
        if (program == null || program == Program.KEEPALIVE) {
            refuse(packet, "Cannot find program " + packet.program() + " version " + packet.version());
            return;
        }
        if (packet.status() != Packet.OK) {
            refuse(packet, "Unexpected message status " + Integer.toUnsignedString(packet.status()));
            return;
        }
        Procedure<?, ?> procedure = ProcedureTable.find(program, packet.procedure());
        if (procedure == null || procedure.kind() == Procedure.Kind.EVENT) {
            refuse(packet, "unknown procedure: " + packet.procedure());
            return;
        }
        if (!authenticated && !mayPrecedeAuthentication(procedure)) {
            refuse(packet, "authentication required");
            return;
        }
        boolean high = procedure.priority() == Procedure.Priority.HIGH;
        requests.submit(() -> carryOut(procedure, packet), packet.body().length, high);
    }

    private static boolean mayPrecedeAuthentication(Procedure<?, ?> procedure) {
        return procedure.program() == Program.REMOTE
                && procedure.number() >= AUTH_FIRST
                && procedure.number() <= AUTH_LAST;
    }

    private void carryOut(Procedure<?, ?> procedure, Packet packet) {
        Call call = new Call(this, procedure, packet.serial());
        try {
            try {
                ByteBuffer answer = answerOrError(procedure, call, packet);
                List<Descriptor> descriptors = new ArrayList<>(call.attached().size());
                for (DescriptorChannel file : call.attached()) {
                    descriptors.add(file.descriptor());
                }
                writer.send(answer, descriptors);
            } finally {
                packet.discardDescriptors();
                call.detach();
            }
            call.replied();
        } catch (IOException e) {
            drop("client " + peer.name() + ": " + e.getMessage());
        }
    }

    private ByteBuffer answerOrError(Procedure<?, ?> procedure, Call call, Packet packet) throws IOException {
        JvirtException failure;
        try {
            return answer(dispatch.find(procedure), call, packet);
        } catch (JvirtException e) {
            failure = e;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, procedure.name() + " failed", e);
            failure = rpcInternal(procedure.name() + " failed unexpectedly, see the daemon's log: " + e);
        } catch (OutOfMemoryError e) {
            LOG.log(Level.ERROR, procedure.name() + " needs more memory than there is", e);
            failure = new JvirtException(ErrorCode.NO_MEMORY, ErrorDomain.RPC, procedure.name());
        } catch (LinkageError | AssertionError | StackOverflowError e) {
            // A fault of ours in one call: the client that waits for it gets an answer all the same.
            LOG.log(Level.ERROR, procedure.name() + " failed", e);
            failure = rpcInternal(procedure.name() + " failed unexpectedly, see the daemon's log: " + e);
        }
        call.detach();
        return errorReply(packet, failure);
    }

    private <A, R> ByteBuffer answer(Dispatch.@Nullable Handler<A, R> handler, Call call, Packet packet) {
        if (handler == null) {
            refuseReadOnly(call.procedure());
            throw JvirtException.noSupport(call.procedure().name());
        }
        A argument;
        try {
            argument = handler.argument().read(packet.reader());
        } catch (XdrException e) {
            throw new JvirtException(
                    ErrorCode.RPC, ErrorDomain.RPC, "Unable to decode message payload: " + e.getMessage());
        }
        if (call.procedure().access() == Procedure.Access.WRITE) {
            refuseReadOnly(call.procedure());
        }
        R result;
        if (handler.opener() != null) {
            Dispatch.Opened<R> opened = handler.opener().open(call, argument);
            streams.add(call, opened);
            result = opened.result();
        } else {
            result = java.util.Objects.requireNonNull(handler.method()).call(call, argument);
        }
        try {
            int files = call.attached().size();
            int type = files == 0 ? Packet.REPLY : Packet.REPLY_WITH_FDS;
            XdrWriter reply = Packet.header(call.procedure(), type, packet.serial(), Packet.OK);
            if (files > 0) {
                reply.writeInt(files);
            }
            handler.result().write(reply, result);
            return Packet.closed(reply);
        } catch (XdrException e) {
            throw new JvirtException(
                    ErrorCode.RPC, ErrorDomain.RPC, "Unable to encode message payload: " + e.getMessage());
        }
    }

    private void refuseReadOnly(Procedure<?, ?> procedure) {
        if (connection().readOnly() && procedure.access() == Procedure.Access.WRITE) {
            throw readOnlyError(procedure);
        }
    }

    static JvirtException readOnlyError(Procedure<?, ?> procedure) {
        return new JvirtException(
                ErrorCode.OPERATION_DENIED,
                procedure.program() == Program.REMOTE ? ErrorDomain.DOMAIN : ErrorDomain.NONE,
                "read only access prevents " + procedure.name());
    }

    static JvirtException rpcInternal(String what) {
        return new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.RPC, what);
    }

    private void refuse(Packet packet, String why) {
        packet.discardDescriptors();
        writer.post(errorReply(packet, new JvirtException(ErrorCode.RPC, ErrorDomain.RPC, why)));
    }

    private static ByteBuffer errorReply(Packet call, JvirtException failure) {
        XdrWriter packet = Packet.header(
                call.program(), call.version(), call.procedure(), Packet.REPLY, call.serial(), Packet.ERROR);
        XdrCodecs.of(ErrorMessage.class).write(packet, ErrorMessage.of(failure));
        return Packet.closed(packet);
    }
}

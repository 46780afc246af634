package io.jvirt.rpc.client;

import io.jvirt.api.Connection.CloseReason;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.rpc.protocol.ErrorMessage;
import io.jvirt.rpc.protocol.KeepAlive;
import io.jvirt.rpc.protocol.Packet;
import io.jvirt.rpc.protocol.PacketReader;
import io.jvirt.rpc.protocol.PacketWriter;
import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.protocol.Transport;
import io.jvirt.rpc.xdr.Xdr;
import io.jvirt.rpc.xdr.XdrCodecs;
import io.jvirt.rpc.xdr.XdrException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries the calls of many threads over one transport, each answered as soon as the server does. There is no thread
 * behind it at first: one of those that wait for something reads for all. From the first registration for events on a
 * thread of its own reads, and the two sides ask each other for signs of life.
 */
final class RpcClient {
    /** What a slow reader of a stream may leave behind before no more is read for it. */
    private static final long STREAM_BUFFER = 8 * 1024 * 1024;

    private static final long POSTED_MAX = 1024 * 1024;
    private static final int KEEPALIVE_SECONDS = 5;
    private static final int KEEPALIVE_COUNT = 6;

    private final Transport transport;
    private final PacketReader reader;
    private final PacketWriter writer;
    private final KeepAlive keepAlive;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Integer, Pending> pending = new HashMap<>();
    private final Map<Integer, RemoteStream> streams = new HashMap<>();
    private int nextSerial;
    private boolean reading;
    private boolean background;
    private @Nullable Consumer<Packet> messages;
    private @Nullable Consumer<CloseReason> ended;
    private @Nullable String failure;

    /** Something that a packet brings about; asked with the lock held. */
    abstract static class Awaited {
        abstract boolean done();
    }

    /** A call without its answer. */
    private static final class Pending extends Awaited {
        private final @Nullable Consumer<Packet> inOrder;
        private @Nullable Packet reply;

        Pending(@Nullable Consumer<Packet> inOrder) {
            this.inOrder = inOrder;
        }

        @Override
        boolean done() {
            return reply != null;
        }
    }

    RpcClient(Transport transport) {
        this.transport = transport;
        this.reader = new PacketReader(transport);
        this.writer = new PacketWriter(transport, POSTED_MAX);
        this.keepAlive = new KeepAlive(writer);
    }

    boolean alive() {
        lock.lock();
        try {
            return failure == null;
        } finally {
            lock.unlock();
        }
    }

    boolean secure() {
        return transport.secure();
    }

    // ---- calls ----

    /** {@return the answer to a call that has no argument} */
    @SuppressWarnings("NullAway") // null is the only value of Void
    <R extends @Nullable Object> R call(Procedure<Void, R> procedure) {
        return call(procedure, (Void) null);
    }

    /** {@return the answer} */
    <A extends @Nullable Object, R extends @Nullable Object> R call(Procedure<A, R> procedure, A argument) {
        Pending call = new Pending(null);
        send(procedure, argument, call, null);
        await(call);
        return result(procedure, call.reply);
    }

    /**
     * {@return the answer}
     *
     * @param inOrder gets the answer before anything that the server sent later is looked at; it must not call
     */
    <A extends @Nullable Object, R> R call(Procedure<A, R> procedure, A argument, Consumer<R> inOrder) {
        Pending call = new Pending(reply -> {
            if (reply.status() == Packet.OK) {
                inOrder.accept(result(procedure, reply));
            }
        });
        send(procedure, argument, call, null);
        await(call);
        return result(procedure, call.reply);
    }

    /**
     * A stream and the answer to the call that opened it.
     *
     * @param result the answer
     * @param stream the stream
     */
    record Opened<R extends @Nullable Object>(R result, RemoteStream stream) {}

    /** {@return the open stream and the answer} */
    <A, R extends @Nullable Object> Opened<R> open(Procedure<A, R> procedure, A argument) {
        RemoteStream stream = new RemoteStream(this, procedure);
        Pending call = new Pending(null);
        int serial = send(procedure, argument, call, stream);
        boolean open = false;
        try {
            await(call);
            R result = result(procedure, call.reply);
            open = true;
            return new Opened<>(result, stream);
        } finally {
            if (!open) {
                forget(serial);
            }
        }
    }

    private <A extends @Nullable Object> int send(
            Procedure<A, ?> procedure, A argument, Pending call, @Nullable RemoteStream stream) {
        int serial;
        lock.lock();
        try {
            check();
            serial = nextSerial++;
            pending.put(serial, call);
            if (stream != null) {
                stream.opened(serial);
                streams.put(serial, stream);
            }
        } finally {
            lock.unlock();
        }
        boolean sent = false;
        try {
            Xdr<A> form = XdrCodecs.of(procedure.types().argument());
            write(Packet.encode(procedure, Packet.CALL, serial, Packet.OK, form, argument));
            sent = true;
        } catch (XdrException e) {
            throw new JvirtException(
                    ErrorCode.RPC, ErrorDomain.RPC, "Unable to encode message payload: " + e.getMessage());
        } finally {
            if (!sent) {
                forget(serial);
            }
        }
        return serial;
    }

    /** Sends a packet of a stream. */
    void write(ByteBuffer packet) {
        try {
            writer.send(packet);
        } catch (IOException e) {
            fail("Cannot write data: " + e.getMessage(), CloseReason.ERROR);
            throw lost();
        }
    }

    private static <R extends @Nullable Object> R result(Procedure<?, R> procedure, @Nullable Packet reply) {
        if (reply == null) {
            throw new IllegalStateException("no answer");
        }
        try {
            if (reply.status() == Packet.OK) {
                return XdrCodecs.of(procedure.types().result()).read(reply.reader());
            }
            throw failure(procedure, reply);
        } catch (XdrException e) {
            throw new JvirtException(
                    ErrorCode.RPC, ErrorDomain.RPC, "Unable to decode message payload: " + e.getMessage());
        }
    }

    /** {@return the failure that a packet tells of} A procedure newer than the server counts as unsupported. */
    static JvirtException failure(Procedure<?, ?> procedure, Packet packet) {
        JvirtException failure =
                XdrCodecs.of(ErrorMessage.class).read(packet.reader()).toException();
        return failure.code() == ErrorCode.RPC && failure.getMessage().startsWith("unknown procedure")
                ? JvirtException.noSupport(procedure.name())
                : failure;
    }

    // ---- waiting and reading ----

    /** Waits for something, reading for everybody when nobody else does. */
    void await(Awaited what) {
        lock.lock();
        try {
            while (!what.done()) {
                check();
                if (reading || background) {
                    changed.awaitUninterruptibly();
                } else {
                    readOne();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether something is so} */
    boolean test(Awaited what) {
        lock.lock();
        try {
            return what.done();
        } finally {
            lock.unlock();
        }
    }

    /** Reads one packet; called with the lock held, which is let go meanwhile. */
    private void readOne() {
        reading = true;
        lock.unlock();
        Packet packet = null;
        IOException problem = null;
        try {
            packet = reader.read();
        } catch (IOException e) {
            problem = e;
        } finally {
            lock.lock();
            reading = false;
        }
        if (packet != null) {
            accept(packet);
        } else if (problem != null) {
            fail("Cannot read data: " + problem.getMessage(), CloseReason.ERROR);
        } else {
            fail("End of file while reading data: Input/output error", CloseReason.EOF);
        }
        changed.signalAll();
    }

    private void accept(Packet packet) {
        keepAlive.heard(packet);
        if (KeepAlive.isKeepAlive(packet)) {
            return;
        }
        switch (packet.type()) {
            case Packet.REPLY, Packet.REPLY_WITH_FDS -> {
                packet.discardDescriptors(); // no procedure of ours asks for any
                Pending call = pending.remove(packet.serial());
                if (call != null) {
                    if (call.inOrder != null) {
                        call.inOrder.accept(packet);
                    }
                    call.reply = packet;
                }
            }
            case Packet.STREAM, Packet.STREAM_HOLE -> {
                RemoteStream stream = streams.get(packet.serial());
                if (stream != null) {
                    stream.accept(packet);
                }
            }
            case Packet.MESSAGE -> {
                if (messages != null) {
                    messages.accept(packet);
                }
            }
            default -> {
                // A newer kind of packet that concerns nothing that we asked for.
            }
        }
    }

    /**
     * Lets a thread of its own read from now on, so that messages arrive while nobody waits.
     *
     * @param sink gets messages; must not wait or call
     * @param end told when the connection is lost
     * @return whether it did not read before
     */
    boolean readInBackground(Consumer<Packet> sink, Consumer<CloseReason> end) {
        lock.lock();
        try {
            if (background) {
                return false;
            }
            check();
            messages = sink;
            ended = end;
            background = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Thread.ofPlatform().daemon().name("rpc-reader").start(this::readAlways);
        return true;
    }

    /** Begins to ask the server for signs of life; it has said that it answers. */
    void startKeepAlive() {
        keepAlive.start(Duration.ofSeconds(KEEPALIVE_SECONDS), KEEPALIVE_COUNT, this::dead);
    }

    private void readAlways() {
        lock.lock();
        try {
            while (failure == null) {
                if (reading || (pending.isEmpty() && full())) {
                    changed.awaitUninterruptibly();
                } else {
                    readOne();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean full() {
        for (RemoteStream stream : streams.values()) {
            if (stream.buffered() > STREAM_BUFFER) {
                return true;
            }
        }
        return false;
    }

    /** Runs with the lock held and wakes everybody who waits. */
    void update(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a stream that is over, or a call that could not be sent. */
    void forget(int serial) {
        lock.lock();
        try {
            pending.remove(serial);
            streams.remove(serial);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- the end ----

    /** Ends the connection; whoever waits gets an error. */
    void close() {
        fail("the connection was closed", CloseReason.CLIENT);
    }

    private void dead() {
        fail("the server gives no sign of life", CloseReason.KEEPALIVE);
    }

    private void fail(String why, CloseReason reason) {
        Consumer<CloseReason> listener;
        lock.lock();
        try {
            if (failure != null) {
                return;
            }
            failure = why;
            listener = ended;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        keepAlive.stop();
        writer.close();
        try {
            transport.close();
        } catch (IOException e) {
            // It is gone either way.
        }
        if (listener != null) {
            listener.accept(reason);
        }
    }

    private void check() {
        if (failure != null) {
            throw lost();
        }
    }

    private JvirtException lost() {
        return new JvirtException(
                ErrorCode.SYSTEM_ERROR, ErrorDomain.RPC, failure == null ? "connection lost" : failure);
    }
}

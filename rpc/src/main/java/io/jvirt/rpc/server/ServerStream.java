package io.jvirt.rpc.server;

import io.jvirt.api.DataStream;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.rpc.protocol.ErrorMessage;
import io.jvirt.rpc.protocol.Packet;
import io.jvirt.rpc.protocol.PacketWriter;
import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.xdr.XdrCodecs;
import io.jvirt.rpc.xdr.XdrException;
import io.jvirt.rpc.xdr.XdrReader;
import io.jvirt.rpc.xdr.XdrWriter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Moves the bytes of one stream between a client and a driver. Towards the client one packet at a time is on its way,
 * so a slow client slows the driver; towards the driver a little is buffered and then no more is read from the client.
 */
final class ServerStream {
    private static final System.Logger LOG = System.getLogger(ServerStream.class.getName());
    private static final int BUFFERED_MAX = 1024 * 1024;

    private final PacketWriter writer;
    private final Procedure<?, ?> procedure;
    private final int serial;
    private final DataStream data;
    private final Consumer<ServerStream> ended;

    /** Held while something is sent, so that nothing follows the last packet. */
    private final ReentrantLock sending = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Packet> received = new ArrayDeque<>();
    private int receivedBytes;
    private volatile boolean over;

    /** The client has given the stream up, which is done already though its packet is still to be answered. */
    private volatile boolean aborted;

    ServerStream(
            PacketWriter writer,
            Procedure<?, ?> procedure,
            int serial,
            DataStream data,
            Consumer<ServerStream> ended) {
        this.writer = writer;
        this.procedure = procedure;
        this.serial = serial;
        this.data = data;
        this.ended = ended;
    }

    boolean isFor(Packet packet) {
        return packet.procedure() == procedure.number()
                && packet.program() == procedure.program().number();
    }

    /** Lets the data flow. */
    void start(boolean toClient, boolean fromClient) {
        Thread.ofVirtual().name("rpc-stream-in").start(() -> receive(fromClient));
        if (toClient) {
            Thread.ofVirtual().name("rpc-stream-out").start(this::transmit);
        }
    }

    /** Takes a packet of the client's, waiting while too many are waiting already. */
    void accept(Packet packet) throws InterruptedException {
        if (packet.status() == Packet.ERROR) {
            giveUpWhatWaits(); // a driver that takes no more data must not hold this up
        }
        lock.lockInterruptibly();
        try {
            while (!over && !received.isEmpty() && receivedBytes + packet.body().length > BUFFERED_MAX) {
                changed.await();
            }
            if (!over) {
                received.add(packet);
                receivedBytes += packet.body().length;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream without a word to the client, which has gone. */
    void giveUp() {
        end();
        abort();
    }

    private void giveUpWhatWaits() {
        lock.lock();
        try {
            aborted = true;
            received.clear();
            receivedBytes = 0;
        } finally {
            lock.unlock();
        }
        abort();
    }

    // ---- from the client ----

    private void receive(boolean fromClient) {
        try {
            Packet packet = take();
            while (packet != null) {
                if (!handleUnlessAborted(packet, fromClient)) {
                    return;
                }
                packet = take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp();
        } catch (JvirtException e) {
            fail(e);
        } catch (XdrException e) {
            fail(new JvirtException(ErrorCode.RPC, ErrorDomain.RPC, "Unable to decode message payload: " + e.getMessage()));
        } catch (IOException e) {
            giveUp();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "stream of " + procedure.name() + " failed", e);
            fail(ClientSession.rpcInternal("stream of " + procedure.name() + " failed: " + e));
        }
    }

    private @org.jspecify.annotations.Nullable Packet take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!over && received.isEmpty()) {
                changed.await();
            }
            if (over) {
                return null;
            }
            Packet packet = received.remove();
            receivedBytes -= packet.body().length;
            changed.signalAll();
            return packet;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the stream goes on} What fails because the client gave the stream up has not failed. */
    private boolean handleUnlessAborted(Packet packet, boolean fromClient) throws IOException {
        try {
            return handle(packet, fromClient);
        } catch (JvirtException e) {
            if (aborted) {
                return true;
            }
            throw e;
        }
    }

    /** {@return whether the stream goes on} */
    private boolean handle(Packet packet, boolean fromClient) throws IOException {
        switch (packet.status()) {
            case Packet.CONTINUE -> {
                if (!fromClient) {
                    throw new JvirtException(
                            ErrorCode.OPERATION_INVALID, ErrorDomain.STREAMS, "data can only be received from this stream");
                }
                if (packet.type() == Packet.STREAM_HOLE) {
                    XdrReader hole = packet.reader();
                    long length = hole.readLong();
                    int flags = hole.readInt();
                    if (length < 0 || flags != 0) {
                        throw JvirtException.invalidArgument(
                                ErrorDomain.STREAMS, "hole of " + length + " bytes with flags " + flags);
                    }
                    data.writeHole(length);
                } else if (packet.body().length > 0) {
                    data.write(ByteBuffer.wrap(packet.body()));
                }
                return true;
            }
            case Packet.OK -> {
                end();
                try {
                    data.finish();
                } catch (JvirtException e) {
                    writer.send(error(e));
                    return false;
                }
                answer();
                return false;
            }
            case Packet.ERROR -> {
                end();
                abort();
                answer();
                return false;
            }
            default -> throw new JvirtException(
                    ErrorCode.RPC,
                    ErrorDomain.RPC,
                    "stream aborted with unexpected status " + Integer.toUnsignedString(packet.status()));
        }
    }

    private void answer() throws IOException {
        writer.send(Packet.encode(procedure, Packet.STREAM, serial, Packet.OK, ByteBuffer.allocate(0)));
    }

    // ---- to the client ----

    private void transmit() {
        ByteBuffer buffer = ByteBuffer.allocate(Packet.STREAM_CHUNK);
        try {
            while (!over) {
                long hole = data.readHole();
                if (hole > 0) {
                    send(hole(hole));
                    continue;
                }
                buffer.clear();
                int count = data.read(buffer);
                if (aborted) {
                    return;
                }
                buffer.flip();
                send(chunk(buffer));
                if (count < 0) {
                    return; // an empty packet is the end of the data; the client finishes the stream
                }
            }
        } catch (JvirtException e) {
            if (!aborted) {
                fail(e);
            }
        } catch (IOException e) {
            giveUp();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "stream of " + procedure.name() + " failed", e);
            fail(ClientSession.rpcInternal("stream of " + procedure.name() + " failed: " + e));
        }
    }

    private ByteBuffer chunk(ByteBuffer bytes) {
        return Packet.encode(procedure, Packet.STREAM, serial, Packet.CONTINUE, bytes);
    }

    private ByteBuffer hole(long length) {
        XdrWriter packet = Packet.header(procedure, Packet.STREAM_HOLE, serial, Packet.CONTINUE);
        packet.writeLong(length);
        packet.writeInt(0);
        return Packet.closed(packet);
    }

    private void send(ByteBuffer packet) throws IOException {
        sending.lock();
        try {
            if (!over) {
                writer.send(packet);
            }
        } finally {
            sending.unlock();
        }
    }

    // ---- the end ----

    /** {@return whether it was not over before} */
    private boolean end() {
        boolean first;
        sending.lock();
        try {
            lock.lock();
            try {
                first = !over;
                over = true;
                received.clear();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        } finally {
            sending.unlock();
        }
        ended.accept(this);
        return first;
    }

    private void fail(JvirtException failure) {
        boolean first = end();
        abort();
        if (first) {
            writer.post(error(failure));
        }
    }

    private ByteBuffer error(JvirtException failure) {
        return Packet.encode(
                procedure,
                Packet.STREAM,
                serial,
                Packet.ERROR,
                XdrCodecs.of(ErrorMessage.class),
                ErrorMessage.of(failure));
    }

    private void abort() {
        try {
            data.abort();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "aborting the stream of " + procedure.name(), e);
        }
    }
}

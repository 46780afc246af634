package io.jvirt.rpc.client;

import io.jvirt.api.DataStream;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.rpc.protocol.Packet;
import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.xdr.XdrException;
import io.jvirt.rpc.xdr.XdrReader;
import io.jvirt.rpc.xdr.XdrWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The client's end of a stream. What arrives is kept until it is read. */
final class RemoteStream implements DataStream {
    private final RpcClient client;
    private final Procedure<?, ?> procedure;
    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private int serial;
    private long buffered;
    private boolean dataEnded;
    private boolean confirmed;
    private boolean over;
    private @Nullable JvirtException failure;

    /** Bytes, or a hole when there are none. */
    private record Part(@Nullable ByteBuffer data, long hole) {}

    RemoteStream(RpcClient client, Procedure<?, ?> procedure) {
        this.client = client;
        this.procedure = procedure;
    }

    // ---- with the client's lock held ----

    void opened(int number) {
        serial = number;
    }

    long buffered() {
        return buffered;
    }

    void accept(Packet packet) {
        switch (packet.status()) {
            case Packet.CONTINUE -> {
                if (packet.type() == Packet.STREAM_HOLE) {
                    acceptHole(packet);
                } else if (packet.body().length == 0) {
                    dataEnded = true;
                } else {
                    parts.add(new Part(ByteBuffer.wrap(packet.body()), 0));
                    buffered += packet.body().length;
                }
            }
            case Packet.OK -> {
                dataEnded = true;
                confirmed = true;
            }
            default -> {
                try {
                    failure = RpcClient.failure(procedure, packet);
                } catch (XdrException e) {
                    failure = new JvirtException(
                            ErrorCode.RPC, ErrorDomain.RPC, "stream failed without a readable reason");
                }
            }
        }
    }

    private void acceptHole(Packet packet) {
        try {
            XdrReader body = packet.reader();
            parts.add(new Part(null, body.readLong()));
        } catch (XdrException e) {
            failure = new JvirtException(ErrorCode.RPC, ErrorDomain.RPC, "unreadable hole in a stream");
        }
    }

    // ---- what users call ----

    @Override
    public int read(ByteBuffer target) {
        client.await(new RpcClient.Awaited() {
            @Override
            boolean done() {
                return !parts.isEmpty() || dataEnded || failure != null || over;
            }
        });
        int[] count = {-1};
        client.update(() -> count[0] = take(target));
        return count[0];
    }

    private int take(ByteBuffer target) {
        Part part = parts.peek();
        if (part == null) {
            checkFailure();
            return -1;
        }
        if (part.data == null) {
            return takeZeros(target, part.hole);
        }
        int count = Math.min(part.data.remaining(), target.remaining());
        target.put(part.data.slice(part.data.position(), count));
        part.data.position(part.data.position() + count);
        buffered -= count;
        if (!part.data.hasRemaining()) {
            parts.remove();
        }
        return count;
    }

    /** A reader that does not care for holes gets their zero bytes. */
    private int takeZeros(ByteBuffer target, long hole) {
        int count = (int) Math.min(hole, target.remaining());
        target.put(new byte[count]);
        parts.remove();
        if (hole > count) {
            parts.addFirst(new Part(null, hole - count));
        }
        return count;
    }

    @Override
    public long readHole() {
        client.await(new RpcClient.Awaited() {
            @Override
            boolean done() {
                return !parts.isEmpty() || dataEnded || failure != null || over;
            }
        });
        long[] length = {0};
        client.update(() -> {
            Part part = parts.peek();
            if (part != null && part.data == null) {
                length[0] = part.hole;
                parts.remove();
            }
        });
        return length[0];
    }

    @Override
    public void write(ByteBuffer source) {
        while (source.hasRemaining()) {
            checkOpen();
            int count = Math.min(source.remaining(), Packet.STREAM_CHUNK);
            ByteBuffer chunk = source.slice(source.position(), count);
            client.write(Packet.encode(procedure, Packet.STREAM, serial, Packet.CONTINUE, chunk));
            source.position(source.position() + count);
        }
    }

    @Override
    public void writeHole(long length) {
        checkOpen();
        XdrWriter packet = Packet.header(procedure, Packet.STREAM_HOLE, serial, Packet.CONTINUE);
        packet.writeLong(length);
        packet.writeInt(0);
        client.write(Packet.closed(packet));
    }

    @Override
    public void finish() {
        checkOpen();
        end(Packet.OK);
        client.update(this::checkFailure);
    }

    @Override
    public void abort() {
        boolean[] first = {false};
        client.update(() -> first[0] = !over && failure == null);
        if (first[0] && client.alive()) {
            try {
                end(Packet.ERROR);
            } catch (JvirtException e) {
                // The connection is lost, and the stream with it.
            }
        }
        client.update(() -> over = true);
        client.forget(serial);
    }

    private void end(int status) {
        client.write(Packet.encode(procedure, Packet.STREAM, serial, status, ByteBuffer.allocate(0)));
        client.await(new RpcClient.Awaited() {
            @Override
            boolean done() {
                // What still arrives belongs to nobody: the user has ended the stream.
                parts.clear();
                buffered = 0;
                return confirmed || failure != null;
            }
        });
        client.update(() -> over = true);
        client.forget(serial);
    }

    private void checkOpen() {
        client.update(() -> {
            checkFailure();
            if (over) {
                throw new JvirtException(ErrorCode.OPERATION_INVALID, ErrorDomain.STREAMS, "stream is not open");
            }
        });
    }

    private void checkFailure() {
        if (failure != null) {
            over = true;
            throw JvirtException.received(
                    failure.codeNumber(), failure.domain(), failure.getMessage(), failure.details());
        }
    }
}

package io.jvirt.rpc.server;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.rpc.protocol.Packet;
import io.jvirt.rpc.protocol.PacketWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The open streams of one client, by the serial of the call that opened each. */
final class ServerStreams {
    private static final int MAX = 128;

    private final PacketWriter writer;
    private final Map<Integer, ServerStream> open = new HashMap<>();
    private boolean closed;

    ServerStreams(PacketWriter writer) {
        this.writer = writer;
    }

    /** Takes a stream over; data flow once the answer to its call has gone. */
    <R> void add(Call call, Dispatch.Opened<R> opened) {
        ServerStream stream = new ServerStream(
                writer, call.procedure(), call.serial(), opened.data(), ended -> remove(call.serial(), ended));
        synchronized (open) {
            if (closed || open.size() >= MAX || open.containsKey(call.serial())) {
                stream.giveUp();
                throw new JvirtException(
                        ErrorCode.OPERATION_FAILED,
                        ErrorDomain.RPC,
                        open.containsKey(call.serial())
                                ? "serial " + call.serial() + " belongs to an open stream"
                                : "a client cannot have more than " + MAX + " open streams");
            }
            open.put(call.serial(), stream);
        }
        call.afterReply(() -> stream.start(opened.toClient(), opened.fromClient()));
    }

    /** Hands a packet to its stream, waiting while the stream is slow; what belongs to none comes late and is dropped. */
    void accept(Packet packet) throws InterruptedException {
        ServerStream stream;
        synchronized (open) {
            stream = open.get(packet.serial());
        }
        if (stream != null && stream.isFor(packet)) {
            stream.accept(packet);
        }
    }

    /** Gives up all streams. */
    void close() {
        List<ServerStream> left;
        synchronized (open) {
            closed = true;
            left = new ArrayList<>(open.values());
            open.clear();
        }
        left.forEach(ServerStream::giveUp);
    }

    private void remove(int serial, ServerStream stream) {
        synchronized (open) {
            open.remove(serial, stream);
        }
    }
}

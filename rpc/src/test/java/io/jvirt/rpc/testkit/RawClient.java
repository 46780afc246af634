package io.jvirt.rpc.testkit;

import io.jvirt.rpc.protocol.ChannelTransport;
import io.jvirt.rpc.protocol.ErrorMessage;
import io.jvirt.rpc.protocol.Packet;
import io.jvirt.rpc.protocol.PacketReader;
import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.xdr.XdrCodecs;
import io.jvirt.rpc.xdr.XdrWriter;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Sends a server whatever bytes one likes, and shows what it answers. */
public final class RawClient implements AutoCloseable {
    private final SocketChannel channel;
    private final PacketReader reader;

    /** Connects, no more. */
    public RawClient(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        reader = new PacketReader(new ChannelTransport(channel, true));
    }

    /** Sends bytes as they are. */
    public void send(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** {@return the bytes of a packet} */
    public static byte[] packet(
            int program, int version, int procedure, int type, int serial, int status, byte... body) {
        XdrWriter writer = Packet.header(program, version, procedure, type, serial, status);
        writer.writeRaw(ByteBuffer.wrap(body));
        ByteBuffer closed = Packet.closed(writer);
        byte[] bytes = new byte[closed.remaining()];
        closed.get(bytes);
        return bytes;
    }

    /** {@return the bytes of a call} */
    public static <A> byte[] call(Procedure<A, ?> procedure, int serial, @Nullable A argument) {
        XdrWriter body = new XdrWriter(Packet.MAX);
        XdrCodecs.of(procedure.types().argument()).write(body, argument);
        return packet(
                procedure.program().number(),
                procedure.program().version(),
                procedure.number(),
                Packet.CALL,
                serial,
                Packet.OK,
                body.toByteArray());
    }

    /** {@return the next packet, null when the server closed the connection} */
    public @Nullable Packet receive() throws IOException {
        try {
            return reader.read();
        } catch (IOException e) {
            return null;
        }
    }

    /** {@return the error in a packet} */
    public static ErrorMessage error(Packet packet) {
        return XdrCodecs.of(ErrorMessage.class).read(packet.reader());
    }

    /** Says that nothing more will be sent. */
    public void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package io.jvirt.rpc.protocol;

import io.jvirt.host.Descriptor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes packets off a transport, one thread at a time. Where open files may follow a packet it never reads beyond it,
 * because they would be lost with their bytes. A body is allocated as it arrives, so a length costs nothing by itself.
 */
public final class PacketReader {
    private static final int FIRST_CHUNK = 65_536;

    private static final int AHEAD = 16_384;

    private final Transport transport;

    /** What was read ahead, ready to be taken; without room where nothing may be read ahead. */
    private final ByteBuffer ahead;

    private final ByteBuffer header = ByteBuffer.allocate(Packet.HEADER);

    /** Reads from this transport. */
    public PacketReader(Transport transport) {
        this.transport = transport;
        this.ahead = ByteBuffer.allocate(transport.passesDescriptors() ? 0 : AHEAD).limit(0);
    }

    /**
     * {@return the next packet, null at the end of the connection}
     *
     * @throws IOException when the connection fails, ends within a packet or brings what is no packet; it is of no more
     *     use then
     */
    public @Nullable Packet read() throws IOException {
        header.clear();
        if (!fill(header)) {
            return null;
        }
        header.flip();
        int length = header.getInt();
        if (length < Packet.HEADER || length > Packet.MAX) {
            throw new IOException("packet of " + Integer.toUnsignedString(length) + " bytes, between " + Packet.HEADER
                    + " and " + Packet.MAX + " are possible");
        }
        int program = header.getInt();
        int version = header.getInt();
        int procedure = header.getInt();
        int type = header.getInt();
        int serial = header.getInt();
        int status = header.getInt();
        byte[] body = body(length - Packet.HEADER);
        if (type != Packet.CALL_WITH_FDS && type != Packet.REPLY_WITH_FDS) {
            return new Packet(program, version, procedure, type, serial, status, body);
        }
        if (body.length < 4) {
            throw new IOException("packet without the number of its open files");
        }
        int count = ByteBuffer.wrap(body).getInt();
        if (count < 0 || count > Packet.DESCRIPTORS_MAX) {
            throw new IOException("packet with " + Integer.toUnsignedString(count) + " open files, at most "
                    + Packet.DESCRIPTORS_MAX + " are possible");
        }
        List<Descriptor> descriptors = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                descriptors.add(transport.receiveDescriptor());
            }
        } catch (IOException e) {
            descriptors.forEach(Descriptor::close);
            throw e;
        }
        byte[] rest = Arrays.copyOfRange(body, 4, body.length);
        return new Packet(program, version, procedure, type, serial, status, rest, descriptors);
    }

    private byte[] body(int length) throws IOException {
        byte[] body = new byte[Math.min(length, FIRST_CHUNK)];
        int filled = 0;
        while (filled < length) {
            if (filled == body.length) {
                body = Arrays.copyOf(body, Math.min(length, body.length * 4));
            }
            int n = take(ByteBuffer.wrap(body, filled, body.length - filled));
            if (n < 0) {
                throw new EOFException("connection ended within a packet");
            }
            filled += n;
        }
        return body;
    }

    private boolean fill(ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (take(target) < 0) {
                if (target.position() == 0) {
                    return false;
                }
                throw new EOFException("connection ended within a packet's header");
            }
        }
        return true;
    }

    /** {@return the number of bytes that were put into the target, -1 at the end} */
    private int take(ByteBuffer target) throws IOException {
        if (!ahead.hasRemaining()) {
            if (target.remaining() >= ahead.capacity()) {
                return transport.read(target);
            }
            ahead.clear();
            int count = transport.read(ahead);
            ahead.flip();
            if (count < 0) {
                return -1;
            }
        }
        int count = Math.min(ahead.remaining(), target.remaining());
        target.put(ahead.slice(ahead.position(), count));
        ahead.position(ahead.position() + count);
        return count;
    }
}

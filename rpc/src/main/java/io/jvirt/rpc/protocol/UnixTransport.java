package io.jvirt.rpc.protocol;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.socket.UnixSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A Unix socket, over which open files can go. */
public final class UnixTransport implements Transport {
    private final UnixSocket socket;

    /** Takes the socket over. */
    public UnixTransport(UnixSocket socket) {
        this.socket = socket;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            return socket.read(target);
        } catch (HostException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        try {
            while (source.hasRemaining()) {
                socket.write(source);
            }
        } catch (HostException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public boolean passesDescriptors() {
        return true;
    }

    @Override
    public void sendDescriptor(Descriptor descriptor) throws IOException {
        try {
            socket.send(ByteBuffer.allocate(1), List.of(descriptor));
        } catch (HostException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Descriptor receiveDescriptor() throws IOException {
        List<Descriptor> received = new ArrayList<>();
        try {
            if (socket.receive(ByteBuffer.allocate(1), received) < 0 || received.size() != 1) {
                received.forEach(Descriptor::close);
                throw new IOException("a byte with one open file was announced and did not come");
            }
        } catch (HostException e) {
            throw new IOException(e.getMessage(), e);
        }
        return received.getFirst();
    }

    @Override
    public boolean secure() {
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.jvirt.rpc.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

/** A socket in blocking mode, or any other channel. */
public final class ChannelTransport implements Transport {
    private final ByteChannel channel;
    private final boolean secure;

    /** A Unix socket is secure, another one not. */
    public ChannelTransport(SocketChannel channel) throws IOException {
        this(channel, channel.getRemoteAddress() instanceof UnixDomainSocketAddress);
    }

    /** Any channel in blocking mode. */
    public ChannelTransport(ByteChannel channel, boolean secure) {
        this.channel = channel;
        this.secure = secure;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            if (channel.write(source) < 0) {
                throw new EOFException("the other side closed the connection");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public boolean secure() {
        return secure;
    }
}

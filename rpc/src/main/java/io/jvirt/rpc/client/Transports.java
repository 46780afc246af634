package io.jvirt.rpc.client;

import io.jvirt.api.ConnectionUri;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.rpc.protocol.ChannelTransport;
import io.jvirt.rpc.protocol.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Finds the way to the daemon that a URI means. */
final class Transports {
    private static final int TCP_PORT = 16509;

    private Transports() {}

    /** {@return a connected transport} */
    static Transport connect(ConnectionUri uri, boolean readOnly) {
        String way = uri.transport();
        if (way == null && !uri.host().isEmpty()) {
            throw unsupported(
                    "qemu://HOST means TLS, which this client does not speak yet: use " + uri.driver() + "+ssh://"
                            + uri.host() + uri.path());
        }
        return way == null
                ? DaemonSockets.connect(uri, readOnly)
                : switch (way) {
                    case "unix" -> DaemonSockets.connect(uri, readOnly);
                    case "tcp" -> tcp(uri);
                    case "ssh" -> SshTransport.start(uri, readOnly);
                    default -> throw unsupported(
                            "transport '" + way + "' is none of unix, tcp and ssh: change the URI's scheme");
                };
    }

    private static Transport tcp(ConnectionUri uri) {
        String host = uri.host().isEmpty() ? "localhost" : uri.host();
        int port = uri.port() < 0 ? TCP_PORT : uri.port();
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new IOException("the host's name is unknown");
            }
            channel.connect(address);
            return new ChannelTransport(channel);
        } catch (IOException e) {
            close(channel);
            throw new JvirtException(
                    ErrorCode.SYSTEM_ERROR,
                    ErrorDomain.RPC,
                    "unable to connect to server at '" + host + ":" + port + "': " + e.getMessage(),
                    e);
        }
    }

    private static void close(@Nullable SocketChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It was never of use.
            }
        }
    }

    private static JvirtException unsupported(String what) {
        return new JvirtException(ErrorCode.INVALID_ARG, ErrorDomain.REMOTE, what);
    }
}

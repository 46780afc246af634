package io.jvirt.qemu.console;

import io.jvirt.api.DataStream;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.host.DescriptorChannel;
import io.jvirt.host.HostException;
import io.jvirt.host.socket.UnixSocket;
import io.jvirt.host.terminal.PseudoTerminal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at the consoles and channels of one running guest. Each has one viewer at a time, since two would share the keys typed and
 * each see half of the output; another may take over. Thread-safe.
 */
public final class Consoles implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<Endpoint, ConsoleStream> viewers = new HashMap<>();
    private boolean closed;

    /**
     * Lets somebody look.
     *
     * @param name the device's alias, for messages
     * @param force to send away who looks already; without it that is an OPERATION_FAILED, as with libvirt
     */
    public DataStream open(String name, Endpoint endpoint, boolean force) {
        ConsoleStream before;
        synchronized (this) {
            before = viewers.get(endpoint);
        }
        if (before != null) {
            if (!force) {
                throw busy();
            }
            before.end("console '" + name + "' was taken over by another client");
        }
        DescriptorChannel channel = connect(name, endpoint);
        ConsoleStream[] self = new ConsoleStream[1];
        ConsoleStream stream = new ConsoleStream(name, channel, () -> left(endpoint, self[0]));
        self[0] = stream;
        synchronized (this) {
            if (!closed && viewers.putIfAbsent(endpoint, stream) == null) {
                return stream;
            }
        }
        channel.close();
        throw busy();
    }

    private static JvirtException busy() {
        return new JvirtException(
                ErrorCode.OPERATION_FAILED, ErrorDomain.QEMU, "Active console session exists for this domain");
    }

    private synchronized void left(Endpoint endpoint, @Nullable ConsoleStream stream) {
        viewers.remove(endpoint, stream);
    }

    private static DescriptorChannel connect(String name, Endpoint endpoint) {
        try {
            return switch (endpoint) {
                case Endpoint.Terminal terminal -> PseudoTerminal.attach(terminal.path());
                case Endpoint.Socket socket -> UnixSocket.connect(socket.path(), PATIENCE);
            };
        } catch (HostException e) {
            throw new JvirtException(
                    ErrorCode.OPERATION_FAILED,
                    ErrorDomain.QEMU,
                    "cannot open device '" + name + "' (" + endpoint + "): " + e.getMessage(),
                    e);
        }
    }

    /** Sends all viewers away: the guest is off. */
    @Override
    public void close() {
        List<ConsoleStream> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(viewers.values());
        }
        all.forEach(stream -> stream.end("the domain is no longer running"));
    }
}

package io.jvirt.rpc.client;

import io.jvirt.api.ConnectionUri;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.rpc.protocol.ChannelTransport;
import io.jvirt.rpc.protocol.Transport;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a daemon's Unix socket on this host: jvirtd's where it is, else libvirt's. A session daemon is started when none
 * runs.
 */
final class DaemonSockets {
    private DaemonSockets() {}

    /** {@return a connected transport} */
    static Transport connect(ConnectionUri uri, boolean readOnly) {
        String given = uri.parameters().get("socket");
        if (given != null) {
            return open(given, false);
        }
        boolean session = uri.path().equals("/session");
        List<String> candidates = candidates(uri, session, readOnly && !session);
        for (int i = 0; i < candidates.size(); i++) {
            if (new File(candidates.get(i)).exists()) {
                Transport transport = tryOpen(candidates.get(i), i == candidates.size() - 1);
                if (transport != null) {
                    return transport;
                }
            }
        }
        if (session && SessionDaemon.mayStart(uri)) {
            return SessionDaemon.start(candidates.getFirst());
        }
        throw failed(
                candidates.getFirst(),
                "No such file or directory: no daemon listens there" + (session ? "" : "; start one, as root: jvirtd --system"));
    }

    /** {@return the places in which a daemon may listen, the best first} */
    private static List<String> candidates(ConnectionUri uri, boolean session, boolean readOnly) {
        String ending = readOnly ? "-ro" : "";
        List<String> found = new ArrayList<>(3);
        String mode = uri.parameters().getOrDefault("mode", "auto");
        String classic = session ? userFolder(".cache") + "/libvirt/" : "/run/libvirt/";
        if (mode.equals("auto")) {
            found.add((session ? userFolder(".cache/jvirt-run") + "/jvirt/" : "/run/jvirt/") + "jvirt-sock" + ending);
        }
        if (!mode.equals("legacy")) {
            found.add(classic + "virt" + uri.driver() + "d-sock" + ending);
        }
        if (!mode.equals("direct")) {
            found.add(classic + "libvirt-sock" + ending);
        }
        return found;
    }

    private static String userFolder(String otherwise) {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        if (runtime != null && runtime.startsWith("/")) {
            return runtime;
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        if (cache != null && cache.startsWith("/")) {
            return cache + otherwise.substring(".cache".length());
        }
        return System.getProperty("user.home") + "/" + otherwise;
    }

    /** {@return the transport, null when nobody listens and there are other places to look} */
    static @Nullable Transport tryOpen(String path, boolean last) {
        try {
            return open(path, true);
        } catch (JvirtException e) {
            if (last || !(e.getCause() instanceof java.net.ConnectException)) {
                throw e;
            }
            return null;
        }
    }

    private static Transport open(String path, boolean found) {
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(path));
            return new ChannelTransport(channel, true);
        } catch (IOException e) {
            if (channel != null) {
                try {
                    channel.close();
                } catch (IOException second) {
                    e.addSuppressed(second);
                }
            }
            throw failed(path, found ? e.getMessage() : missing(path, e), e);
        }
    }

    private static String missing(String path, IOException e) {
        return new File(path).exists() ? String.valueOf(e.getMessage()) : "No such file or directory";
    }

    static JvirtException failed(String path, @Nullable String why) {
        return failed(path, why, null);
    }

    private static JvirtException failed(String path, @Nullable String why, @Nullable IOException cause) {
        return new JvirtException(
                ErrorCode.SYSTEM_ERROR,
                ErrorDomain.RPC,
                "Failed to connect socket to '" + path + "': " + why,
                cause);
    }
}

package io.jvirt.qemu.ports;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/**
 * TCP ports for displays. One that is handed out goes to nobody else until it is given back, and only ports that are
 * free on the host at that moment are handed out. A stranger can still take one before QEMU listens; who starts QEMU
 * tries the next then.
 */
public final class PortPool {
    private final int first;
    private final int last;
    private final Set<Integer> reserved = new HashSet<>();

    /** Ports from {@code first} to {@code last}. */
    public PortPool(int first, int last) {
        this.first = first;
        this.last = last;
    }

    /** Hands out the lowest free port. */
    public int acquire() {
        for (int port = first; port <= last; port++) {
            if (tryReserve(port)) {
                if (free(port)) {
                    return port;
                }
                release(port);
            }
        }
        throw new JvirtException(
                ErrorCode.INTERNAL_ERROR,
                ErrorDomain.QEMU,
                "Unable to find an unused port in range 'display' (" + first + "-" + last + ")");
    }

    /** {@return whether the port is one of the pool's} */
    public boolean covers(int port) {
        return port >= first && port <= last;
    }

    private synchronized boolean tryReserve(int port) {
        return reserved.add(port);
    }

    /** Notes a port that a document names or that a guest has already. */
    public synchronized void reserve(int port) {
        reserved.add(port);
    }

    /** Takes a port back. */
    public synchronized void release(int port) {
        reserved.remove(port);
    }

    private static boolean free(int port) {
        try {
            if (!free(port, InetAddress.getByAddress(new byte[4]))) {
                return false;
            }
            return free(port, InetAddress.getByAddress(new byte[16]));
        } catch (IOException e) {
            // A host without IPv6: nobody can listen there.
            return true;
        }
    }

    private static boolean free(int port, InetAddress address) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            return true;
        } catch (java.net.BindException e) {
            return !String.valueOf(e.getMessage()).contains("in use");
        }
    }
}

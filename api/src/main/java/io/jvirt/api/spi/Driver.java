package io.jvirt.api.spi;

import io.jvirt.api.ConnectFlag;
import io.jvirt.api.Connection;
import io.jvirt.api.ConnectionUri;
import java.util.Optional;

/**
 * One way to reach guests: a technology on this host, or a daemon. Found by {@link java.util.ServiceLoader}. A driver
 * implements {@link Connection} and {@link io.jvirt.api.Domain}; what it leaves out answers NO_SUPPORT.
 */
public interface Driver {
    /** {@return the name for messages, such as {@code qemu}} */
    String name();

    /** {@return the rank among the drivers that accept a URI: lower is asked first, the remote driver is last} */
    default int rank() {
        return 100;
    }

    /**
     * Opens a connection.
     *
     * @return empty when this driver has nothing to do with the URI, so that the next one is asked
     * @throws io.jvirt.api.JvirtException when the URI is this driver's and cannot be opened
     */
    Optional<Connection> open(ConnectionUri uri, ConnectFlag... flags);

    /**
     * Starts the guests that are to start by themselves, beside the caller and once in each run of the host. For a
     * daemon, which calls it when it is ready; a program that merely uses guests does not.
     *
     * @param connection one that this driver opened
     */
    default void autostart(Connection connection) {}
}

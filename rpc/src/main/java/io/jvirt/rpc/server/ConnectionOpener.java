package io.jvirt.rpc.server;

import io.jvirt.api.ConnectFlag;
import io.jvirt.api.Connection;
import org.jspecify.annotations.Nullable;

/** Gives a client the connection that it asks for. */
@FunctionalInterface
public interface ConnectionOpener {
    /**
     * Opens a connection for one client; the session closes it.
     *
     * @param uri such as {@code qemu:///system}, without transport and host; null when the client leaves the choice
     * @param flags {@link ConnectFlag#READ_ONLY} is among them when the client asked for it or its socket forces it
     * @throws io.jvirt.api.JvirtException when there is no such driver or it cannot be opened
     */
    Connection open(@Nullable String uri, Peer peer, ConnectFlag... flags);
}

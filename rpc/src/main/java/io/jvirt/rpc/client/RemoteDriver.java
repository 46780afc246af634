package io.jvirt.rpc.client;

import io.jvirt.api.ConnectFlag;
import io.jvirt.api.Connection;
import io.jvirt.api.ConnectionUri;
import io.jvirt.api.Flag;
import io.jvirt.api.spi.Driver;
import java.util.Optional;

/**
 * Reaches guests through a daemon, ours or libvirt's, on this host or another: the driver of every URI that no other
 * driver takes.
 */
public final class RemoteDriver implements Driver {
    /** Behind all drivers that reach guests themselves. */
    private static final int LAST = 1000;

    /** Used by {@link java.util.ServiceLoader}. */
    public RemoteDriver() {}

    @Override
    public String name() {
        return "remote";
    }

    @Override
    public int rank() {
        return LAST;
    }

    @Override
    public Optional<Connection> open(ConnectionUri uri, ConnectFlag... flags) {
        return Optional.of(RemoteConnection.open(
                Transports.connect(uri, Flag.has(flags, ConnectFlag.READ_ONLY)), uri, Flag.bits(flags)));
    }
}

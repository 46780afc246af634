package io.jvirt.api;

import io.jvirt.api.spi.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The way in: {@code Jvirt.connect("qemu:///session")}. */
public final class Jvirt {
    private Jvirt() {}

    /**
     * Opens a connection ({@code virConnectOpen}, {@code virConnectOpenReadOnly}) with the first driver on the module
     * path that the URI belongs to. A program that has the technology's driver on its module path runs it within
     * itself; one that has only the remote driver talks to a daemon.
     *
     * @throws JvirtException {@link ErrorCode#NO_CONNECT} when no driver knows the URI; the driver's error otherwise
     */
    public static Connection connect(String uri, ConnectFlag... flags) {
        ConnectionUri parsed = ConnectionUri.parse(uri);
        List<Driver> drivers = new ArrayList<>();
        // No lambdas: the first of them costs a command line that lives for a twentieth of a second a tenth of that.
        for (Driver driver : ServiceLoader.load(Driver.class, Jvirt.class.getClassLoader())) {
            int place = drivers.size();
            while (place > 0 && drivers.get(place - 1).rank() > driver.rank()) {
                place--;
            }
            drivers.add(place, driver);
        }
        for (Driver driver : drivers) {
            Optional<Connection> connection = driver.open(parsed, flags);
            if (connection.isPresent()) {
                return connection.get();
            }
        }
        throw new JvirtException(ErrorCode.NO_CONNECT, ErrorDomain.NONE, uri);
    }
}

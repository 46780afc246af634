package io.jvirt.daemon;

import io.jvirt.api.ConnectFlag;
import io.jvirt.api.Connection;
import io.jvirt.api.ConnectionUri;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.spi.Driver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The technologies that this daemon serves. Holds its instance of the QEMU driver open for as long as it runs, so that
 * guests are watched and taken care of while nobody is connected.
 */
final class Drivers implements AutoCloseable {
    /** The driver that would ask a daemon: this is one. */
    private static final String REMOTE = "remote";

    private final Places places;
    private final List<Driver> drivers;
    private final ConnectionUri own;
    private final Connection base;

    private Drivers(Places places, List<Driver> drivers, ConnectionUri own, Connection base) {
        this.places = places;
        this.drivers = drivers;
        this.own = own;
        this.base = base;
    }

    /** Opens the instance's driver, which takes running guests over again. */
    static Drivers start(Places places, Path root) throws StartException {
        List<Driver> drivers = new ArrayList<>();
        ServiceLoader.load(Driver.class, Drivers.class.getClassLoader()).forEach(drivers::add);
        drivers.removeIf(driver -> driver.name().equals(REMOTE));
        if (drivers.isEmpty()) {
            throw new StartException("There is no driver on the module path: build Jvirt anew (tools/build)");
        }
        drivers.sort(Comparator.comparingInt(Driver::rank));
        ConnectionUri plain = ConnectionUri.parse(places.uri());
        ConnectionUri own = root.equals(Path.of("/"))
                ? plain
                : new ConnectionUri(
                        plain.driver(), null, null, "", -1, plain.path(), Map.of("root", root.toString()));
        Connection base = open(drivers, own)
                .orElseThrow(() -> new StartException("The guests of " + places.uri()
                        + " are in the hands of a program that runs them without a daemon: end it first"));
        drivers.forEach(driver -> driver.autostart(base));
        return new Drivers(places, List.copyOf(drivers), own, base);
    }

    private static Optional<Connection> open(List<Driver> drivers, ConnectionUri uri, ConnectFlag... flags) {
        for (Driver driver : drivers) {
            Optional<Connection> connection = driver.open(uri, flags);
            if (connection.isPresent()) {
                return connection;
            }
        }
        return Optional.empty();
    }

    /** {@return the daemon's own connection} */
    Connection base() {
        return base;
    }

    /**
     * {@return a client's connection} A client's URI chooses among what this daemon serves and nothing more: its
     * parameters, which could name folders, stay outside.
     */
    Connection open(String uri, ConnectFlag... flags) {
        ConnectionUri parsed = ConnectionUri.parse(uri);
        if (!parsed.driver().equals(own.driver())) {
            throw new JvirtException(ErrorCode.NO_CONNECT, ErrorDomain.NONE, uri);
        }
        if (!parsed.path().equals(own.path())) {
            throw new JvirtException(
                    ErrorCode.INTERNAL_ERROR,
                    ErrorDomain.QEMU,
                    "this daemon serves " + places.uri() + ", not '" + parsed.path() + "'; try " + places.uri());
        }
        return open(drivers, own, flags)
                .orElseThrow(() -> new JvirtException(ErrorCode.NO_CONNECT, ErrorDomain.NONE, uri));
    }

    @Override
    public void close() {
        base.close();
    }
}

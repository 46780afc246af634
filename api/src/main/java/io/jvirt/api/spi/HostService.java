package io.jvirt.api.spi;

/**
 * One of the host's services that guests of every technology share: storage, networks, filters, devices, secrets. Found by
 * {@link java.util.ServiceLoader}, so a driver names none of the modules that implement them.
 *
 * @param <S> the interface that callers see, such as {@link io.jvirt.api.storage.StoragePools}
 */
public interface HostService<S extends AutoCloseable> {
    /** {@return the interface that callers see} */
    Class<S> type();

    /**
     * Opens the service of a place for one connection; all connections of this process to a place share what is behind it.
     * Whoever opened it closes it.
     *
     * @throws io.jvirt.api.JvirtException when the place is in another process's care, or cannot be read
     */
    S open(Place place, boolean readOnly);

    /**
     * Starts what is to start by itself, before guests do. For a daemon, as {@link Driver#autostart}: called at each start
     * of one, so the service knows what runs already and what a person stopped in this run of the host.
     *
     * @param service one that this service opened
     */
    default void autostart(S service) {}
}

package io.jvirt.api.spi;

import io.jvirt.api.JvirtException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The host's services as one connection has them: each is opened when it is first asked for and closed with this. Safe for
 * many threads.
 */
public final class HostServices implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HostServices.class.getName());

    private final Place place;
    private final boolean readOnly;
    private final Map<Class<?>, AutoCloseable> open = new HashMap<>();
    private boolean closed;

    /** The services of a place, none opened yet. */
    public HostServices(Place place, boolean readOnly) {
        this.place = place;
        this.readOnly = readOnly;
    }

    /**
     * {@return the service of a type, or {@code none} when no module on the path offers it}
     *
     * @param none what answers NO_SUPPORT to every call
     */
    public synchronized <S extends AutoCloseable> S get(Class<S> type, S none) {
        if (closed) {
            throw new IllegalStateException("the connection was closed");
        }
        AutoCloseable known = open.get(type);
        if (known == null) {
            known = providers().stream()
                    .filter(provider -> provider.type() == type)
                    .findFirst()
                    .map(provider -> (AutoCloseable) provider.open(place, readOnly))
                    .orElse(none);
            open.put(type, known);
        }
        return type.cast(known);
    }

    /** Opens every service there is and has it start what starts by itself; one that fails is logged and stops no other. */
    public void autostart() {
        for (HostService<?> provider : providers()) {
            try {
                autostart(provider);
            } catch (JvirtException e) {
                LOG.log(System.Logger.Level.ERROR, "{0}: {1}", provider.type().getSimpleName(), e.getMessage());
            }
        }
    }

    private <S extends AutoCloseable> void autostart(HostService<S> provider) {
        S service;
        synchronized (this) {
            service = provider.type()
                    .cast(open.computeIfAbsent(provider.type(), type -> provider.open(place, readOnly)));
        }
        provider.autostart(service);
    }

    private static List<HostService<?>> providers() {
        List<HostService<?>> found = new ArrayList<>();
        ServiceLoader.load(HostService.class, HostServices.class.getClassLoader()).forEach(found::add);
        return found;
    }

    /** Closes what was opened. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        for (AutoCloseable service : open.values()) {
            try {
                service.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "A service could not be closed", e);
            }
        }
        open.clear();
    }
}

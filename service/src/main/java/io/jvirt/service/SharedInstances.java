package io.jvirt.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What all connections of this process to one place share: opened by the first, closed with the last.
 *
 * @param <K> the place
 * @param <V> what is behind the connections
 */
public final class SharedInstances<K, V extends AutoCloseable> {
    private final Map<K, Entry<V>> open = new HashMap<>();

    private static final class Entry<V> {
        private final V value;
        private int users;

        Entry(V value) {
            this.value = value;
        }
    }

    /**
     * One user's hold on an instance.
     *
     * @param value the instance
     * @param release gives it up
     */
    public record Hold<V>(V value, Runnable release) implements AutoCloseable {
        /** Gives it up; to be called once. */
        @Override
        public void close() {
            release.run();
        }
    }

    /**
     * Joins the instance of a place, or opens it.
     *
     * @param opener opens it, empty when another process has the place in its care; what it throws goes to the caller, and
     *     nothing is kept
     */
    public synchronized Optional<Hold<V>> join(K place, Function<? super K, Optional<V>> opener) {
        Entry<V> entry = open.get(place);
        if (entry == null) {
            Optional<V> opened = opener.apply(place);
            if (opened.isEmpty()) {
                return Optional.empty();
            }
            entry = new Entry<>(opened.get());
            open.put(place, entry);
        }
        entry.users++;
        return Optional.of(new Hold<>(entry.value, () -> leave(place)));
    }

    private synchronized void leave(K place) {
        Entry<V> entry = open.get(place);
        if (entry == null || --entry.users > 0) {
            return;
        }
        open.remove(place);
        try {
            entry.value.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

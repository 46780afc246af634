package io.jvirt.qemu.life;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The devices that a run's guest was asked to let go of, and who waits for that. A part of {@link io.jvirt.qemu.guest.Run}. */
final class Unplugs {
    private final Map<String, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();

    /** Notes that somebody is going to wait. */
    void expect(String alias) {
        waiting.put(alias, new CompletableFuture<>());
    }

    /** Tells who waits whether the device is gone, or the guest keeps it. */
    void finish(String alias, boolean gone) {
        CompletableFuture<Boolean> waiter = waiting.get(alias);
        if (waiter != null) {
            waiter.complete(gone);
        }
    }

    /** {@return whether the device is gone; empty when the guest has not said within the limit} */
    Optional<Boolean> await(String alias, Duration limit) {
        CompletableFuture<Boolean> waiter = waiting.get(alias);
        try {
            return waiter == null ? Optional.empty() : Optional.of(waiter.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.remove(alias);
        }
    }
}

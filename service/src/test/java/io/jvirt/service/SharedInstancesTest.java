package io.jvirt.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedInstancesTest {
    private final AtomicInteger closed = new AtomicInteger();
    private final SharedInstances<String, AutoCloseable> shared = new SharedInstances<>();

    @Test
    void theLastUserClosesIt() {
        var first = shared.join("place", place -> Optional.of(closed::incrementAndGet)).orElseThrow();
        var second = shared.join("place", place -> {
            throw new AssertionError("opened twice");
        }).orElseThrow();
        assertThat(second.value()).isSameAs(first.value());
        first.close();
        assertThat(closed).hasValue(0);
        second.close();
        assertThat(closed).hasValue(1);
        assertThat(shared.join("place", place -> Optional.of(() -> {})).orElseThrow().value()).isNotSameAs(first.value());
    }

    @Test
    void whatCannotBeOpenedIsNotKept() {
        assertThatThrownBy(() -> shared.join("place", place -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(shared.join("place", place -> Optional.empty())).isEmpty();
        shared.join("place", place -> Optional.of(closed::incrementAndGet)).orElseThrow().close();
        assertThat(closed).hasValue(1);
    }
}

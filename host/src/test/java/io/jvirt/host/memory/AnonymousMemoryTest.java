package io.jvirt.host.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.host.HostException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class AnonymousMemoryTest {
    @Test
    void memoryIsZeroAndKeepsWhatIsWritten() {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = AnonymousMemory.map(1L << 40, arena);
            assertThat(memory.get(ValueLayout.JAVA_LONG, (1L << 40) - 8)).isZero();
            memory.set(ValueLayout.JAVA_LONG, 1L << 33, 42);
            assertThat(memory.get(ValueLayout.JAVA_LONG, 1L << 33)).isEqualTo(42);
        }
    }

    @Test
    void whatTheKernelRefusesIsSaid() {
        assertThatThrownBy(() -> AnonymousMemory.map(1L << 60, Arena.ofAuto()))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("map 1152921504606846976 bytes");
    }
}

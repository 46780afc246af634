package io.jvirt.qemu.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A few rounds of sudden death; {@code -Djvirt.crash.rounds} asks for more. */
@Tag("slow")
class CrashRoundsTest {
    @Test
    void nothingIsLostAndNothingIsLeft() throws IOException, InterruptedException {
        int rounds = Integer.getInteger("jvirt.crash.rounds", 4);
        assertThat(CrashRounds.run(rounds, Long.getLong("jvirt.crash.seed", System.nanoTime()))).isEmpty();
    }
}

package io.jvirt.qemu.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LogRolloverTest {
    @TempDir
    Path folder;

    @Test
    void smallLogIsLeftAlone() throws Exception {
        Path log = Files.writeString(folder.resolve("log"), "short");
        assertThat(new LogRollover(6, 3).check(log)).isFalse();
        assertThat(new LogRollover(6, 3).check(folder.resolve("missing"))).isFalse();
        assertThat(log).hasContent("short");
    }

    @Test
    void backupsMoveOnAndTheOldestGoes() throws Exception {
        Path log = folder.resolve("log");
        for (int round = 0; round < 5; round++) {
            Files.writeString(log, ("round " + round + " ").repeat(1000), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            assertThat(new LogRollover(4096, 2).check(log)).isTrue();
            assertThat(Files.size(log)).isLessThanOrEqualTo(4096);
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("log", "log.0", "log.1");
        assertThat(Files.readString(folder.resolve("log.0"))).contains("round 4");
        assertThat(Files.readString(folder.resolve("log.1"))).contains("round 3");
    }

    @Test
    void nothingIsLostWhileTheWriterGoesOn() throws Exception {
        Path log = folder.resolve("log");
        AtomicBoolean stop = new AtomicBoolean();
        long[] written = new long[1];
        Thread writer = Thread.ofPlatform().start(() -> {
            try (FileChannel channel = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (!stop.get()) {
                    channel.write(ByteBuffer.wrap(String.format("%015d%n", written[0]++).getBytes(StandardCharsets.US_ASCII)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        LogRollover rollover = new LogRollover(100_000, 1000);
        int rounds = 0;
        while (rounds < 20) {
            rounds += rollover.check(log) ? 1 : 0;
        }
        stop.set(true);
        writer.join();
        boolean cutsOff = Files.getFileStore(folder).type().matches("ext4|xfs");
        long expected = 0;
        for (int i = rounds - 1; i >= -1; i--) {
            for (String line : Files.readAllLines(i < 0 ? log : folder.resolve("log." + i))) {
                long number = Long.parseLong(line);
                assertThat(number).isGreaterThanOrEqualTo(expected);
                if (cutsOff) {
                    assertThat(number).isEqualTo(expected);
                }
                expected = number + 1;
            }
        }
        assertThat(expected).isEqualTo(written[0]);
    }
}

package io.jvirt.qemu.qmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.api.ErrorCode;
import io.jvirt.host.Descriptor;
import io.jvirt.host.process.Signal;
import io.jvirt.qemu.testkit.TestQemu;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Against a real QEMU. */
@Timeout(180)
class QmpClientTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsQemu() {
        assumeTrue(Files.isExecutable(TestQemu.BINARY), "no " + TestQemu.BINARY + ": install qemu-system-x86");
    }

    @Test
    void manyThreadsGetTheirOwnAnswers() throws Exception {
        try (TestQemu qemu = new TestQemu(folder, "-machine", "none", "-S");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(qemu.monitor.greeting().major()).isGreaterThanOrEqualTo(4);
            assertThat(qemu.monitor.execute("query-status").path("status").asString()).isIn("prelaunch", "paused");
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(threads.submit(() -> {
                    assertThat(qemu.monitor.execute("query-version").path("qemu").path("major").asInt())
                            .isEqualTo(qemu.monitor.greeting().major());
                    assertThat(qemu.monitor.execute("query-commands").isArray()).isTrue();
                    assertThatThrownBy(() -> qemu.monitor.execute("no-such-command"))
                            .isInstanceOfSatisfying(QmpException.Refused.class, e -> {
                                assertThat(e.commandNotFound()).isTrue();
                                assertThat(e.toJvirt().code()).isEqualTo(ErrorCode.OPERATION_UNSUPPORTED);
                            });
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    @Test
    void eventsComeInOrderAndTheEndComesLast() throws Exception {
        try (TestQemu qemu = new TestQemu(folder, "-machine", "pc", "-m", "16", "-S")) {
            qemu.monitor.execute("cont");
            assertThat(qemu.events.poll(60, TimeUnit.SECONDS).name()).isEqualTo("RESUME");
            qemu.monitor.execute("stop");
            qemu.await("STOP");
            qemu.monitor.execute("cont");
            qemu.await("RESUME");
            qemu.monitor.execute("quit");
            QmpEvent shutdown = qemu.await("SHUTDOWN");
            assertThat(shutdown.data().path("reason").asString()).isEqualTo("host-qmp-quit");
            assertThat(shutdown.time()).isBetween(Instant.now().minusSeconds(60), Instant.now());
            assertThat(qemu.closed.get(60, TimeUnit.SECONDS)).isInstanceOf(QmpException.Closed.class);
            assertThat(qemu.process.await(TestQemu.LIMIT).orElseThrow().success()).isTrue();
            assertThatThrownBy(() -> qemu.monitor.execute("query-status")).isInstanceOf(QmpException.Closed.class);
        }
    }

    @Test
    void killedQemuEndsTheCallersThatWait() throws Exception {
        try (TestQemu qemu = new TestQemu(folder, "-machine", "none", "-S");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            qemu.process.signal(Signal.STOP);
            Future<JsonNode> waiting = threads.submit(() -> qemu.monitor.execute("query-status"));
            qemu.process.signal(Signal.KILL);
            assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(QmpException.Closed.class);
        }
    }

    @Test
    void hungQemuIsGivenUpAndItsLateAnswerDropped() throws Exception {
        try (TestQemu qemu = new TestQemu(folder, "-machine", "none", "-S")) {
            qemu.process.signal(Signal.STOP);
            assertThatThrownBy(() -> qemu.monitor.execute("query-status", Map.of(), Duration.ofMillis(50)))
                    .isInstanceOf(QmpException.TimedOut.class);
            qemu.process.signal(Signal.CONT);
            assertThat(qemu.monitor.execute("query-name").isObject()).isTrue();
        }
    }

    @Test
    void descriptorsReachQemu() throws Exception {
        Path file = Files.writeString(folder.resolve("disk"), "x".repeat(1024));
        try (TestQemu qemu = new TestQemu(folder, "-machine", "none", "-S");
                Descriptor descriptor = Descriptor.open(file, 0)) {
            JsonNode added = qemu.monitor.execute("add-fd", Map.of("fdset-id", 7), List.of(descriptor));
            assertThat(added.path("fdset-id").asInt()).isEqualTo(7);
            qemu.monitor.execute("blockdev-add", Map.of("driver", "file", "node-name", "n", "filename", "/dev/fdset/7", "read-only", true));
            assertThat(qemu.monitor.execute("query-named-block-nodes").path(0).path("node-name").asString()).isEqualTo("n");
        }
    }

    @Test
    void humansAndRawJsonPassThrough() throws Exception {
        try (TestQemu qemu = new TestQemu(folder, "-machine", "none", "-S")) {
            assertThat(qemu.monitor.human("info status")).contains("VM status");
            assertThat(qemu.monitor.passThrough("{\"execute\":\"query-status\",\"id\":\"mine\"}", List.of()).path("id").asString())
                    .isEqualTo("mine");
            JsonNode refused = qemu.monitor.passThrough("{\"execute\":\"nonsense\"}", List.of());
            assertThat(refused.path("error").path("class").asString()).isEqualTo("CommandNotFound");
            assertThatThrownBy(() -> qemu.monitor.passThrough("{]", List.of())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> qemu.monitor.passThrough("[]", List.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

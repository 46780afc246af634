package io.jvirt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.cli.testkit.Shell;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventCommandTest {
    private final Shell shell = new Shell();

    @Test
    void theFirstEventEndsIt() throws Exception {
        CompletableFuture<Shell.Result> result = CompletableFuture.supplyAsync(() -> shell.run("event --event lifecycle"));
        while (shell.connection().listeners() == 0) {
            Thread.onSpinWait();
        }
        shell.domain("db").start();
        assertThat(result.get(10, TimeUnit.SECONDS).out())
                .isEqualTo("event 'lifecycle' for domain 'db': Started Booted\nevents received: 1\n\n");
        assertThat(result.get().ok()).isTrue();
        assertThat(shell.connection().listeners()).isZero();
    }

    @Test
    void aTimeLimitWithoutEventsIsAFailure() {
        Shell.Result result = shell.run("event --all --timeout 1");
        assertThat(result.out()).isEqualTo("event loop timed out\nevents received: 0\n\n");
        assertThat(result.ok()).isFalse();
    }

    @Test
    void anUnknownKindGetsTheNearest() {
        assertThat(shell.run("event --event lifecycl").error())
                .isEqualTo("error: unknown event type lifecycl\nDid you mean 'lifecycle'?\n");
        assertThat(shell.run("event").error())
                .isEqualTo("error: one of --list, --all, or --event <type> is required\n");
    }
}

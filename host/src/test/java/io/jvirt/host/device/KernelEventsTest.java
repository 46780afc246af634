package io.jvirt.host.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KernelEventsTest {
    @Test
    void theKernelIsHeard() throws Exception {
        Path trigger = Path.of("/sys/class/mem/null/uevent");
        assumeTrue(Files.isWritable(trigger) && System.getProperty("user.name", "").equals("root"), "only root can have the kernel tell something");
        try (KernelEvents events = KernelEvents.open()) {
            CompletableFuture<KernelEvents.Event> heard = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    KernelEvents.Event event = events.next();
                    while (!event.path().endsWith("/mem/null")) {
                        event = events.next();
                    }
                    heard.complete(event);
                } catch (IOException e) {
                    heard.completeExceptionally(e);
                }
            });
            Files.writeString(trigger, "change");
            KernelEvents.Event event = heard.get(30, TimeUnit.SECONDS);
            assertThat(event.action()).isEqualTo("change");
            assertThat(event.properties()).containsEntry("SUBSYSTEM", "mem").containsEntry("DEVNAME", "null");
        }
    }

    @Test
    void closingEndsAWait() throws Exception {
        KernelEvents events = KernelEvents.open();
        events.close();
        assertThatThrownBy(events::next).isInstanceOf(IOException.class);
    }

    @Test
    void messagesOfOthersAreNoEvents() {
        assertThat(KernelEvents.parse("libudev\0junk".getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(KernelEvents.parse("add@/devices/x\0A=1\0B=\0junk\0".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new KernelEvents.Event("add", "/devices/x", Map.of("A", "1", "B", "")));
    }
}

package io.jvirt.qemu.life;

import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** Waits for the end of a memory dump, which QEMU tells by an event. */
public final class DumpProgress {
    private final CompletableFuture<JsonNode> end = new CompletableFuture<>();

    /** Takes what QEMU's DUMP_COMPLETED event says. */
    void completed(JsonNode data) {
        end.complete(data);
    }

    /** {@return completes with the event's data} */
    public CompletableFuture<JsonNode> end() {
        return end;
    }
}

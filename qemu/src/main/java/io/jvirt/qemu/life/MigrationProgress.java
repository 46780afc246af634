package io.jvirt.qemu.life;

import java.util.concurrent.CompletableFuture;

/** Waits for the end of one transfer of a guest's memory, which QEMU tells by events. */
public final class MigrationProgress {
    private final CompletableFuture<String> end = new CompletableFuture<>();

    /** Takes what QEMU's MIGRATION event says. */
    void status(String status) {
        if (status.equals("completed") || status.equals("failed") || status.equals("cancelled")) {
            end.complete(status);
        }
    }

    /** {@return completes with completed, failed or cancelled} */
    public CompletableFuture<String> end() {
        return end;
    }
}

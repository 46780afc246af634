package io.jvirt.qemu.complete;

/** Chooses a firmware image for guests that leave the choice open, and the file for its variables. */
final class FirmwareSelection {
    private final Draft draft;
    private final CompletionContext context;

    FirmwareSelection(Draft draft, CompletionContext context) {
        this.draft = draft;
        this.context = context;
    }

    void select() {
        if (draft.os().firmware() == null || context.firmware().descriptors().isEmpty()) {
            return;
        }
    }
}

package io.jvirt.qemu.complete;

/** One PCI bus while addresses are handed out: which functions of which slots are taken. */
final class PciBus {
    final PciModel model;
    final int offers;
    final int maxSlot;
    /** Devices of different groups are kept on different buses (pseries, so that a failing device takes no other along). */
    int isolationGroup;
    boolean isolationGroupLocked;
    private final int[] functions = new int[32];
    private final boolean[] shared = new boolean[32];

    PciBus(PciModel model) {
        this.model = model;
        offers = model.offers();
        maxSlot = model.maxSlot();
    }

    boolean isFree(int slot) {
        return functions[slot] == 0;
    }

    boolean isFree(int slot, int function) {
        return (functions[slot] & 1 << function) == 0;
    }

    boolean sharesSlot(int slot) {
        return shared[slot];
    }

    boolean usesOtherFunctions(int slot) {
        return (functions[slot] & ~1) != 0;
    }

    void take(int slot, int function, boolean shareable) {
        if (functions[slot] == 0) {
            shared[slot] = shareable;
        } else if (!shareable) {
            shared[slot] = false;
        }
        functions[slot] |= 1 << function;
    }

    boolean isEmpty() {
        for (int slot = model.minSlot(); slot <= maxSlot; slot++) {
            if (functions[slot] != 0) {
                return false;
            }
        }
        return true;
    }

    boolean isFull() {
        for (int slot = model.minSlot(); slot <= maxSlot; slot++) {
            if (functions[slot] == 0) {
                return false;
            }
        }
        return true;
    }
}

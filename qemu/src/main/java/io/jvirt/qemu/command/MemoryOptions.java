package io.jvirt.qemu.command;

import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.MaxMemory;
import io.jvirt.model.domain.MemoryBacking;
import io.jvirt.model.domain.MemoryDevice;

/** How much memory the guest starts with and may grow to. */
final class MemoryOptions {
    private MemoryOptions() {
    }

    static void add(Guest guest, Arguments out) {
        long kib = initial(guest).kib();
        MaxMemory max = guest.domain().maxMemory();
        KeyValues values = KeyValues.of();
        if (max == null) {
            // QEMU was given whole MiB for long; halves of a KiB page would change what guests see.
            values.put("size", (kib & ~0x1ffL) + "k");
        } else {
            values.put("size", kib + "k");
            if (max.slots() != null && max.slots() > 0) {
                values.put("slots", max.slots());
            }
            values.put("maxmem", max.size().kib() + "k");
        }
        out.add("m", values);
        String ramId = guest.defaultRamId();
        if (guest.numaCells().isEmpty()) {
            if (ramId != null) {
                MemoryBackend.system(ramId, initial(guest)).addTo(guest, out);
            } else {
                path(guest, out);
            }
        }
        MemoryBacking backing = guest.domain().memoryBacking();
        out.add("overcommit", "mem-lock=" + (backing != null && backing.locked() ? "on" : "off"));
    }

    /** Adds where memory comes from for machines that cannot be given a memory object. */
    static void path(Guest guest, Arguments out) {
        MemoryBacking backing = guest.domain().memoryBacking();
        if (backing == null) {
            return;
        }
        boolean preallocated = backing.allocation() == MemoryBacking.AllocationMode.IMMEDIATE;
        String path = null;
        HugePages pages = MemoryBackend.commonHugePages(guest);
        if (pages != null) {
            path = pages.directory();
            preallocated = true;
        } else if (backing.source() == MemoryBacking.MemorySource.FILE) {
            path = guest.environment().memoryDirectory() + "/ram";
        }
        if (preallocated) {
            out.add("mem-prealloc");
        }
        if (path != null) {
            out.add("mem-path", path);
        }
    }

    /** {@return the memory that is there at the start, without modules} */
    static MemorySize initial(Guest guest) {
        long bytes = guest.domain().memory() == null ? 0 : guest.domain().memory().size().bytes();
        for (MemoryDevice device : guest.devices().memories()) {
            bytes -= device.target().size().bytes();
        }
        return MemorySize.ofBytes(Math.max(bytes, 0));
    }
}

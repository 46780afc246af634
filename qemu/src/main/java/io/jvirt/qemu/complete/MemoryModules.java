package io.jvirt.qemu.complete;

import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.MemoryDevice;
import io.jvirt.model.xml.Records;

/** Sizes of memory modules. */
final class MemoryModules {
    /** What POWER guests count memory in. */
    private static final MemorySize POWER_BLOCK = MemorySize.ofMib(256);

    private final Draft draft;
    private final boolean newGuest;

    MemoryModules(Draft draft, boolean newGuest) {
        this.draft = draft;
        this.newGuest = newGuest;
    }

    /** Makes modules of new POWER guests whole blocks; a guest that exists keeps what its kernel saw. */
    void align() {
        if (newGuest && draft.kind().isPseries()) {
            draft.memories.replaceAll(MemoryModules::align);
        }
    }

    private static MemoryDevice align(MemoryDevice module) {
        MemoryDevice.Target target = module.target();
        MemorySize size = switch (module.model()) {
            case DIMM -> target.size().roundUp(POWER_BLOCK);
            case NVDIMM -> {
                long label = target.labelSize() == null ? 0 : target.labelSize().bytes();
                long usable = (target.size().bytes() - label) / POWER_BLOCK.bytes() * POWER_BLOCK.bytes();
                if (usable <= 0) {
                    throw Errors.xml("An nvdimm of a POWER guest needs at least " + POWER_BLOCK
                            + " besides its label area, this one has " + target.size());
                }
                yield MemorySize.ofBytes(usable + label);
            }
            case VIRTIO_PMEM, VIRTIO_MEM, SGX_EPC -> target.size();
        };
        return Records.with(module, "target", Records.with(target, "size", size));
    }
}

package io.jvirt.qemu.command;

import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.MemoryBacking;
import io.jvirt.model.domain.MemoryDevice;
import io.jvirt.qemu.capabilities.QemuFact;
import org.jspecify.annotations.Nullable;

/** Memory modules, each an object with the memory and a device that shows it. Enclaves belong to the machine. */
final class MemoryDevices {
    private MemoryDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (MemoryDevice device : guest.devices().memories()) {
            MemoryBackend.module(guest, device).addTo(guest, out);
            String driver = switch (device.model()) {
                case DIMM -> "pc-dimm";
                case NVDIMM -> "nvdimm";
                case VIRTIO_PMEM -> "virtio-pmem" + VirtioDevice.bus("virtio-pmem", device.info());
                case VIRTIO_MEM -> "virtio-mem" + VirtioDevice.bus("virtio-mem", device.info());
                case SGX_EPC -> null;
            };
            if (driver != null) {
                MemoryDevice.Target target = device.target();
                Props props = Props.device(driver).number("node", target.node())
                        .positive("label-size", bytes(target.labelSize()))
                        .positive("block-size", bytes(target.block()))
                        .positive("requested-size", requested(device))
                        .text("uuid", device.uuid() == null ? null : device.uuid().toString())
                        .when("unarmed", target.readonly())
                        .text("memdev", "mem" + guest.alias(device))
                        .when("prealloc", preallocates(guest, device))
                        .flag("dynamic-memslots", target.dynamicMemslots())
                        .positive("memaddr", target.base())
                        .text("id", guest.alias(device));
                Addresses.extension(guest, out, device.info());
                Addresses.add(guest, props, device.info());
                out.device(props);
            }
        }
    }

    private static @Nullable Long bytes(@Nullable MemorySize size) {
        return size == null ? null : (Long) size.bytes();
    }

    private static @Nullable Long requested(MemoryDevice device) {
        return device.model() == MemoryDevice.Model.VIRTIO_MEM ? bytes(device.target().requested()) : null;
    }

    /** Memory that grows under the guest's hands is touched by the device as it grows. */
    private static boolean preallocates(Guest guest, MemoryDevice device) {
        if (device.model() != MemoryDevice.Model.VIRTIO_MEM
                || !guest.has(QemuFact.DEVICE_VIRTIO_MEM_PCI_PREALLOC)) {
            return false;
        }
        MemoryBacking backing = guest.domain().memoryBacking();
        boolean immediate = backing != null && backing.allocation() == MemoryBacking.AllocationMode.IMMEDIATE;
        return immediate || MemoryBackend.module(guest, device).usesHugePages(guest);
    }
}

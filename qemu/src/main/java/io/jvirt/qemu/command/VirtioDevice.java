package io.jvirt.qemu.command;

import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.VirtioDriver;
import io.jvirt.model.domain.VirtioOptions;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

/** What all virtio devices have in common: a name made of kind, bus and generation, and the transport's options. */
final class VirtioDevice {
    private VirtioDevice() {
    }

    /**
     * {@return the first properties of a virtio device}
     *
     * @param base the device's name without bus, such as {@code virtio-net}
     * @param model the document's model, null when the device has none
     * @param options the transport's options
     */
    static Props props(String base, @Nullable XmlEnum model, @Nullable VirtioOptions options, DeviceInfo info) {
        return withOptions(Props.device(base + suffix(base, model == null ? "" : model.xml(), info)), options);
    }

    /** {@return the same for devices whose model is free text} */
    static Props props(String base, @Nullable String model, @Nullable VirtioOptions options, DeviceInfo info) {
        return withOptions(Props.device(base + suffix(base, model == null ? "" : model, info)), options);
    }

    /** {@return the options of a device whose only driver options are the transport's} */
    static @Nullable VirtioOptions options(@Nullable VirtioDriver driver) {
        return driver == null ? null : driver.virtio();
    }

    static Props withOptions(Props props, @Nullable VirtioOptions options) {
        return options == null ? props : props.flag("iommu_platform", options.iommu()).flag("ats", options.ats())
                .flag("packed", options.packed()).flag("page-per-vq", options.pagePerVq());
    }

    private static String suffix(String base, String model, DeviceInfo info) {
        String bus = bus(base, info);
        String generation = model.endsWith("-non-transitional") ? "-non-transitional"
                : model.endsWith("-transitional") ? "-transitional" : "";
        if (!generation.isEmpty() && !bus.equals("-pci")) {
            throw Guest.unsupported("virtio (non-)transitional models are not supported for address type="
                    + (bus.equals("-ccw") ? "ccw" : "virtio-mmio"));
        }
        return bus + generation;
    }

    /** {@return the part of a virtio device's name that says its bus} */
    static String bus(String base, DeviceInfo info) {
        return switch (info.address()) {
            case DeviceAddress.Pci _ -> "-pci";
            case DeviceAddress.Ccw _ -> "-ccw";
            case DeviceAddress.VirtioMmio _ -> "-device";
            case null, default -> throw Guest.unsupported("Unexpected address type for '" + base + "'");
        };
    }
}

package io.jvirt.qemu.complete;

import java.util.List;

/**
 * The firmware images that a host offers, best first.
 *
 * @param descriptors what the descriptor files say
 */
public record FirmwareCatalog(List<FirmwareDescriptor> descriptors) {
    /** A host without firmware descriptors. */
    public static final FirmwareCatalog NONE = new FirmwareCatalog(List.of());

    public FirmwareCatalog {
        descriptors = List.copyOf(descriptors);
    }
}

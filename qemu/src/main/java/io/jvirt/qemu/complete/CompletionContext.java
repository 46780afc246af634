package io.jvirt.qemu.complete;

import io.jvirt.qemu.capabilities.QemuCapabilities;
import java.nio.file.Path;

/**
 * What a document is completed for.
 *
 * @param capabilities what the guest's QEMU can do
 * @param newGuest whether the guest is new, so that better defaults may be taken that an existing guest would not
 *     survive (VIR_DOMAIN_DEF_PARSE_ABI_UPDATE)
 * @param settings the driver's settings that become part of documents
 * @param firmware the firmware images of this host
 * @param hostPci which PCI devices of the host belong together
 */
public record CompletionContext(QemuCapabilities capabilities, boolean newGuest, CompletionSettings settings,
        FirmwareCatalog firmware, HostPci hostPci) {
    /** A context on this host. */
    public CompletionContext(QemuCapabilities capabilities, boolean newGuest, CompletionSettings settings,
            FirmwareCatalog firmware) {
        this(capabilities, newGuest, settings, firmware, HostPci.of(Path.of("/sys")));
    }
}

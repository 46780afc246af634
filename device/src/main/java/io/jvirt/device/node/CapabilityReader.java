package io.jvirt.device.node;

import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.model.device.NodeCapability;
import java.util.Optional;

/** Reads what devices of one kind are. Has no state that matters to others, and is used by one thread at a time. */
interface CapabilityReader {
    /** {@return what the device is, empty when it is none of this reader's, or cannot be described} */
    Optional<NodeCapability> read(SysfsDevice device);

    /** {@return what is added to the device's name, empty for nothing: a serial number, a hardware address} */
    default String suffix(NodeCapability capability) {
        return "";
    }
}

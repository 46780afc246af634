package io.jvirt.model.domain;

import io.jvirt.model.xml.Records;
import org.jspecify.annotations.Nullable;

/** What every device of a guest has in common. */
public sealed interface Device
        permits Disk, Controller, Lease, Filesystem, NetworkInterface, Smartcard, CharacterDevice, Input, Tpm, Graphics,
                Sound, Audio, Video, HostDevice, RedirectedDevice, RedirectFilter, Hub, Watchdog, MemBalloon, Rng, NvramDevice, Panic,
                SharedMemory, MemoryDevice, Iommu, Vsock, Crypto, PersistentStore {
    /** {@return alias, address, boot order and the like} */
    DeviceInfo info();

    /** {@return the same device with other common properties} */
    default Device withInfo(DeviceInfo info) {
        return (Device) Records.with((Record) this, "info", info);
    }

    /** {@return the same device at another address} */
    @SuppressWarnings("unchecked")
    static <D extends Device> D withAddress(D device, @Nullable DeviceAddress address) {
        return (D) device.withInfo(device.info().withAddress(address));
    }

    /** {@return the same device under another alias} */
    @SuppressWarnings("unchecked")
    static <D extends Device> D withAlias(D device, @Nullable String alias) {
        return (D) device.withInfo(device.info().withAlias(alias));
    }
}

package io.jvirt.model.domain;

import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("The guest's devices.")
public record Devices(
        @Child @Doc("Program that runs the guest.") @Nullable String emulator,
        @Child List<Disk> disks,
        @Child List<Controller> controllers,
        @Child List<Lease> leases,
        @Child List<Filesystem> filesystems,
        @Child List<NetworkInterface> interfaces,
        @Child List<Smartcard> smartcards,
        @Child List<CharacterDevice.Serial> serials,
        @Child List<CharacterDevice.Parallel> parallels,
        @Child List<CharacterDevice.Console> consoles,
        @Child List<CharacterDevice.Channel> channels,
        @Child List<Input> inputs,
        @Child List<Tpm> tpms,
        @Child List<Graphics> graphics,
        @Child List<Sound> sounds,
        @Child List<Audio> audios,
        @Child List<Video> videos,
        @Child List<HostDevice> hostdevs,
        @Child List<RedirectedDevice> redirdevs,
        @Child @Nullable RedirectFilter redirfilter,
        @Child List<Hub> hubs,
        @Child List<Watchdog> watchdogs,
        @Child @Nullable MemBalloon memballoon,
        @Child List<Rng> rngs,
        @Child @Nullable NvramDevice nvram,
        @Child List<Panic> panics,
        @Child List<SharedMemory> shmems,
        @Child List<MemoryDevice> memories,
        @Child List<Iommu> iommus,
        @Child @Nullable Vsock vsock,
        @Child List<Crypto> cryptos,
        @Child @Nullable PersistentStore pstore) {
    /** A guest without devices. */
    public static final Devices NONE = Records.blank(Devices.class);
}

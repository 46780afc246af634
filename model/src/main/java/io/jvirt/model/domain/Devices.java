package io.jvirt.model.domain;

import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Single;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

@Single({"memballoon", "nvram", "redirfilter", "vsock", "pstore"})
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
    public Devices {
        disks = List.copyOf(disks);
        controllers = List.copyOf(controllers);
        leases = List.copyOf(leases);
        filesystems = List.copyOf(filesystems);
        interfaces = List.copyOf(interfaces);
        smartcards = List.copyOf(smartcards);
        serials = List.copyOf(serials);
        parallels = List.copyOf(parallels);
        consoles = List.copyOf(consoles);
        channels = List.copyOf(channels);
        inputs = List.copyOf(inputs);
        tpms = List.copyOf(tpms);
        graphics = List.copyOf(graphics);
        sounds = List.copyOf(sounds);
        audios = List.copyOf(audios);
        videos = List.copyOf(videos);
        hostdevs = List.copyOf(hostdevs);
        redirdevs = List.copyOf(redirdevs);
        hubs = List.copyOf(hubs);
        watchdogs = List.copyOf(watchdogs);
        rngs = List.copyOf(rngs);
        panics = List.copyOf(panics);
        shmems = List.copyOf(shmems);
        memories = List.copyOf(memories);
        iommus = List.copyOf(iommus);
        cryptos = List.copyOf(cryptos);
    }

    /** A guest without devices. */
    public static final Devices NONE = Records.blank(Devices.class);

    /** {@return every device, in the document's order} */
    public List<Device> all() {
        var all = new ArrayList<Device>();
        all.addAll(disks);
        all.addAll(controllers);
        all.addAll(leases);
        all.addAll(filesystems);
        all.addAll(interfaces);
        all.addAll(smartcards);
        all.addAll(serials);
        all.addAll(parallels);
        all.addAll(consoles);
        all.addAll(channels);
        all.addAll(inputs);
        all.addAll(tpms);
        all.addAll(graphics);
        all.addAll(sounds);
        all.addAll(audios);
        all.addAll(videos);
        all.addAll(hostdevs);
        all.addAll(redirdevs);
        if (redirfilter != null) {
            all.add(redirfilter);
        }
        all.addAll(hubs);
        all.addAll(watchdogs);
        if (memballoon != null) {
            all.add(memballoon);
        }
        all.addAll(rngs);
        if (nvram != null) {
            all.add(nvram);
        }
        all.addAll(panics);
        all.addAll(shmems);
        all.addAll(memories);
        all.addAll(iommus);
        if (vsock != null) {
            all.add(vsock);
        }
        all.addAll(cryptos);
        if (pstore != null) {
            all.add(pstore);
        }
        return Collections.unmodifiableList(all);
    }

    /** {@return the devices that a change makes of these; it must keep each device's class} */
    public Devices map(UnaryOperator<Device> change) {
        return new Devices(
                emulator,
                each(disks, change),
                each(controllers, change),
                each(leases, change),
                each(filesystems, change),
                each(interfaces, change),
                each(smartcards, change),
                each(serials, change),
                each(parallels, change),
                each(consoles, change),
                each(channels, change),
                each(inputs, change),
                each(tpms, change),
                each(graphics, change),
                each(sounds, change),
                each(audios, change),
                each(videos, change),
                each(hostdevs, change),
                each(redirdevs, change),
                one(redirfilter, change),
                each(hubs, change),
                each(watchdogs, change),
                one(memballoon, change),
                each(rngs, change),
                one(nvram, change),
                each(panics, change),
                each(shmems, change),
                each(memories, change),
                each(iommus, change),
                one(vsock, change),
                each(cryptos, change),
                one(pstore, change));
    }

    /** {@return those of these devices that are wanted} */
    public Devices keep(Predicate<Device> wanted) {
        return new Devices(
                emulator,
                those(disks, wanted),
                those(controllers, wanted),
                those(leases, wanted),
                those(filesystems, wanted),
                those(interfaces, wanted),
                those(smartcards, wanted),
                those(serials, wanted),
                those(parallels, wanted),
                those(consoles, wanted),
                those(channels, wanted),
                those(inputs, wanted),
                those(tpms, wanted),
                those(graphics, wanted),
                those(sounds, wanted),
                those(audios, wanted),
                those(videos, wanted),
                those(hostdevs, wanted),
                those(redirdevs, wanted),
                theOne(redirfilter, wanted),
                those(hubs, wanted),
                those(watchdogs, wanted),
                theOne(memballoon, wanted),
                those(rngs, wanted),
                theOne(nvram, wanted),
                those(panics, wanted),
                those(shmems, wanted),
                those(memories, wanted),
                those(iommus, wanted),
                theOne(vsock, wanted),
                those(cryptos, wanted),
                theOne(pstore, wanted));
    }

    private static <D extends Device> List<D> those(List<D> devices, Predicate<Device> wanted) {
        return devices.stream().filter(wanted).toList();
    }

    private static <D extends Device> @Nullable D theOne(@Nullable D device, Predicate<Device> wanted) {
        return device == null || !wanted.test(device) ? null : device;
    }

    @SuppressWarnings("unchecked")
    private static <D extends Device> List<D> each(List<D> devices, UnaryOperator<Device> change) {
        return devices.isEmpty() ? devices : devices.stream().map(device -> (D) change.apply(device)).toList();
    }

    @SuppressWarnings("unchecked")
    private static <D extends Device> @Nullable D one(@Nullable D device, UnaryOperator<Device> change) {
        return device == null ? null : (D) change.apply(device);
    }

    public Devices withEmulator(@Nullable String value) {
        return Records.with(this, "emulator", value);
    }

    public Devices withDisks(List<Disk> value) {
        return Records.with(this, "disks", value);
    }

    public Devices withControllers(List<Controller> value) {
        return Records.with(this, "controllers", value);
    }

    public Devices withFilesystems(List<Filesystem> value) {
        return Records.with(this, "filesystems", value);
    }

    public Devices withInterfaces(List<NetworkInterface> value) {
        return Records.with(this, "interfaces", value);
    }

    public Devices withSmartcards(List<Smartcard> value) {
        return Records.with(this, "smartcards", value);
    }

    public Devices withSerials(List<CharacterDevice.Serial> value) {
        return Records.with(this, "serials", value);
    }

    public Devices withParallels(List<CharacterDevice.Parallel> value) {
        return Records.with(this, "parallels", value);
    }

    public Devices withConsoles(List<CharacterDevice.Console> value) {
        return Records.with(this, "consoles", value);
    }

    public Devices withChannels(List<CharacterDevice.Channel> value) {
        return Records.with(this, "channels", value);
    }

    public Devices withInputs(List<Input> value) {
        return Records.with(this, "inputs", value);
    }

    public Devices withTpms(List<Tpm> value) {
        return Records.with(this, "tpms", value);
    }

    public Devices withGraphics(List<Graphics> value) {
        return Records.with(this, "graphics", value);
    }

    public Devices withSounds(List<Sound> value) {
        return Records.with(this, "sounds", value);
    }

    public Devices withAudios(List<Audio> value) {
        return Records.with(this, "audios", value);
    }

    public Devices withVideos(List<Video> value) {
        return Records.with(this, "videos", value);
    }

    public Devices withHostdevs(List<HostDevice> value) {
        return Records.with(this, "hostdevs", value);
    }

    public Devices withRedirdevs(List<RedirectedDevice> value) {
        return Records.with(this, "redirdevs", value);
    }

    public Devices withHubs(List<Hub> value) {
        return Records.with(this, "hubs", value);
    }

    public Devices withWatchdogs(List<Watchdog> value) {
        return Records.with(this, "watchdogs", value);
    }

    public Devices withMemballoon(@Nullable MemBalloon value) {
        return Records.with(this, "memballoon", value);
    }

    public Devices withRngs(List<Rng> value) {
        return Records.with(this, "rngs", value);
    }

    public Devices withNvram(@Nullable NvramDevice value) {
        return Records.with(this, "nvram", value);
    }

    public Devices withPanics(List<Panic> value) {
        return Records.with(this, "panics", value);
    }

    public Devices withShmems(List<SharedMemory> value) {
        return Records.with(this, "shmems", value);
    }

    public Devices withMemories(List<MemoryDevice> value) {
        return Records.with(this, "memories", value);
    }

    public Devices withIommus(List<Iommu> value) {
        return Records.with(this, "iommus", value);
    }

    public Devices withVsock(@Nullable Vsock value) {
        return Records.with(this, "vsock", value);
    }

    public Devices withCryptos(List<Crypto> value) {
        return Records.with(this, "cryptos", value);
    }

    public Devices withLeases(List<Lease> value) {
        return Records.with(this, "leases", value);
    }

    public Devices withRedirfilter(@Nullable RedirectFilter value) {
        return Records.with(this, "redirfilter", value);
    }

    public Devices withPstore(@Nullable PersistentStore value) {
        return Records.with(this, "pstore", value);
    }
}

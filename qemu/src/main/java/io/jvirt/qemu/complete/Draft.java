package io.jvirt.qemu.complete;

import io.jvirt.model.domain.Audio;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Crypto;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.DomainType;
import io.jvirt.model.domain.Features;
import io.jvirt.model.domain.Filesystem;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.Hub;
import io.jvirt.model.domain.Input;
import io.jvirt.model.domain.Iommu;
import io.jvirt.model.domain.MemBalloon;
import io.jvirt.model.domain.MemoryDevice;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.NvramDevice;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.Panic;
import io.jvirt.model.domain.PersistentStore;
import io.jvirt.model.domain.RedirectedDevice;
import io.jvirt.model.domain.Rng;
import io.jvirt.model.domain.SharedMemory;
import io.jvirt.model.domain.Smartcard;
import io.jvirt.model.domain.Sound;
import io.jvirt.model.domain.Tpm;
import io.jvirt.model.domain.Video;
import io.jvirt.model.domain.Vsock;
import io.jvirt.model.domain.Watchdog;
import io.jvirt.model.xml.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A document while it is completed: the description's parts where they can be changed. Used by one thread. */
final class Draft {
    DomainDescription domain;
    @Nullable String emulator;
    final List<Disk> disks;
    final List<Controller> controllers;
    final List<Filesystem> filesystems;
    final List<NetworkInterface> interfaces;
    final List<Smartcard> smartcards;
    final List<CharacterDevice.Serial> serials;
    final List<CharacterDevice.Parallel> parallels;
    final List<CharacterDevice.Console> consoles;
    final List<CharacterDevice.Channel> channels;
    final List<Input> inputs;
    final List<Tpm> tpms;
    final List<Graphics> graphics;
    final List<Sound> sounds;
    final List<Audio> audios;
    final List<Video> videos;
    final List<HostDevice> hostdevs;
    final List<RedirectedDevice> redirdevs;
    final List<Hub> hubs;
    final List<Watchdog> watchdogs;
    @Nullable MemBalloon memballoon;
    final List<Rng> rngs;
    @Nullable NvramDevice nvram;
    final List<Panic> panics;
    final List<SharedMemory> shmems;
    final List<MemoryDevice> memories;
    final List<Iommu> iommus;
    @Nullable Vsock vsock;
    final List<Crypto> cryptos;
    @Nullable PersistentStore pstore;

    Draft(DomainDescription domain) {
        this.domain = domain;
        Devices d = domain.devices();
        emulator = d.emulator();
        disks = new ArrayList<>(d.disks());
        controllers = new ArrayList<>(d.controllers());
        filesystems = new ArrayList<>(d.filesystems());
        interfaces = new ArrayList<>(d.interfaces());
        smartcards = new ArrayList<>(d.smartcards());
        serials = new ArrayList<>(d.serials());
        parallels = new ArrayList<>(d.parallels());
        consoles = new ArrayList<>(d.consoles());
        channels = new ArrayList<>(d.channels());
        inputs = new ArrayList<>(d.inputs());
        tpms = new ArrayList<>(d.tpms());
        graphics = new ArrayList<>(d.graphics());
        sounds = new ArrayList<>(d.sounds());
        audios = new ArrayList<>(d.audios());
        videos = new ArrayList<>(d.videos());
        hostdevs = new ArrayList<>(d.hostdevs());
        redirdevs = new ArrayList<>(d.redirdevs());
        hubs = new ArrayList<>(d.hubs());
        watchdogs = new ArrayList<>(d.watchdogs());
        memballoon = d.memballoon();
        rngs = new ArrayList<>(d.rngs());
        nvram = d.nvram();
        panics = new ArrayList<>(d.panics());
        shmems = new ArrayList<>(d.shmems());
        memories = new ArrayList<>(d.memories());
        iommus = new ArrayList<>(d.iommus());
        vsock = d.vsock();
        cryptos = new ArrayList<>(d.cryptos());
        pstore = d.pstore();
    }

    /** {@return the description with everything that was changed} */
    DomainDescription finish() {
        Devices d = domain.devices();
        return Records.with(domain, "devices", new Devices(emulator, disks, controllers, d.leases(), filesystems,
                interfaces, smartcards, serials, parallels, consoles, channels, inputs, tpms, graphics, sounds, audios,
                videos, hostdevs, redirdevs, d.redirfilter(), hubs, watchdogs, memballoon, rngs, nvram, panics, shmems,
                memories, iommus, vsock, cryptos, pstore));
    }

    /** Replaces one component of the description. */
    void set(String component, @Nullable Object value) {
        domain = Records.with(domain, component, value);
    }

    /** Replaces one component of the description's {@code <os>}. */
    void setOs(String component, @Nullable Object value) {
        set("os", Records.with(domain.os(), component, value));
    }

    Os os() {
        return domain.os();
    }

    String arch() {
        Os.OsType type = domain.os().type();
        String arch = type == null ? null : type.arch();
        return arch == null ? "" : arch;
    }

    String machine() {
        Os.OsType type = domain.os().type();
        String machine = type == null ? null : type.machine();
        return machine == null ? "" : machine;
    }

    Machines kind() {
        return new Machines(arch(), machine());
    }

    boolean isKvm() {
        return domain.type() == DomainType.KVM;
    }

    Features features() {
        Features features = domain.features();
        return features == null ? Records.blank(Features.class) : features;
    }

    /** Replaces one component of {@code <features>}. */
    void setFeature(String component, @Nullable Object value) {
        set("features", Records.with(features(), component, value));
    }

    /** {@return the places of all devices that can have an address, in the order in which addresses are looked at} */
    List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        for (List<? extends Device> list : List.<List<? extends Device>>of(disks, interfaces, sounds, hostdevs, videos,
                controllers, smartcards, serials, parallels, channels, consoles, inputs, filesystems)) {
            addAll(slots, list);
        }
        add(slots, () -> memballoon, d -> memballoon = (MemBalloon) d);
        addAll(slots, watchdogs);
        add(slots, () -> nvram, d -> nvram = (NvramDevice) d);
        for (List<? extends Device> list : List.<List<? extends Device>>of(hubs, rngs, shmems, redirdevs, panics, tpms,
                memories, iommus, cryptos)) {
            addAll(slots, list);
        }
        add(slots, () -> vsock, d -> vsock = (Vsock) d);
        add(slots, () -> pstore, d -> pstore = (PersistentStore) d);
        return slots;
    }

    private static void addAll(List<Slot> slots, List<? extends Device> list) {
        for (int i = 0; i < list.size(); i++) {
            slots.add(Slot.of(list, i));
        }
    }

    private static void add(List<Slot> slots, Supplier<@Nullable Device> getter, Consumer<Device> setter) {
        if (getter.get() != null) {
            slots.add(new Slot(() -> Objects.requireNonNull(getter.get()), setter));
        }
    }

    /** {@return the controller of that kind and index, or null} */
    @Nullable Controller controller(Controller.Type type, int index) {
        for (Controller c : controllers) {
            Integer own = c.index();
            if (c.type() == type && own != null && own == index) {
                return c;
            }
        }
        return null;
    }

    boolean hasController(Controller.Type type) {
        return controllers.stream().anyMatch(c -> c.type() == type);
    }

    /** Inserts a controller where documents have it: after those of its kind with lower indexes, else at the end. */
    void insert(Controller added) {
        int at = -1;
        for (int i = controllers.size() - 1; i >= 0; i--) {
            Controller present = controllers.get(i);
            if (present.type() != added.type()) {
                continue;
            }
            Integer wanted = added.index();
            Integer has = present.index();
            if (wanted == null) {
                at = i + 1;
                break;
            }
            boolean master = added.info().masterStartPort() == null;
            if (has != null && has > wanted) {
                at = i;
            } else if (has != null && has.equals(wanted) && master && present.info().masterStartPort() != null) {
                at = i;
            } else if (at < 0) {
                at = i + 1;
            }
        }
        controllers.add(at < 0 ? controllers.size() : at, added);
    }

    /** Adds a controller of that kind and index unless there is one. */
    boolean insertMissing(Controller.Type type, int index, @Nullable String model) {
        if (controller(type, index) != null) {
            return false;
        }
        insert(Controller.of(type, index, model));
        return true;
    }
}

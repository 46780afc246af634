package io.jvirt.qemu.command;

import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.MemoryDevice;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.xml.Records;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gives the devices of a starting guest the names by which QEMU and clients know them (net0, virtio-disk0, pci.1), and
 * disk images their numbers. Names of users (ua-...) and names given before stay.
 */
public final class LiveAliases {
    private LiveAliases() {
    }

    /** {@return the document with a name for every device} */
    public static DomainDescription assign(DomainDescription domain) {
        Devices devices = domain.devices();
        int hostCards = (int) devices.interfaces().stream().filter(LiveAliases::isHostCard).count();
        devices = set(devices, "disks", numbered(devices.disks()));
        devices = set(devices, "disks", each(devices.disks(), (disk, i) -> diskAlias(domain, disk)));
        devices = set(devices, "controllers", each(devices.controllers(), (c, i) -> controllerAlias(domain, c)));
        devices = set(devices, "filesystems", counted(devices.filesystems(), "fs", 0));
        devices = set(devices, "interfaces", interfaces(devices.interfaces()));
        devices = set(devices, "smartcards", each(devices.smartcards(), (d, i) -> "smartcard" + i));
        devices = set(devices, "serials", counted(devices.serials(), "serial", 0));
        devices = set(devices, "parallels", counted(devices.parallels(), "parallel", 0));
        devices = set(devices, "consoles", counted(devices.consoles(), "console", 0));
        devices = set(devices, "channels", counted(devices.channels(), "channel", 0));
        devices = set(devices, "inputs", counted(devices.inputs(), "input", 0));
        devices = set(devices, "tpms", each(devices.tpms(), (d, i) -> "tpm" + i));
        devices = set(devices, "sounds", each(devices.sounds(), (d, i) -> "sound" + i));
        devices = set(devices, "videos", each(devices.videos(), (d, i) -> "video" + i));
        devices = set(devices, "hostdevs", counted(devices.hostdevs(), "hostdev", hostCards));
        devices = set(devices, "redirdevs", counted(devices.redirdevs(), "redir", 0));
        devices = set(devices, "hubs", each(devices.hubs(), (d, i) -> "hub" + i));
        devices = set(devices, "watchdogs", each(devices.watchdogs(), (d, i) -> "watchdog" + i));
        devices = set(devices, "rngs", counted(devices.rngs(), "rng", 0));
        devices = set(devices, "panics", each(devices.panics(), (d, i) -> "panic" + i));
        devices = set(devices, "shmems", counted(devices.shmems(), "shmem", 0));
        devices = set(devices, "memories", memories(devices.memories()));
        devices = set(devices, "iommus", each(devices.iommus(), (d, i) -> "iommu" + i));
        devices = set(devices, "cryptos", each(devices.cryptos(), (d, i) -> "crypto" + i));
        devices = set(devices, "memballoon", one(devices.memballoon(), "balloon0"));
        devices = set(devices, "nvram", one(devices.nvram(), "nvram"));
        devices = set(devices, "vsock", one(devices.vsock(), "vsock0"));
        devices = set(devices, "pstore", one(devices.pstore(), "pstore0"));
        return Records.with(domain, "devices", devices);
    }

    private static Devices set(Devices devices, String component, @Nullable Object value) {
        return Records.with(devices, component, value);
    }

    private static <D extends Device> List<D> each(List<D> devices, BiFunction<D, Integer, String> name) {
        List<D> named = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            D device = devices.get(i);
            named.add(hasAlias(device) ? device : named(device, name.apply(device, i)));
        }
        return named;
    }

    /** Names devices one after the other; those that have a name already do not count, but keep theirs from others. */
    private static <D extends Device> List<D> counted(List<D> devices, String prefix, int first) {
        List<D> named = new ArrayList<>();
        int next = Math.max(first, afterHighest(devices, prefix));
        for (D device : devices) {
            named.add(hasAlias(device) ? device : named(device, prefix + next++));
        }
        return named;
    }

    private static int afterHighest(List<? extends Device> devices, String prefix) {
        int next = 0;
        for (Device device : devices) {
            String alias = device.info().alias();
            if (alias != null && alias.matches(prefix + "\\d+")) {
                next = Math.max(next, Integer.parseInt(alias.substring(prefix.length())) + 1);
            }
        }
        return next;
    }

    private static <D extends Device> @Nullable D one(@Nullable D device, String name) {
        return device == null || hasAlias(device) ? device : named(device, name);
    }

    private static boolean hasAlias(Device device) {
        return device.info().alias() != null;
    }

    @SuppressWarnings("unchecked") // withInfo returns a record of the same class
    private static <D extends Device> D named(D device, String name) {
        return (D) device.withInfo(device.info().withAlias(name));
    }

    private static boolean isHostCard(NetworkInterface card) {
        return card.source() instanceof InterfaceSource.HostCard;
    }

    private static List<NetworkInterface> interfaces(List<NetworkInterface> cards) {
        List<NetworkInterface> named = new ArrayList<>();
        int host = afterHighest(cards, "hostdev");
        int net = afterHighest(cards, "net");
        for (NetworkInterface card : cards) {
            if (hasAlias(card)) {
                named.add(card);
            } else {
                named.add(named(card, isHostCard(card) ? "hostdev" + host++ : "net" + net++));
            }
        }
        return named;
    }

    private static List<MemoryDevice> memories(List<MemoryDevice> devices) {
        Set<String> taken = new HashSet<>();
        devices.forEach(d -> {
            if (d.info().alias() != null) {
                taken.add(d.info().alias());
            }
        });
        return each(devices, (device, i) -> {
            String prefix = switch (device.model()) {
                case DIMM -> "dimm";
                case NVDIMM -> "nvdimm";
                case VIRTIO_PMEM -> "virtiopmem";
                case VIRTIO_MEM -> "virtiomem";
                case SGX_EPC -> "epc";
            };
            if (device.info().address() instanceof DeviceAddress.Dimm slot) {
                return prefix + slot.slot();
            }
            int number = 0;
            while (!taken.add(prefix + number)) {
                number++;
            }
            return prefix + number;
        });
    }

    private static String diskAlias(DomainDescription domain, Disk disk) {
        Disk.Bus bus = DiskDevices.bus(disk);
        String prefix = bus == null ? "disk" : bus.xml();
        if (disk.info().address() instanceof DeviceAddress.Drive drive && bus != Disk.Bus.VIRTIO) {
            if (bus == Disk.Bus.SCSI && addressesTargets(domain, drive.controller())) {
                return prefix + drive.controller() + "-" + drive.bus() + "-" + drive.target() + "-" + drive.unit();
            }
            return prefix + drive.controller() + "-" + drive.bus() + "-" + drive.unit();
        }
        return prefix + "-disk" + SecureDigitalDisk.index(DiskDevices.targetName(disk));
    }

    /** Old SCSI controllers know a bus and a number on it; newer ones channels, targets and units. */
    private static boolean addressesTargets(DomainDescription domain, int index) {
        return domain.devices().controllers().stream()
                .filter(c -> c.type() == Controller.Type.SCSI && c.index() != null && c.index() == index)
                .findFirst().map(c -> !List.of("lsilogic", "ncr53c90", "dc390", "am53c974")
                        .contains(c.model() == null ? "" : c.model())).orElse(true);
    }

    private static String controllerAlias(DomainDescription domain, Controller controller) {
        int index = controller.index() == null ? 0 : controller.index();
        Machine machine = Machine.of(domain);
        return switch (controller.type()) {
            case PCI -> {
                if (index != 0) {
                    yield "pci." + index;
                }
                if ("pcie-root".equals(controller.model())) {
                    yield "pcie.0";
                }
                yield machine.numbersPciBuses() ? "pci.0" : "pci";
            }
            case USB -> index == 0 ? "usb" : "usb" + index;
            case IDE -> index == 0 && machine.hasBuiltinIde() ? "ide" : "ide" + index;
            case SATA -> index == 0 && machine.isQ35() ? "ide" : "sata" + index;
            case SCSI -> index == 0 && "ncr53c90".equals(controller.model()) && machine.hasBuiltinEsp()
                    ? "scsi" : "scsi" + index;
            case FDC, VIRTIO_SERIAL, CCID, XENBUS, ISA, NVME -> controller.type().xml() + index;
        };
    }

    /** Numbers the images of all disks, the last disk first and each chain from the top. */
    private static List<Disk> numbered(List<Disk> disks) {
        List<Disk> result = new ArrayList<>(disks);
        int[] last = {0};
        disks.forEach(disk -> last[0] = Math.max(last[0], highest(disk)));
        for (int i = disks.size() - 1; i >= 0; i--) {
            Disk disk = disks.get(i);
            if (disk.source() instanceof StorageSource.VhostUser || DiskDevices.bus(disk) == Disk.Bus.SD
                    || disk.source().common().index() != null) {
                continue;
            }
            StorageSource source = numbered(disk.source(), last);
            Disk.BackingStore below = numbered(disk.backingStore(), last);
            last[0] += disk.throttlefilters().size();
            result.set(i, Records.with(Records.with(disk, "source", source), "backingStore", below));
        }
        return result;
    }

    private static Disk.@Nullable BackingStore numbered(Disk.@Nullable BackingStore store, int[] last) {
        if (store == null || store.source() == null) {
            return store;
        }
        StorageSource source = numbered(store.source(), last);
        Disk.BackingStore below = numbered(store.backingStore(), last);
        return Records.with(Records.with(store, "source", source), "backingStore", below);
    }

    private static StorageSource numbered(StorageSource source, int[] last) {
        StorageSource numbered = withIndex(source, ++last[0]);
        StorageSource.DataStore data = source.common().dataStore();
        if (data == null || data.source() == null) {
            return numbered;
        }
        StorageSource store = withIndex(data.source(), ++last[0]);
        return numbered.withCommon(Records.with(numbered.common(), "dataStore", Records.with(data, "source", store)));
    }

    private static StorageSource withIndex(StorageSource source, int index) {
        return (StorageSource) Records.with((Record) source, "common", Records.with(source.common(), "index", index));
    }

    /** {@return the highest number of a disk image or of a filter upon one; 0 when there are none} */
    static int highestNodeNumber(DomainDescription domain) {
        int highest = 0;
        for (Disk disk : domain.devices().disks()) {
            int own = highest(disk);
            highest = Math.max(highest, own == 0 ? 0 : own + disk.throttlefilters().size());
        }
        return highest;
    }

    private static int highest(Disk disk) {
        Integer index = disk.source().common().index();
        int highest = index == null ? 0 : index;
        for (Disk.BackingStore store = disk.backingStore(); store != null; store = store.backingStore()) {
            Integer below = store.source() == null ? null : store.source().common().index();
            highest = Math.max(highest, below == null ? 0 : below);
        }
        return highest;
    }
}

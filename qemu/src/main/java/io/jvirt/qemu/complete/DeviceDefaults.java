package io.jvirt.qemu.complete;

import io.jvirt.api.spi.Driver;
import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.Filesystem;
import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.Iommu;
import io.jvirt.model.domain.MemBalloon;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.Panic;
import io.jvirt.model.domain.RedirectedDevice;
import io.jvirt.model.domain.Rng;
import io.jvirt.model.domain.SharedMemory;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.domain.Tpm;
import io.jvirt.model.domain.Video;
import io.jvirt.model.domain.Vsock;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a device is when its document leaves it open. Each method looks at one kind of device. */
final class DeviceDefaults {
    private static final int MIB = 1024;

    private final QemuCapabilities caps;
    private final CompletionContext context;
    private final Machines kind;

    DeviceDefaults(Machines kind, CompletionContext context) {
        this.kind = kind;
        this.context = context;
        caps = context.capabilities();
    }

    /** {@return the device with what QEMU and the machine decide; of the same class} */
    Device complete(Device device) {
        return switch (device) {
            case Disk d -> disk(d);
            case NetworkInterface n -> network(n);
            case Controller c -> controller(c);
            case Tpm t -> tpm(t);
            case Panic p -> panic(p);
            case Filesystem f -> filesystem(f);
            case SharedMemory s -> sharedMemory(s);
            case Iommu i -> iommu(i);
            case Vsock v -> v.model() == null ? Records.with(v, "model", Vsock.Model.VIRTIO) : v;
            case MemBalloon b -> b.model() == MemBalloon.Model.NONE ? MemBalloon.of(MemBalloon.Model.NONE) : b;
            case CharacterDevice.Channel c -> channel(c);
            case CharacterDevice.Serial s -> serial(s);
            case RedirectedDevice r -> r.backend() instanceof CharBackend.Dbus dbus && dbus.channel() == null
                    ? Records.with(r, "backend", Records.with(dbus, "channel", "org.qemu.usbredir")) : r;
            case Rng r -> r.backend() instanceof Rng.Random(String random) && random == null
                    ? Records.with(r, "backend", new Rng.Random("/dev/random")) : r;
            case Video v -> video(v);
            default -> device;
        };
    }

    private Disk disk(Disk disk) {
        Disk.Target target = disk.target();
        if (target != null && target.removable() != null && target.bus() != Disk.Bus.USB) {
            target = Records.with(target, "removable", null);
            disk = Records.with(disk, "target", target);
        }
        boolean vhost = disk.source() instanceof StorageSource.VhostUser
                || disk.source() instanceof StorageSource.VhostVdpa;
        Disk.Driver driver = disk.driver() == null ? Records.blank(Disk.Driver.class) : disk.driver();
        if (driver.name() == null) {
            driver = Records.with(driver, "name", "qemu");
        }
        boolean volume = disk.source() instanceof StorageSource.Volume;
        if (driver.type() == null && !vhost && !volume || driver.type() == StorageFormat.NONE) {
            driver = Records.with(driver, "type", defaultFormat(disk));
        }
        if (disk.snapshot() == null && vhost) {
            disk = Records.with(disk, "snapshot", Disk.Snapshot.NO);
        }
        return Records.with(disk, "driver", driver);
    }

    private static StorageFormat defaultFormat(Disk disk) {
        return disk.source() instanceof StorageSource.Dir ? StorageFormat.FAT : StorageFormat.RAW;
    }

    private NetworkInterface network(NetworkInterface net) {
        boolean hostCard = net.source() instanceof InterfaceSource.HostCard;
        boolean passed = net.source() instanceof InterfaceSource.Vdpa
                || net.source() instanceof InterfaceSource.VhostUser;
        if (net.model() == null && !hostCard && !passed) {
            String model = defaultNetModel();
            if (model != null) {
                net = Records.with(net, "model", model);
            }
        } else if (net.model() == null && passed) {
            net = Records.with(net, "model", "virtio");
        }
        boolean virtio = net.model() != null && net.model().startsWith("virtio");
        if (net.driver() != null && (hostCard || !virtio)) {
            net = Records.with(net, "driver", withoutVirtio(net.driver(), hostCard));
        }
        boolean filtered = net.source() instanceof InterfaceSource.Ethernet
                || net.source() instanceof InterfaceSource.Network || net.source() instanceof InterfaceSource.Bridge;
        if (net.filterref() != null && !filtered) {
            net = Records.with(net, "filterref", null);
        }
        return net;
    }

    /** Only virtio cards of the driver's own have queues and offloads; what the document says of others is dropped. */
    private static NetworkInterface.@Nullable Driver withoutVirtio(NetworkInterface.Driver driver, boolean hostCard) {
        NetworkInterface.Driver none = Records.blank(NetworkInterface.Driver.class);
        NetworkInterface.Driver rest = Records.with(none, "virtio", driver.virtio());
        if (hostCard) {
            rest = Records.with(Records.with(rest, "name", driver.name()), "model", driver.model());
        }
        return rest.equals(none) ? null : rest;
    }

    private @Nullable String defaultNetModel() {
        if (kind.isS390() || kind.isVirt()) {
            return "virtio";
        }
        if (kind.isArm()) {
            return kind.machine().equals("versatilepb") ? "smc91c111" : "lan9118";
        }
        for (String device : List.of("rtl8139", "e1000")) {
            if (caps.hasDevice(device)) {
                return device;
            }
        }
        return caps.hasDevice("virtio-net-pci") ? "virtio" : null;
    }

    Controller controller(Controller c) {
        String model = c.model();
        c = switch (c.type()) {
            case USB -> model == null ? withModel(c, defaultUsbModel(c)) : c;
            case SCSI -> model == null || model.equals("auto") ? withModel(c, defaultScsiModel()) : c;
            case VIRTIO_SERIAL, IDE, FDC, SATA, CCID, PCI, XENBUS, ISA, NVME -> c;
        };
        return c;
    }

    /** ICH9's USB 1 controllers begin at a fixed port of their USB 2 master. */
    static Controller companion(Controller c) {
        String model = c.model();
        if (model != null && model.startsWith("ich9-uhci") && c.info().masterStartPort() == null) {
            int start = (model.charAt(model.length() - 1) - '1') * 2;
            return (Controller) c.withInfo(c.info().withMasterStartPort(start));
        }
        return c;
    }

    private static Controller withModel(Controller c, @Nullable String model) {
        return Records.with(c, "model", model);
    }

    private @Nullable String defaultScsiModel() {
        if (kind.isPseries()) {
            return "ibmvscsi";
        }
        if (kind.isS390() || kind.isLoongArch()) {
            return "virtio-scsi";
        }
        return caps.has(QemuFact.SCSI_LSI) ? "lsilogic" : caps.has(QemuFact.VIRTIO_SCSI) ? "virtio-scsi" : null;
    }

    private @Nullable String defaultUsbModel(Controller c) {
        boolean xhci = caps.has(QemuFact.DEVICE_QEMU_XHCI);
        boolean nec = caps.has(QemuFact.NEC_USB_XHCI);
        boolean ohci = caps.has(QemuFact.PCI_OHCI);
        if (kind.isS390()) {
            return c.info().address() == null ? "none" : null;
        }
        if (kind.isPpc64()) {
            // Existing guests were started with OHCI and would lose their controller.
            boolean modern = context.newGuest();
            return modern && xhci ? "qemu-xhci" : modern && nec ? "nec-xhci" : ohci ? "pci-ohci" : null;
        }
        if (kind.machine().equals("versatilepb")) {
            return ohci ? "pci-ohci" : null;
        }
        if (kind.arch().startsWith("aarch64") || kind.isLoongArch()) {
            return xhci ? "qemu-xhci" : nec ? "nec-xhci" : null;
        }
        if (caps.has(QemuFact.PIIX3_USB_UHCI)) {
            return "piix3-uhci";
        }
        return !kind.isX86() && ohci ? "pci-ohci" : null;
    }

    private Tpm tpm(Tpm tpm) {
        Tpm.Model model = tpm.model();
        if (model == null) {
            model = kind.isPseries() ? Tpm.Model.TPM_SPAPR : Tpm.Model.TPM_TIS;
            tpm = Records.with(tpm, "model", model);
        }
        if (tpm.backend() instanceof Tpm.Emulator emulator && emulator.version() == null) {
            boolean second = model == Tpm.Model.TPM_SPAPR || model == Tpm.Model.TPM_CRB || kind.isVirt();
            tpm = Records.with(tpm, "backend", Records.with(emulator, "version",
                    second ? Tpm.Version.V2_0 : Tpm.Version.V1_2));
        }
        return tpm;
    }

    private Panic panic(Panic panic) {
        if (panic.model() != null) {
            return panic;
        }
        Panic.Model model = kind.isPseries() ? Panic.Model.PSERIES : kind.isS390() ? Panic.Model.S390
                : kind.isArmVirt() ? Panic.Model.PVPANIC : Panic.Model.ISA;
        return new Panic(model, panic.info());
    }

    private Filesystem filesystem(Filesystem fs) {
        if (fs.accessmode() == null) {
            fs = Records.with(fs, "accessmode", Filesystem.AccessMode.PASSTHROUGH);
        }
        return fs;
    }

    private SharedMemory sharedMemory(SharedMemory shmem) {
        if (shmem.model() == null) {
            shmem = Records.with(shmem, "model", SharedMemory.Model.IVSHMEM);
        }
        SharedMemory.Model model = shmem.model();
        if (model == SharedMemory.Model.IVSHMEM_PLAIN && shmem.size() == null) {
            shmem = Records.with(shmem, "size", MemorySize.ofMib(4));
        }
        if (model == SharedMemory.Model.IVSHMEM_DOORBELL) {
            SharedMemory.Msi msi = shmem.msi() == null ? Records.blank(SharedMemory.Msi.class) : shmem.msi();
            shmem = Records.with(shmem, "msi", msi.ioeventfd() == null ? Records.with(msi, "ioeventfd", OnOff.ON) : msi);
        }
        return shmem;
    }

    private Iommu iommu(Iommu iommu) {
        if (iommu.model() == Iommu.Model.VIRTIO && iommu.info().address() == null) {
            return (Iommu) iommu.withInfo(iommu.info().withAddress(new DeviceAddress.Pci(null, null, null)));
        }
        return iommu;
    }

    private CharacterDevice.Channel channel(CharacterDevice.Channel channel) {
        if (channel.backend() instanceof CharBackend.Unix unix && unix.source().path() == null
                && unix.source().mode() != null) {
            return Records.with(channel, "backend", Records.with(unix, "source",
                    Records.with(unix.source(), "mode", null)));
        }
        return channel;
    }

    private Video video(Video video) {
        Video.Model model = video.model() == null ? Records.blank(Video.Model.class) : video.model();
        Video.Type type = model.type() == null ? defaultVideo() : model.type();
        if (model.type() == null) {
            model = Records.with(model, "type", type);
        }
        if (type == Video.Type.QXL) {
            model = model.ram() == null ? model : Records.with(model, "ram", roundUp(model.ram()));
            model = model.vram() == null ? model : Records.with(model, "vram", roundUp(model.vram()));
            model = model.vgamem() == null ? model : Records.with(model, "vgamem", roundUp(model.vgamem()));
        } else if (type == Video.Type.VMVGA && model.vram() == null) {
            model = Records.with(model, "vram", 16 * MIB);
        }
        return Records.with(video, "model", model);
    }

    private static int roundUp(int value) {
        int highest = Integer.highestOneBit(value);
        return highest == value ? value : highest << 1;
    }

    /** {@return the graphics card of a guest that has a display and names none} */
    Video.@Nullable Type defaultVideo() {
        if (kind.isPpc64()) {
            return Video.Type.VGA;
        }
        if (kind.isVirt() || kind.isS390()) {
            return Video.Type.VIRTIO;
        }
        return caps.has(QemuFact.DEVICE_CIRRUS_VGA) ? Video.Type.CIRRUS
                : caps.has(QemuFact.DEVICE_VGA) ? Video.Type.VGA : null;
    }

    private CharacterDevice.Serial serial(CharacterDevice.Serial serial) {
        CharacterDevice.SerialTarget target = serial.target();
        if (target == null) {
            return serial;
        }
        CharacterDevice.SerialType type = target.type() == null ? serialType(serial.info().address()) : target.type();
        String model = target.model();
        if (model == null && type != null) {
            model = switch (type) {
                case ISA_SERIAL -> "isa-serial";
                case USB_SERIAL -> "usb-serial";
                case PCI_SERIAL -> "pci-serial";
                case SPAPR_VIO_SERIAL -> "spapr-vty";
                case SYSTEM_SERIAL -> kind.isArm() ? "pl011" : "16550a";
                case SCLP_SERIAL -> "sclpconsole";
                case ISA_DEBUG -> "isa-debugcon";
            };
        }
        return Records.with(serial, "target", new CharacterDevice.SerialTarget(type, target.port(), model));
    }

    private CharacterDevice.@Nullable SerialType serialType(@Nullable DeviceAddress address) {
        return switch (address) {
            case DeviceAddress.Usb usb -> CharacterDevice.SerialType.USB_SERIAL;
            case DeviceAddress.Pci pci -> CharacterDevice.SerialType.PCI_SERIAL;
            case DeviceAddress.Isa isa -> CharacterDevice.SerialType.ISA_SERIAL;
            case DeviceAddress.SpaprVio vio -> CharacterDevice.SerialType.SPAPR_VIO_SERIAL;
            case null, default -> kind.isX86() ? CharacterDevice.SerialType.ISA_SERIAL
                    : kind.isPseries() ? CharacterDevice.SerialType.SPAPR_VIO_SERIAL
                    : kind.isArm() || kind.isRiscvVirt() || kind.isLoongArchVirt()
                            ? CharacterDevice.SerialType.SYSTEM_SERIAL
                    : kind.isS390() ? CharacterDevice.SerialType.SCLP_SERIAL : null;
        };
    }
}

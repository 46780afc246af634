package io.jvirt.qemu.complete;

import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.Filesystem;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.domain.GraphicsListen;
import io.jvirt.model.domain.Input;
import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.Iommu;
import io.jvirt.model.domain.MemBalloon;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.Panic;
import io.jvirt.model.domain.Rng;
import io.jvirt.model.domain.SharedMemory;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.domain.Tpm;
import io.jvirt.model.domain.Video;
import io.jvirt.model.domain.Vsock;
import io.jvirt.model.domain.Watchdog;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a device is when its document leaves it open. Each method looks at one kind of device. */
final class DeviceDefaults {
    private static final int MIB = 1024;

    private final Draft draft;
    private final QemuCapabilities caps;
    private final CompletionContext context;
    private final Machines kind;

    DeviceDefaults(Draft draft, CompletionContext context) {
        this.draft = draft;
        this.context = context;
        caps = context.capabilities();
        kind = draft.kind();
    }

    void all() {
        draft.disks.replaceAll(this::disk);
        draft.interfaces.replaceAll(this::network);
        draft.controllers.replaceAll(this::controller);
        draft.inputs.replaceAll(this::input);
        draft.tpms.replaceAll(this::tpm);
        draft.graphics.replaceAll(this::graphics);
        draft.panics.replaceAll(this::panic);
        draft.watchdogs.replaceAll(w -> w.action() == null
                ? new Watchdog(w.model(), Watchdog.Action.RESET, w.info()) : w);
        draft.filesystems.replaceAll(this::filesystem);
        draft.shmems.replaceAll(this::sharedMemory);
        draft.iommus.replaceAll(this::iommu);
        if (draft.vsock != null && draft.vsock.model() == null) {
            draft.vsock = Records.with(draft.vsock, "model", Vsock.Model.VIRTIO);
        }
        if (draft.memballoon != null && draft.memballoon.model() == MemBalloon.Model.NONE) {
            draft.memballoon = MemBalloon.of(MemBalloon.Model.NONE);
        }
        draft.channels.replaceAll(this::channel);
        draft.rngs.replaceAll(r -> r.backend() instanceof Rng.Random(String device) && device == null
                ? Records.with(r, "backend", new Rng.Random("/dev/random")) : r);
        videos();
    }

    private Disk disk(Disk disk) {
        Disk.Target target = disk.target();
        if (target != null && target.removable() != null && target.bus() != Disk.Bus.USB) {
            target = Records.with(target, "removable", null);
            disk = Records.with(disk, "target", target);
        }
        if (target != null && target.bus() == null && target.dev() != null) {
            Disk.Bus bus = bus(disk, target.dev());
            if (bus != null) {
                disk = Records.with(disk, "target", Records.with(target, "bus", bus));
            }
        }
        if (disk.device() == Disk.DeviceKind.CDROM && !disk.readonly()) {
            disk = Records.with(disk, "readonly", true);
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
        if (disk.snapshot() == Disk.Snapshot.NO && disk.readonly()) {
            disk = Records.with(disk, "snapshot", null);
        }
        if (disk.snapshot() == null && vhost) {
            disk = Records.with(disk, "snapshot", Disk.Snapshot.NO);
        }
        return Records.with(disk, "driver", driver);
    }

    private static StorageFormat defaultFormat(Disk disk) {
        return disk.source() instanceof StorageSource.Dir ? StorageFormat.FAT : StorageFormat.RAW;
    }

    private Disk.@Nullable Bus bus(Disk disk, String name) {
        if (disk.device() == Disk.DeviceKind.FLOPPY || name.startsWith("fd")) {
            return Disk.Bus.FDC;
        }
        if (name.startsWith("hd")) {
            return Disk.Bus.IDE;
        }
        if (name.startsWith("sd")) {
            return Disk.Bus.SCSI;
        }
        if (name.startsWith("vd")) {
            return Disk.Bus.VIRTIO;
        }
        if (name.startsWith("xvd")) {
            return Disk.Bus.XEN;
        }
        return name.startsWith("ubd") ? Disk.Bus.UML : Disk.Bus.IDE;
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
        boolean filtered = net.source() instanceof InterfaceSource.Ethernet
                || net.source() instanceof InterfaceSource.Network || net.source() instanceof InterfaceSource.Bridge;
        if (net.filterref() != null && !filtered) {
            net = Records.with(net, "filterref", null);
        }
        if (net.mac() == null) {
            net = Records.with(net, "mac", new NetworkInterface.Mac(Generated.mac()));
        }
        return net;
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

    private Input input(Input input) {
        if (input.bus() != null) {
            return input;
        }
        Input.Bus bus = switch (input.type()) {
            case MOUSE, KEYBOARD -> kind.isX86() ? Input.Bus.PS2 : kind.isS390() ? Input.Bus.VIRTIO : Input.Bus.USB;
            case TABLET -> Input.Bus.USB;
            case PASSTHROUGH -> Input.Bus.VIRTIO;
            case EVDEV -> Input.Bus.NONE;
        };
        return Records.with(input, "bus", bus);
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

    private Graphics graphics(Graphics graphics) {
        return switch (graphics) {
            case Graphics.Vnc vnc -> vnc(vnc);
            case Graphics.Spice spice -> spice(spice);
            case Graphics.Sdl s -> s;
            case Graphics.Rdp r -> r;
            case Graphics.Desktop d -> d;
            case Graphics.EglHeadless e -> e;
            case Graphics.Dbus d -> d;
        };
    }

    private Graphics vnc(Graphics.Vnc vnc) {
        List<GraphicsListen> listens = listens(vnc);
        if (isGenerated(vnc.socket())) {
            vnc = Records.with(vnc, "socket", null);
        }
        vnc = Records.with(vnc, "listens", listens);
        if (listens.getFirst() instanceof GraphicsListen.Socket(String path)) {
            vnc = Records.with(vnc, "socket", path);
        } else if (listens.getFirst() instanceof GraphicsListen.Address(String address)) {
            vnc = Records.with(vnc, "listen", address);
        }
        if (vnc.port() == null || vnc.port() == -1) {
            boolean socket = vnc.socket() != null
                    || vnc.listens().stream().anyMatch(l -> l instanceof GraphicsListen.Socket);
            if (!socket && vnc.autoport() != YesNo.NO) {
                vnc = Records.with(Records.with(vnc, "port", -1), "autoport", YesNo.YES);
            }
        } else if (vnc.autoport() == null) {
            vnc = Records.with(vnc, "autoport", YesNo.NO);
        }
        return vnc;
    }

    private List<GraphicsListen> listens(Graphics.Vnc vnc) {
        List<GraphicsListen> listens = new ArrayList<>(vnc.listens());
        listens.replaceAll(l -> l instanceof GraphicsListen.Socket(String path) && isGenerated(path)
                ? new GraphicsListen.Address(null) : l);
        if (vnc.socket() != null && !isGenerated(vnc.socket()) && listens.isEmpty()) {
            return List.of(new GraphicsListen.Socket(vnc.socket()));
        }
        return listens(listens, vnc.listen());
    }

    /** {@return whether the driver made the path up for an earlier run, so that it is not part of the definition} */
    private boolean isGenerated(@Nullable String path) {
        return path != null && path.startsWith(context.settings().libFolder() + "/domain-");
    }

    private Graphics spice(Graphics.Spice spice) {
        boolean noPort = spice.port() == null && spice.tlsPort() == null;
        boolean chosen = spice.autoport() == YesNo.YES || Integer.valueOf(-1).equals(spice.port())
                && (spice.tlsPort() == null || spice.tlsPort() == -1);
        if (spice.listens().isEmpty() && spice.listen() == null && noPort && !chosen) {
            // Without a port there is no one to listen to: the display is only for file descriptors handed over.
            return Records.with(Records.with(spice, "autoport", null), "listens",
                    List.of(new GraphicsListen.None()));
        }
        List<GraphicsListen> listens = listens(spice.listens(), spice.listen());
        spice = Records.with(spice, "listens", listens);
        boolean address = listens.getFirst() instanceof GraphicsListen.Address;
        if (listens.getFirst() instanceof GraphicsListen.Address(String given)) {
            spice = Records.with(spice, "listen", given);
        }
        if (noPort && !chosen && !address) {
            spice = Records.with(spice, "autoport", null);
        }
        if (chosen) {
            spice = Records.with(Records.with(Records.with(spice, "autoport", YesNo.YES), "port", null), "tlsPort", null);
        }
        return spice;
    }

    private static List<GraphicsListen> listens(List<GraphicsListen> listens, @Nullable String address) {
        return listens.isEmpty() ? List.of(new GraphicsListen.Address(address)) : List.copyOf(listens);
    }

    private CharacterDevice.Channel channel(CharacterDevice.Channel channel) {
        if (channel.backend() instanceof CharBackend.Unix unix && unix.source().path() == null
                && unix.source().mode() != null) {
            return Records.with(channel, "backend", Records.with(unix, "source",
                    Records.with(unix.source(), "mode", null)));
        }
        return channel;
    }

    private void videos() {
        List<Video> videos = new ArrayList<>();
        boolean marked = draft.videos.stream().anyMatch(v -> v.model() != null && v.model().primary() == YesNo.YES);
        for (Video video : draft.videos) {
            boolean primary = marked ? video.model() != null && video.model().primary() == YesNo.YES : videos.isEmpty();
            Video complete = video(video, primary);
            videos.add(primary ? 0 : videos.size(), complete);
        }
        draft.videos.clear();
        draft.videos.addAll(videos);
    }

    private Video video(Video video, boolean primary) {
        Video.Model model = video.model() == null ? Records.blank(Video.Model.class) : video.model();
        Video.Type type = model.type() == null ? defaultVideoType() : model.type();
        if (model.type() == null) {
            model = Records.with(model, "type", type);
        }
        if (type != null && type != Video.Type.NONE) {
            model = videoMemory(model, type, primary);
            if (model.heads() == null) {
                model = Records.with(model, "heads", 1);
            }
            model = Records.with(model, "primary", primary ? YesNo.YES : null);
        }
        return Records.with(video, "model", model);
    }

    private static Video.Model videoMemory(Video.Model model, Video.Type type, boolean primary) {
        return switch (type) {
            case QXL -> {
                model = model.ram() == null ? Records.with(model, "ram", 64 * MIB)
                        : Records.with(model, "ram", roundUp(model.ram()));
                model = Records.with(model, "vram", model.vram() == null ? 64 * MIB : roundUp(model.vram()));
                yield Records.with(model, "vgamem", model.vgamem() == null ? 16 * MIB : roundUp(model.vgamem()));
            }
            case VGA, CIRRUS, VMVGA, BOCHS -> model.vram() == null ? Records.with(model, "vram", 16 * MIB) : model;
            case XEN, VBOX, PARALLELS, VIRTIO, GOP, NONE, RAMFB -> model;
        };
    }

    private static int roundUp(int value) {
        int highest = Integer.highestOneBit(value);
        return highest == value ? value : highest << 1;
    }

    private Video.@Nullable Type defaultVideoType() {
        if (kind.isPpc64()) {
            return Video.Type.VGA;
        }
        if (kind.isVirt() || kind.isS390()) {
            return Video.Type.VIRTIO;
        }
        return caps.has(QemuFact.DEVICE_CIRRUS_VGA) ? Video.Type.CIRRUS
                : caps.has(QemuFact.DEVICE_VGA) ? Video.Type.VGA : null;
    }

    /** Ports, types and models of serial lines, parallel ports and consoles. */
    void characterDevices() {
        numberPorts();
        draft.serials.replaceAll(this::serial);
        if (draft.consoles.isEmpty()) {
            return;
        }
        List<CharacterDevice.Console> numbered = new ArrayList<>();
        for (CharacterDevice.Console console : draft.consoles) {
            CharacterDevice.ConsoleTarget target = console.target();
            CharacterDevice.ConsoleType type = target == null ? null : target.type();
            if (type == null) {
                type = CharacterDevice.ConsoleType.SERIAL;
            }
            numbered.add(Records.with(console, "target", new CharacterDevice.ConsoleTarget(type, numbered.size())));
        }
        draft.consoles.clear();
        draft.consoles.addAll(numbered);
    }

    /** The first console is the first serial port seen from the other side. */
    void mirrorConsole() {
        if (draft.consoles.isEmpty() || draft.serials.isEmpty()) {
            return;
        }
        CharacterDevice.Console first = draft.consoles.getFirst();
        if (first.target() != null && first.target().type() == CharacterDevice.ConsoleType.SERIAL) {
            CharacterDevice.Serial serial = draft.serials.getFirst();
            DeviceInfo info = DeviceInfo.NONE.withAlias(serial.info().alias()).withAddress(serial.info().address());
            Integer port = serial.target() == null ? null : serial.target().port();
            draft.consoles.set(0, new CharacterDevice.Console(serial.backend(), new CharacterDevice.ConsoleTarget(
                    CharacterDevice.ConsoleType.SERIAL, port == null ? Integer.valueOf(0) : port), info));
        }
    }

    private void numberPorts() {
        List<CharacterDevice.Serial> serials = draft.serials;
        int next = serials.stream().mapToInt(s -> s.target() == null || s.target().port() == null ? -1
                : s.target().port()).max().orElse(-1) + 1;
        for (int i = 0; i < serials.size(); i++) {
            CharacterDevice.SerialTarget target = serials.get(i).target() == null
                    ? new CharacterDevice.SerialTarget(null, null, null) : serials.get(i).target();
            if (target.port() == null) {
                target = Records.with(target, "port", next++);
            }
            serials.set(i, Records.with(serials.get(i), "target", target));
        }
        int nextParallel = draft.parallels.stream().mapToInt(p -> p.port() == null ? -1 : p.port()).max().orElse(-1) + 1;
        for (int i = 0; i < draft.parallels.size(); i++) {
            if (draft.parallels.get(i).port() == null) {
                draft.parallels.set(i, Records.with(draft.parallels.get(i), "port", nextParallel++));
            }
        }
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

package io.jvirt.qemu.complete;

import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Features;
import io.jvirt.model.domain.Filesystem;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.Input;
import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.Iommu;
import io.jvirt.model.domain.MemBalloon;
import io.jvirt.model.domain.MemoryDevice;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.Panic;
import io.jvirt.model.domain.PersistentStore;
import io.jvirt.model.domain.SharedMemory;
import io.jvirt.model.domain.Sound;
import io.jvirt.model.domain.Tpm;
import io.jvirt.model.domain.VirtioOptions;
import io.jvirt.model.domain.Watchdog;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Devices, other than disks and displays, that the machine, QEMU or the host does not have. */
final class DeviceRules {
    private final Draft draft;
    private final CompletionContext context;
    private final QemuCapabilities caps;
    private final Machines kind;

    DeviceRules(Draft draft, CompletionContext context) {
        this.draft = draft;
        this.context = context;
        caps = context.capabilities();
        kind = draft.kind();
    }

    void check(Device device) {
        addressKind(device.info().address());
        switch (device) {
            case NetworkInterface n -> network(n);
            case Tpm t -> tpm(t);
            case Panic p -> panic(p);
            case Iommu i -> iommu(i);
            case Watchdog w -> watchdog(w);
            case Sound s -> sound(s);
            case Input i -> input(i);
            case Filesystem f -> filesystem(f);
            case HostDevice h -> hostDevice(h);
            case MemoryDevice m -> memory(m);
            case Controller c -> controller(c);
            case MemBalloon b -> {
                if (b.model() == MemBalloon.Model.XEN) {
                    throw Errors.unsupported("QEMU has no balloon of model 'xen'");
                }
            }
            case SharedMemory s -> sharedMemory(s);
            case PersistentStore p -> {
                if (!kind.isX86() && !kind.isArmVirt()) {
                    throw Errors.unsupported("A persistent store of backend 'acpi-erst' needs ACPI on x86 or ARM");
                }
            }
            case CharacterDevice.Channel c -> backend(c.backend(), "channel");
            case CharacterDevice.Serial s -> serial(s);
            default -> { }
        }
    }

    private void addressKind(@Nullable DeviceAddress address) {
        if (address instanceof DeviceAddress.Ccw && !kind.isS390()) {
            throw Errors.unsupported("CCW addresses are for mainframe guests, not for machine '" + kind.machine() + "'");
        }
        if (address instanceof DeviceAddress.VirtioS390) {
            throw Errors.unsupported("Addresses of type 'virtio-s390' are of machines that QEMU no longer has");
        }
    }

    /** What only shows when all devices are seen. */
    void checkTogether() {
        long proxies = draft.tpms.stream().filter(t -> t.model() == Tpm.Model.SPAPR_TPM_PROXY).count();
        if (proxies > 1) {
            throw Errors.unsupported("A guest can have one TPM proxy, not " + proxies);
        }
        if (draft.tpms.size() - proxies > 1) {
            throw Errors.unsupported("A guest can have one TPM besides a proxy, not " + (draft.tpms.size() - proxies));
        }
        if (draft.iommus.size() > 1) {
            throw Errors.unsupported("A guest can have one IOMMU, not " + draft.iommus.size());
        }
        memorySlots();
        Set<String> shared = new HashSet<>();
        for (SharedMemory s : draft.shmems) {
            if (!shared.add(s.name())) {
                throw Errors.xml("Shared memory '" + s.name() + "' is there twice");
            }
        }
        long ramfb = draft.hostdevs.stream().filter(h -> h.source() instanceof HostDevice.Subsystem(
                HostDevice.Mediated m) && m.ramfb() == OnOff.ON).count();
        if (ramfb > 1) {
            throw Errors.unsupported("One mediated device can be the boot display (ramfb), not " + ramfb);
        }
        long vdagents = draft.channels.stream().filter(c -> c.backend() instanceof CharBackend.QemuVdagent).count();
        if (vdagents > 1) {
            throw Errors.unsupported("A guest can have one channel of type 'qemu-vdagent', not " + vdagents);
        }
    }

    private void network(NetworkInterface net) {
        String what = "Interface " + (net.mac() == null ? "" : net.mac().address());
        boolean virtio = net.model() != null && net.model().startsWith("virtio");
        NetworkInterface.Driver driver = net.driver();
        if (driver != null) {
            queue(what, "rx_queue_size", driver.rxQueueSize());
            queue(what, "tx_queue_size", driver.txQueueSize());
            if (!virtio && (driver.queues() != null && driver.queues() > 1 || driver.rxQueueSize() != null
                    || driver.txQueueSize() != null || driver.rss() != null
                    || !driver.virtio().equals(VirtioOptions.NONE))) {
                throw Errors.unsupported(what + " sets virtio driver options, but its model is '" + net.model() + "'");
            }
            if (driver.rssHashReport() == OnOff.ON && driver.rss() != OnOff.ON) {
                throw Errors.unsupported(what + " reports RSS hashes, which needs rss='on'");
            }
        }
        if (net.source() instanceof InterfaceSource.VhostUser && net.model() != null && !virtio) {
            throw Errors.unsupported(what + " is of type 'vhostuser' and can only have model 'virtio', not '"
                    + net.model() + "'");
        }
        String missing = switch (net.source()) {
            case InterfaceSource.Bridge b when b.bridge() == null && b.network() == null -> "bridge";
            case InterfaceSource.Network n when n.network() == null -> "network";
            case InterfaceSource.Direct d when d.dev() == null && d.network() == null -> "dev";
            case InterfaceSource.Vdpa v when v.dev() == null -> "dev";
            default -> null;
        };
        if (missing != null) {
            throw Errors.xml(what + " needs a <source " + missing + "='...'/>");
        }
        if (net.source() instanceof InterfaceSource.Vdpa && !virtio) {
            throw Errors.unsupported(what + " is of type 'vdpa' and can only have model 'virtio', not '"
                    + net.model() + "'");
        }
        if (net.source() instanceof InterfaceSource.Null || net.source() instanceof InterfaceSource.DistributedSwitch
                || net.source() instanceof InterfaceSource.Internal) {
            throw Errors.unsupported(what + " is of a type that QEMU guests do not have");
        }
        if (net.coalesce() != null && net.source() instanceof InterfaceSource.User) {
            throw Errors.unsupported(what + " sets coalescing, which needs a tap device");
        }
        if (net.teaming() != null && !virtio && !(net.source() instanceof InterfaceSource.HostCard)) {
            throw Errors.unsupported(what + " is part of a team, which needs model 'virtio' or a host device");
        }
    }

    private static void queue(String what, String name, @Nullable Integer size) {
        if (size != null && size != 0 && (size < 0 || Integer.bitCount(size) != 1)) {
            throw Errors.unsupported(what + " has " + name + " " + size + ", which must be a power of two");
        }
    }

    private void tpm(Tpm tpm) {
        Tpm.Model model = tpm.model();
        if (model == Tpm.Model.SPAPR_TPM_PROXY && (!kind.isPseries() || !(tpm.backend() instanceof Tpm.Passthrough))) {
            throw Errors.unsupported("A TPM proxy is for pseries machines and a device of the host");
        }
        if (model == Tpm.Model.TPM_SPAPR && !kind.isPseries()) {
            throw Errors.unsupported("TPM model 'tpm-spapr' is for pseries machines");
        }
        if (model == Tpm.Model.TPM_CRB && !kind.isX86()) {
            throw Errors.unsupported("TPM model 'tpm-crb' does not exist on architecture '" + kind.arch() + "'");
        }
        if (tpm.backend() instanceof Tpm.Emulator emulator && emulator.version() != null) {
            String version = emulator.version().xml();
            boolean old = emulator.version() == Tpm.Version.V1_2;
            if (old && model == Tpm.Model.TPM_CRB) {
                throw Errors.unsupported("TPM model 'tpm-crb' is version 2.0 only");
            }
            if (old && (kind.isVirt() || model == Tpm.Model.TPM_SPAPR)) {
                throw Errors.unsupported("TPM version 1.2 does not exist on architecture '" + kind.arch() + "'");
            }
            Set<String> possible = context.settings().tpmVersions();
            if (!possible.isEmpty() && !possible.contains(version)) {
                throw Errors.unsupported("The TPM emulator of this host cannot do version " + version
                        + "; it can do " + String.join(", ", possible));
            }
        }
        boolean emulated = !(tpm.backend() instanceof Tpm.Passthrough);
        if (!caps.tpmTypes().isEmpty() && !caps.tpmTypes().contains(emulated ? "emulator" : "passthrough")) {
            throw Errors.unsupported("This QEMU has no TPM backend '" + (emulated ? "emulator" : "passthrough") + "'");
        }
    }

    private void panic(Panic panic) {
        DeviceAddress address = panic.info().address();
        switch (panic.model()) {
            case PSERIES -> {
                if (!kind.isPseries()) {
                    throw Errors.unsupported("Panic device 'pseries' is for pseries machines");
                }
                noAddress("pseries", address);
            }
            case S390 -> {
                if (!kind.isS390()) {
                    throw Errors.unsupported("Panic device 's390' is for mainframe guests");
                }
                noAddress("s390", address);
            }
            case HYPERV -> {
                if (!kind.isX86()) {
                    throw Errors.unsupported("Panic device 'hyperv' is for x86 guests");
                }
                noAddress("hyperv", address);
            }
            case ISA -> {
                if (!kind.isX86()) {
                    throw Errors.unsupported("Panic device 'isa' is for x86 guests");
                }
                if (address != null && !(address instanceof DeviceAddress.Isa)) {
                    throw Errors.unsupported("Panic device 'isa' can only have an ISA address");
                }
            }
            case PVPANIC -> {
                if (address != null && !(address instanceof DeviceAddress.Pci)) {
                    throw Errors.unsupported("Panic device 'pvpanic' can only have a PCI address");
                }
            }
            case null -> { }
        }
    }

    private static void noAddress(String model, @Nullable DeviceAddress address) {
        if (address != null) {
            throw Errors.unsupported("Panic device '" + model + "' has no address");
        }
    }

    private void iommu(Iommu iommu) {
        boolean possible = switch (iommu.model()) {
            case INTEL, AMD -> kind.isQ35();
            case SMMU_V3 -> kind.isArmVirt();
            case VIRTIO -> kind.isQ35() || kind.isArmVirt();
        };
        if (!possible) {
            throw Errors.unsupported("IOMMU '" + iommu.model().xml() + "' does not exist on machine '"
                    + kind.machine() + "'");
        }
        Iommu.Driver driver = iommu.driver();
        if (driver != null && iommu.model() == Iommu.Model.INTEL) {
            boolean remaps = driver.intremap() == OnOff.ON;
            if (remaps && draft.features().ioapic() != Features.IoApic.QEMU) {
                throw Errors.unsupported("Interrupt remapping of the IOMMU needs <ioapic driver='qemu'/>");
            }
            if (driver.eim() == OnOff.ON && !remaps) {
                throw Errors.unsupported("Extended interrupt mode (eim) of the IOMMU needs intremap='on'");
            }
        }
        DeviceAddress address = iommu.info().address();
        if (iommu.model() == Iommu.Model.VIRTIO && !(address instanceof DeviceAddress.Pci)) {
            throw Errors.unsupported("IOMMU 'virtio' needs a PCI address");
        }
        if ((iommu.model() == Iommu.Model.INTEL || iommu.model() == Iommu.Model.SMMU_V3) && address != null) {
            throw Errors.unsupported("IOMMU '" + iommu.model().xml() + "' has no address");
        }
    }

    private void watchdog(Watchdog watchdog) {
        boolean possible = switch (watchdog.model()) {
            case I6300ESB -> true;
            case IB700 -> kind.isX86();
            case DIAG288 -> kind.isS390();
            case ITCO -> kind.isQ35();
        };
        if (!possible) {
            throw Errors.unsupported("Watchdog '" + watchdog.model().xml() + "' does not exist on machine '"
                    + kind.machine() + "'");
        }
        DeviceAddress address = watchdog.info().address();
        if (watchdog.model() == Watchdog.Model.I6300ESB && address != null && !(address instanceof DeviceAddress.Pci)) {
            throw Errors.unsupported("Watchdog 'i6300esb' can only have a PCI address");
        }
        if (watchdog.model() != Watchdog.Model.I6300ESB && address != null) {
            throw Errors.unsupported("Watchdog '" + watchdog.model().xml() + "' has no address");
        }
    }

    private static void sound(Sound sound) {
        if (sound.model() == Sound.Model.ICH7) {
            throw Errors.unsupported("QEMU has no sound card of model 'ich7'; use 'ich6' or 'ich9'");
        }
        boolean codecs = sound.model() == Sound.Model.ICH6 || sound.model() == Sound.Model.ICH9;
        if (!sound.codec().isEmpty() && !codecs) {
            throw Errors.unsupported("Sound card '" + sound.model().xml() + "' has no codecs");
        }
    }

    private void input(Input input) {
        boolean virtio = input.bus() == Input.Bus.VIRTIO;
        boolean fits = switch (input.type()) {
            case MOUSE, KEYBOARD -> input.bus() != Input.Bus.NONE;
            case TABLET -> input.bus() == Input.Bus.USB || virtio;
            case PASSTHROUGH -> virtio;
            case EVDEV -> input.bus() == Input.Bus.NONE;
        };
        boolean here = switch (input.bus()) {
            case PS2 -> kind.isX86();
            case XEN, PARALLELS -> false;
            case USB, VIRTIO, NONE -> true;
            case null -> true;
        };
        if (!fits || !here) {
            throw Errors.unsupported("Input device '" + input.type().xml() + "' cannot be on bus '"
                    + (input.bus() == null ? "" : input.bus().xml()) + "' of machine '" + kind.machine() + "'");
        }
        if (input.model() != null && !virtio) {
            throw Errors.unsupported("Input model '" + input.model().xml() + "' is for bus 'virtio'");
        }
    }

    private void filesystem(Filesystem fs) {
        boolean virtiofs = fs.driver() != null && fs.driver().type() == Filesystem.DriverType.VIRTIOFS;
        if (!(fs.source() instanceof Filesystem.Mount)) {
            throw Errors.unsupported("A QEMU guest's filesystem can only be of type 'mount'");
        }
        if (virtiofs && !DiskRules.sharesMemory(draft)) {
            throw Errors.unsupported("A virtiofs filesystem needs memory that is shared (<access mode='shared'/>)");
        }
        if (virtiofs && fs.accessmode() != Filesystem.AccessMode.PASSTHROUGH) {
            throw Errors.unsupported("A virtiofs filesystem can only have accessmode 'passthrough'");
        }
        if (!virtiofs && (fs.fmode() != null || fs.dmode() != null)
                && fs.accessmode() != Filesystem.AccessMode.MAPPED) {
            throw Errors.unsupported("fmode and dmode need accessmode 'mapped'");
        }
    }

    private void hostDevice(HostDevice hostdev) {
        if (!(hostdev.source() instanceof HostDevice.Subsystem subsystem)) {
            throw Errors.unsupported("QEMU guests can only have host devices of mode 'subsystem'");
        }
        switch (subsystem.source()) {
            case HostDevice.Mediated m -> mediated(m, hostdev.info().address());
            case HostDevice.Pci p -> {
                if (p.driver() != null && (p.driver().name() == HostDevice.PciDriverName.KVM
                        || p.driver().name() == HostDevice.PciDriverName.XEN)) {
                    throw Errors.unsupported("A PCI host device can only have driver 'vfio'");
                }
            }
            case HostDevice.Usb u -> { }
            case HostDevice.Scsi s -> { }
            case HostDevice.ScsiHost s -> { }
        }
    }

    private void mediated(HostDevice.Mediated mdev, @Nullable DeviceAddress address) {
        if (mdev.model().equals("vfio-pci") && address != null && !(address instanceof DeviceAddress.Pci)) {
            throw Errors.unsupported("A mediated device of model 'vfio-pci' needs a PCI address");
        }
        if (mdev.model().equals("vfio-ccw") && address != null && !(address instanceof DeviceAddress.Ccw)) {
            throw Errors.unsupported("A mediated device of model 'vfio-ccw' needs a CCW address");
        }
        if (mdev.display() != null && !mdev.model().equals("vfio-pci")) {
            throw Errors.unsupported("A display needs a mediated device of model 'vfio-pci', not '" + mdev.model()
                    + "'");
        }
        if (mdev.display() == OnOff.ON && draft.graphics.isEmpty()) {
            throw Errors.unsupported("A mediated device with display='on' needs a display (<graphics>)");
        }
        if (mdev.ramfb() == OnOff.ON && mdev.display() != OnOff.ON) {
            throw Errors.unsupported("A mediated device with ramfb='on' needs display='on'");
        }
    }

    private void memory(MemoryDevice m) {
        String what = "Memory module '" + m.model().xml() + "'";
        if (m.model() != MemoryDevice.Model.SGX_EPC && m.model() != MemoryDevice.Model.VIRTIO_PMEM
                && draft.domain.maxMemory() == null && m.model() != MemoryDevice.Model.VIRTIO_MEM) {
            throw Errors.unsupported(what + " needs <maxMemory> with slots");
        }
        Cpu cpu = draft.domain.cpu();
        int cells = cpu == null || cpu.numa() == null ? 0 : cpu.numa().cell().size();
        Integer node = m.target().node();
        if (node != null && cells > 0 && node >= cells) {
            throw Errors.unsupported(what + " is for NUMA node " + node + ", but the guest has " + cells);
        }
        DeviceAddress address = m.info().address();
        boolean dimm = m.model() == MemoryDevice.Model.DIMM || m.model() == MemoryDevice.Model.NVDIMM;
        if (dimm && address != null && !(address instanceof DeviceAddress.Dimm)) {
            throw Errors.unsupported(what + " can only have an address of type 'dimm'");
        }
        MemorySize block = m.target().block();
        if (m.model() == MemoryDevice.Model.VIRTIO_MEM && block != null) {
            if (Long.bitCount(block.bytes()) != 1) {
                throw Errors.xml(what + " has block size " + block + ", which must be a power of two");
            }
            MemorySize requested = m.target().requested();
            if (requested != null && (requested.compareTo(m.target().size()) > 0
                    || requested.bytes() % block.bytes() != 0)) {
                throw Errors.xml(what + " has requested size " + requested
                        + ", which must be whole blocks and not more than its size");
            }
        }
        if (m.model() == MemoryDevice.Model.NVDIMM && m.target().labelSize() != null
                && m.target().labelSize().compareTo(m.target().size()) >= 0) {
            throw Errors.xml(what + " has a label area as large as itself");
        }
    }

    private void memorySlots() {
        BitSet used = new BitSet();
        Long slots = draft.domain.maxMemory() == null ? null : slots();
        for (MemoryDevice m : draft.memories) {
            if (m.info().address() instanceof DeviceAddress.Dimm dimm) {
                if (slots != null && dimm.slot() >= slots) {
                    throw Errors.unsupported("Memory slot " + dimm.slot() + " does not exist, the guest has " + slots);
                }
                if (used.get(dimm.slot())) {
                    throw Errors.unsupported("Memory slot " + dimm.slot() + " is used by two modules");
                }
                used.set(dimm.slot());
            }
        }
    }

    private @Nullable Long slots() {
        var max = draft.domain.maxMemory();
        return max == null || max.slots() == null ? null : Long.valueOf(max.slots());
    }

    private void controller(Controller c) {
        String what = "Controller '" + c.type().xml() + "' " + c.index();
        if (c.ports() != null && c.type() == Controller.Type.USB && c.model() != null
                && !c.model().contains("xhci")) {
            throw Errors.unsupported(what + " has a number of ports, which only USB 3 controllers have");
        }
        if (c.ports() != null && c.type() == Controller.Type.USB && (c.ports() < 1 || c.ports() > 15)) {
            throw Errors.unsupported(what + " has " + c.ports() + " ports; it can have 1 to 15");
        }
        Controller.Driver driver = c.driver();
        boolean virtioScsi = c.type() == Controller.Type.SCSI && c.model() != null && c.model().startsWith("virtio");
        if (driver != null && c.type() == Controller.Type.SCSI && !virtioScsi
                && (driver.queues() != null || driver.iothread() != null || driver.cmdPerLun() != null
                || driver.maxSectors() != null || driver.ioeventfd() != null)) {
            throw Errors.unsupported(what + " sets driver options, which only model 'virtio-scsi' has");
        }
        if (driver != null && driver.iothread() != null && !hasThread(driver.iothread())) {
            throw Errors.unsupported(what + " has I/O thread " + driver.iothread() + ", which the guest does not have");
        }
        if (c.type() == Controller.Type.IDE && (kind.isQ35() || c.index() != null && c.index() > 0 && kind.isI440fx())) {
            throw Errors.unsupported(what + " does not exist on machine '" + kind.machine() + "'");
        }
        if (c.type() == Controller.Type.PCI && PciModel.find(c.model()) == PciModel.EXPANDER && !kind.isI440fx()) {
            throw Errors.unsupported(what + " is a pci-expander-bus, which only i440fx machines have");
        }
        if (c.type() == Controller.Type.PCI && PciModel.find(c.model()) == PciModel.PCIE_EXPANDER && !kind.isQ35()
                && !kind.isArmVirt()) {
            throw Errors.unsupported(what + " is a pcie-expander-bus, which only Q35 and virt machines have");
        }
        PciModel pci = c.type() == Controller.Type.PCI ? PciModel.find(c.model()) : null;
        if (c.pcihole64() != null && (pci == null || !pci.isRoot())) {
            throw Errors.unsupported(what + " sets pcihole64, which only a PCI root has");
        }
        if (c.type() == Controller.Type.XENBUS) {
            throw Errors.unsupported("QEMU has no controller of type 'xenbus'");
        }
    }

    private boolean hasThread(int id) {
        Integer count = draft.domain.iothreads();
        return draft.domain.iothreadids().stream().anyMatch(t -> t.id() == id)
                || draft.domain.iothreadids().isEmpty() && count != null && id <= count;
    }

    private void sharedMemory(SharedMemory shmem) {
        MemorySize size = shmem.size();
        boolean doorbell = shmem.model() == SharedMemory.Model.IVSHMEM_DOORBELL;
        if (size != null && (size.bytes() < MemorySize.ofMib(1).bytes() || Long.bitCount(size.bytes()) != 1)) {
            throw Errors.xml("Shared memory '" + shmem.name() + "' has size " + size
                    + ", which must be a power of two of at least 1 MiB");
        }
        if (shmem.model() == SharedMemory.Model.IVSHMEM_PLAIN && shmem.server() != null) {
            throw Errors.unsupported("Shared memory '" + shmem.name() + "' of model 'ivshmem-plain' has no server");
        }
        if (doorbell && shmem.server() == null) {
            throw Errors.unsupported("Shared memory '" + shmem.name() + "' of model 'ivshmem-doorbell' needs a server");
        }
        if (doorbell && size != null) {
            throw Errors.unsupported("Shared memory '" + shmem.name() + "' has the size that its server says");
        }
    }

    private void serial(CharacterDevice.Serial serial) {
        backend(serial.backend(), "serial port");
        CharacterDevice.SerialType type = serial.target() == null ? null : serial.target().type();
        if (type == null) {
            return;
        }
        boolean possible = switch (type) {
            case ISA_SERIAL, ISA_DEBUG -> kind.isX86();
            case SPAPR_VIO_SERIAL -> kind.isPseries();
            case SCLP_SERIAL -> kind.isS390();
            case SYSTEM_SERIAL -> kind.isArm() || kind.isRiscv() || kind.isLoongArch();
            case USB_SERIAL, PCI_SERIAL -> true;
        };
        if (!possible) {
            throw Errors.unsupported("A serial port of type '" + type.xml() + "' does not exist on machine '"
                    + kind.machine() + "'");
        }
        DeviceAddress address = serial.info().address();
        boolean fits = switch (type) {
            case ISA_SERIAL, ISA_DEBUG -> address == null || address instanceof DeviceAddress.Isa;
            case USB_SERIAL -> address == null || address instanceof DeviceAddress.Usb;
            case PCI_SERIAL -> address == null || address instanceof DeviceAddress.Pci;
            case SPAPR_VIO_SERIAL -> address == null || address instanceof DeviceAddress.SpaprVio;
            case SYSTEM_SERIAL, SCLP_SERIAL -> address == null;
        };
        if (!fits) {
            throw Errors.unsupported("A serial port of type '" + type.xml() + "' cannot have an address of this type");
        }
    }

    private void backend(CharBackend backend, String what) {
        if (backend instanceof CharBackend.SpiceVmc && !caps.has(QemuFact.CHARDEV_SPICEVMC)
                && !caps.has(QemuFact.SPICE)) {
            throw Errors.unsupported("This QEMU has no SPICE for the " + what + " of type 'spicevmc'");
        }
        if (backend instanceof CharBackend.Nmdm) {
            throw Errors.unsupported("QEMU has no " + what + " of type 'nmdm'");
        }
    }
}

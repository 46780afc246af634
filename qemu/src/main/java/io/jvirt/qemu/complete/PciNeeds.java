package io.jvirt.qemu.complete;

import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Crypto;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.Disk;
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
import io.jvirt.model.domain.Rng;
import io.jvirt.model.domain.SharedMemory;
import io.jvirt.model.domain.Sound;
import io.jvirt.model.domain.Video;
import io.jvirt.model.domain.Vsock;
import io.jvirt.model.domain.Watchdog;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What slot each device needs; 0 for devices that are not on PCI. */
final class PciNeeds {
    private static final int PCI = PciConnect.PCI_DEVICE | PciConnect.HOTPLUGGABLE;
    private static final Set<String> EXPRESS_CARDS = Set.of("e1000e", "igb", "vmxnet3");

    private final int pcie;

    /** @param express whether the machine's root bus is PCI Express */
    PciNeeds(boolean express) {
        pcie = express ? PciConnect.PCIE_DEVICE | PciConnect.HOTPLUGGABLE : PCI;
    }

    int of(Device device) {
        return switch (device) {
            case Controller c -> controller(c);
            case Disk d -> d.target() != null && d.target().bus() == Disk.Bus.VIRTIO
                    ? virtio(d.model() == Disk.Model.VIRTIO_TRANSITIONAL) : 0;
            case NetworkInterface n -> network(n);
            case Filesystem f -> virtio(f.model() == Filesystem.Model.VIRTIO_TRANSITIONAL);
            case Sound s -> switch (s.model()) {
                case ES1370, AC97, ICH6, ICH9, ICH7 -> PCI;
                case VIRTIO -> pcie;
                case SB16, PCSPK, USB -> 0;
            };
            case HostDevice h -> hostDevice(h);
            case MemBalloon b -> b.model() == MemBalloon.Model.NONE || b.model() == MemBalloon.Model.XEN ? 0
                    : virtio(b.model() == MemBalloon.Model.VIRTIO_TRANSITIONAL);
            case Rng r -> virtio(r.model() == Rng.Model.VIRTIO_TRANSITIONAL);
            case Watchdog w -> w.model() == Watchdog.Model.I6300ESB ? PCI : 0;
            case Video v -> video(v.model() == null ? null : v.model().type());
            case SharedMemory s -> PCI;
            case Input i -> i.bus() == Input.Bus.VIRTIO ? virtio(i.model() == Input.Model.VIRTIO_TRANSITIONAL) : 0;
            case CharacterDevice.Serial s -> s.target() != null
                    && s.target().type() == CharacterDevice.SerialType.PCI_SERIAL ? PCI : 0;
            case MemoryDevice m -> m.model() == MemoryDevice.Model.VIRTIO_MEM
                    || m.model() == MemoryDevice.Model.VIRTIO_PMEM ? pcie : 0;
            case Iommu i -> i.model() == Iommu.Model.VIRTIO || i.model() == Iommu.Model.AMD
                    ? integrated() : 0;
            case Vsock v -> virtio(v.model() == Vsock.Model.VIRTIO_TRANSITIONAL);
            case Crypto c -> pcie;
            case Panic p -> p.model() == Panic.Model.PVPANIC ? integrated() : 0;
            case PersistentStore p -> integratedPci();
            default -> 0;
        };
    }

    private int integrated() {
        return pcie & ~PciConnect.HOTPLUGGABLE | PciConnect.INTEGRATED;
    }

    private int integratedPci() {
        return PciConnect.PCI_DEVICE | pcie & PciConnect.PCIE_DEVICE | PciConnect.INTEGRATED;
    }

    private int virtio(boolean transitional) {
        return transitional ? PCI : pcie;
    }

    private int controller(Controller c) {
        String model = c.model() == null ? "" : c.model();
        return switch (c.type()) {
            case PCI -> {
                PciModel pci = PciModel.find(model);
                yield pci == null ? 0 : pci.needs();
            }
            case SCSI -> switch (model) {
                case "virtio-scsi", "virtio-non-transitional" -> pcie;
                case "ibmvscsi" -> 0;
                default -> PCI;
            };
            case SATA, NVME -> PCI;
            case IDE -> 0;
            case USB -> switch (model) {
                case "nec-xhci", "qemu-xhci" -> pcie;
                case "none", "qusb1", "qusb2" -> 0;
                default -> PCI;
            };
            case VIRTIO_SERIAL -> virtio(model.equals("virtio-transitional"));
            case FDC, CCID, XENBUS, ISA -> 0;
        };
    }

    private int network(NetworkInterface net) {
        String model = net.model() == null ? "" : net.model();
        if (net.source() instanceof InterfaceSource.HostCard card) {
            return card.address() instanceof InterfaceSource.UsbSource ? 0 : pcie;
        }
        return switch (model) {
            case "virtio", "virtio-non-transitional" -> pcie;
            case "usb-net", "spapr-vlan", "smc91c111", "lan9118", "netfront" -> 0;
            default -> EXPRESS_CARDS.contains(model) ? pcie : PCI;
        };
    }

    private int hostDevice(HostDevice hostdev) {
        if (!(hostdev.source() instanceof HostDevice.Subsystem subsystem)) {
            return 0;
        }
        return switch (subsystem.source()) {
            case HostDevice.Pci p -> pcie;
            case HostDevice.Mediated m -> m.model().equals("vfio-pci") ? pcie : 0;
            case HostDevice.ScsiHost s -> virtio("virtio-transitional".equals(s.model()));
            case HostDevice.Usb u -> 0;
            case HostDevice.Scsi s -> 0;
        };
    }

    private int video(Video.@Nullable Type type) {
        return switch (type) {
            case VIRTIO, BOCHS -> pcie;
            case VGA, CIRRUS, VMVGA, XEN, VBOX, QXL, PARALLELS, GOP -> PCI;
            case NONE, RAMFB -> 0;
            case null -> 0;
        };
    }
}

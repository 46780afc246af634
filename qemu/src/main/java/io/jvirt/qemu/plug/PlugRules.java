package io.jvirt.qemu.plug;

import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceDocument;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.Input;
import io.jvirt.model.domain.MemoryDevice;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.RedirectedDevice;
import io.jvirt.model.domain.Rng;
import io.jvirt.model.domain.SharedMemory;
import io.jvirt.model.domain.Vsock;
import io.jvirt.model.domain.Watchdog;
import io.jvirt.qemu.Errors;

/** Which devices a running PC can be given and can lose: what sits on a bus that knows of coming and going. */
public final class PlugRules {
    private PlugRules() {}

    /** Fails when a running guest cannot be given such a device. */
    public static void requirePluggable(Device device) {
        switch (device) {
            case Disk disk when isPluggable(bus(disk)) -> { }
            case Disk disk when isRemovable(disk) ->
                throw Errors.operationUnsupported("cdrom/floppy device hotplug isn't supported");
            case Disk disk -> throw Errors.operationUnsupported("disk device bus '" + busName(disk) + "' cannot be hotplugged.");
            case Controller controller when controller.type() == Controller.Type.PCI && controller.index() != null ->
                throw Errors.internal("No more available PCI slots: add controllers of type 'pci' and model 'pcie-root-port'"
                        + " to the definition, one for each device that is to be plugged in", null);
            case Controller controller -> {
                if (!isPluggable(controller)) {
                    throw Errors.operationUnsupported("'" + controller.type().xml() + "' controller cannot be hotplugged.");
                }
            }
            default -> {
                if (!isPluggable(device)) {
                    throw refusal("attach", device);
                }
            }
        }
    }

    /** Fails when a running guest cannot lose such a device. */
    public static void requireRemovable(Device device) {
        boolean removable = switch (device) {
            case Disk disk -> isPluggable(bus(disk));
            case Controller controller -> isPluggable(controller);
            default -> isPluggable(device);
        };
        if (!removable) {
            throw device instanceof Disk
                    ? Errors.operationUnsupported("This type of disk cannot be hot unplugged")
                    : refusal("detach", device);
        }
    }

    /** {@return the error for a change that a running guest cannot make} */
    public static JvirtException refusal(String what, Device device) {
        return Errors.operationUnsupported(
                "live " + what + " of device '" + DeviceDocument.name(device) + "' is not supported");
    }

    private static boolean isPluggable(Device device) {
        return switch (device) {
            case NetworkInterface _, HostDevice _, RedirectedDevice _, Rng _, SharedMemory _, MemoryDevice _, Vsock _,
                    Watchdog _, CharacterDevice.Channel _ -> true;
            case CharacterDevice.Serial serial -> serial.target() != null
                    && (serial.target().type() == CharacterDevice.SerialType.PCI_SERIAL
                            || serial.target().type() == CharacterDevice.SerialType.USB_SERIAL);
            case Input input -> input.bus() == Input.Bus.USB || input.bus() == Input.Bus.VIRTIO;
            default -> false;
        };
    }

    private static boolean isPluggable(Controller controller) {
        return controller.type() == Controller.Type.SCSI || controller.type() == Controller.Type.VIRTIO_SERIAL;
    }

    private static boolean isPluggable(Disk.Bus bus) {
        return bus == Disk.Bus.VIRTIO || bus == Disk.Bus.SCSI || bus == Disk.Bus.USB;
    }

    /** {@return whether the medium of the drive can be changed} */
    public static boolean isRemovable(Disk disk) {
        return disk.device() == Disk.DeviceKind.CDROM || disk.device() == Disk.DeviceKind.FLOPPY;
    }

    private static Disk.Bus bus(Disk disk) {
        Disk.Target target = disk.target();
        Disk.Bus bus = target == null ? null : target.bus();
        return bus == null ? Disk.Bus.IDE : bus;
    }

    private static String busName(Disk disk) {
        return bus(disk).xml();
    }
}

package io.jvirt.qemu.plug;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceDocument;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.NetworkInterface;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of a guest's devices a user means by a document: a disk is known by its target, a network card by its MAC
 * address, the others by what the document says of them. What it leaves open matches anything.
 */
public final class DeviceMatch {
    private DeviceMatch() {}

    /** {@return the device that is meant} */
    public static Optional<Device> find(Devices devices, Device wanted) {
        return devices.all().stream()
                .filter(device -> device.getClass() == wanted.getClass() && same(wanted, device))
                .findFirst();
    }

    /** {@return the device of this alias} */
    public static Optional<Device> byAlias(Devices devices, String alias) {
        return devices.all().stream().filter(device -> alias.equals(device.info().alias())).findFirst();
    }

    /**
     * {@return the device that is meant}
     *
     * @throws JvirtException with DEVICE_MISSING when there is none
     */
    public static Device require(Devices devices, Device wanted) {
        return find(devices, wanted).orElseThrow(() -> missing(switch (wanted) {
            case Disk disk -> "no target device " + target(disk);
            case NetworkInterface card when card.mac() != null ->
                "no device matching MAC address " + card.mac().address() + " found";
            default -> "no matching " + DeviceDocument.name(wanted) + " device was found";
        }));
    }

    /** {@return the error for a device that is not there} */
    public static JvirtException missing(String detail) {
        return new JvirtException(ErrorCode.DEVICE_MISSING, ErrorDomain.QEMU, detail);
    }

    /** {@return the name by which a disk is known, such as vda} */
    static String target(Disk disk) {
        Disk.Target target = disk.target();
        String name = target == null ? null : target.dev();
        return name == null ? "" : name;
    }

    private static boolean same(Device wanted, Device present) {
        return switch (wanted) {
            case Disk disk -> target(disk).equals(target((Disk) present));
            case NetworkInterface card when card.mac() != null -> {
                NetworkInterface other = (NetworkInterface) present;
                yield other.mac() != null
                        && card.mac().address().equals(other.mac().address())
                        && says(card.info(), other.info());
            }
            case HostDevice host -> says(host.source(), ((HostDevice) present).source());
            case CharacterDevice.Channel channel -> says(channel.target(), ((CharacterDevice.Channel) present).target());
            case CharacterDevice.Serial serial when serial.target() != null ->
                says(serial.target(), ((CharacterDevice.Serial) present).target());
            default -> says(wanted, present);
        };
    }

    /** {@return whether everything that one part of a document says is so in another} */
    public static boolean says(@Nullable Object given, @Nullable Object present) {
        return switch (given) {
            case null -> true;
            case DeviceInfo info -> present instanceof DeviceInfo other && says(info.address(), other.address());
            case Record record -> present != null && record.getClass() == present.getClass() && eachSays(record, present);
            case List<?> list -> present instanceof List<?> others
                    && list.stream().allMatch(item -> others.stream().anyMatch(other -> says(item, other)));
            case Boolean flag -> !flag || flag.equals(present);
            default -> given.equals(present);
        };
    }

    private static boolean eachSays(Record given, Object present) {
        for (RecordComponent component : given.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(given);
                if (value != null && !says(value, component.getAccessor().invoke(present))) {
                    return false;
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Records of documents are public: " + component, e);
            }
        }
        return true;
    }
}

package io.jvirt.qemu.operations;

import io.jvirt.model.domain.BlkioTune;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Shares of single block devices as libvirt's calls carry them: {@code /dev/sda,500,/dev/sdb,300}. */
final class DeviceShares {
    private DeviceShares() {}

    /** {@return one figure of all devices that have it} */
    static String text(List<BlkioTune.Device> devices, String component) {
        StringJoiner text = new StringJoiner(",");
        for (BlkioTune.Device device : devices) {
            Number value = value(device, component);
            if (value != null) {
                text.add(device.path()).add(value.toString());
            }
        }
        return text.toString();
    }

    private static @Nullable Number value(BlkioTune.Device device, String component) {
        return switch (component) {
            case "weight" -> device.weight();
            case "readIopsSec" -> device.readIopsSec();
            case "writeIopsSec" -> device.writeIopsSec();
            case "readBytesSec" -> device.readBytesSec();
            default -> device.writeBytesSec();
        };
    }

    /** {@return the devices with one figure changed of those that the text names; 0 removes it} */
    static List<BlkioTune.Device> change(List<BlkioTune.Device> old, String component, String text) {
        List<BlkioTune.Device> changed = new ArrayList<>(old);
        if (text.isEmpty()) {
            return changed;
        }
        String[] words = text.split(",", -1);
        if (words.length % 2 != 0) {
            throw unreadable(text);
        }
        for (int i = 0; i < words.length; i += 2) {
            String path = words[i];
            Number value = number(words[i + 1], text, component.endsWith("BytesSec"));
            int at = -1;
            for (int j = 0; j < changed.size(); j++) {
                at = changed.get(j).path().equals(path) ? j : at;
            }
            if (at < 0) {
                at = changed.size();
                changed.add(new BlkioTune.Device(path, null, null, null, null, null));
            }
            changed.set(at, Records.with(changed.get(at), component, value));
        }
        changed.removeIf(device -> device.equals(new BlkioTune.Device(device.path(), null, null, null, null, null)));
        return List.copyOf(changed);
    }

    private static @Nullable Number number(String word, String text, boolean wide) {
        try {
            long value = Long.parseLong(word);
            if (value < 0) {
                throw unreadable(text);
            }
            return value == 0 ? null : wide ? (Number) value : (Number) Math.toIntExact(value);
        } catch (NumberFormatException | ArithmeticException e) {
            throw unreadable(text);
        }
    }

    private static RuntimeException unreadable(String text) {
        return Errors.argument("unable to parse blkio device '" + text + "': write PATH,NUMBER,PATH,NUMBER ...");
    }
}

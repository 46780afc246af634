package io.jvirt.device.node;

import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.model.device.PciCapability;
import io.jvirt.model.device.PciCapability.VpdField;
import io.jvirt.model.device.PciCapability.VpdFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the maker wrote into a card (PCI Local Bus Specification 2.2, appendix I): tags with a length, fields of two letters. */
final class VitalProductData {
    private static final int NAME = 0x82;
    private static final int READ_ONLY = 0x90;
    private static final int READ_WRITE = 0x91;
    private static final int END = 0x78;

    private @Nullable String name;
    private final List<VpdFields> fields = new ArrayList<>();

    private VitalProductData() {}

    static Optional<PciCapability.Vpd> read(SysfsDevice device) {
        if (!device.has("vpd")) {
            return Optional.empty();
        }
        try {
            return parse(Files.readAllBytes(device.path().resolve("vpd")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return the data, empty when they are damaged: a card may hold anything} */
    static Optional<PciCapability.Vpd> parse(byte[] data) {
        VitalProductData read = new VitalProductData();
        int at = 0;
        while (at < data.length && (data[at] & 0xff) != END) {
            int tag = data[at] & 0xff;
            if (tag < 0x80 || at + 3 > data.length) {
                return Optional.empty();
            }
            int length = data[at + 1] & 0xff | (data[at + 2] & 0xff) << 8;
            at += 3;
            if (at + length > data.length) {
                return Optional.empty();
            }
            if (tag == NAME) {
                read.name = new String(data, at, length, StandardCharsets.US_ASCII).strip();
            } else if (tag == READ_ONLY || tag == READ_WRITE) {
                read.section(data, at, at + length, tag == READ_ONLY ? PciCapability.Access.READONLY : PciCapability.Access.READWRITE);
            }
            at += length;
        }
        return read.name == null ? Optional.empty() : Optional.of(new PciCapability.Vpd(read.name, read.fields));
    }

    private void section(byte[] data, int from, int to, PciCapability.Access access) {
        String changeLevel = null;
        String manufacturer = null;
        String part = null;
        String serial = null;
        String asset = null;
        List<VpdField> vendor = new ArrayList<>();
        List<VpdField> system = new ArrayList<>();
        for (int at = from; at + 3 <= to; ) {
            String keyword = new String(data, at, 2, StandardCharsets.US_ASCII);
            int length = data[at + 2] & 0xff;
            at += 3;
            if (at + length > to) {
                break;
            }
            String value = new String(data, at, length, StandardCharsets.US_ASCII).strip();
            at += length;
            // Texts only: a checksum and room that is left have no meaning for people.
            if (!value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
                continue;
            }
            switch (keyword) {
                case "EC" -> changeLevel = value;
                case "MN" -> manufacturer = value;
                case "PN" -> part = value;
                case "SN" -> serial = value;
                case "YA" -> asset = value;
                default -> {
                    if (keyword.startsWith("V")) {
                        vendor.add(new VpdField(keyword.substring(1), value));
                    } else if (keyword.startsWith("Y")) {
                        system.add(new VpdField(keyword.substring(1), value));
                    }
                }
            }
        }
        fields.add(new VpdFields(access, changeLevel, manufacturer, part, serial, asset, vendor, system));
    }
}

package io.jvirt.model;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Hex;
import java.util.Locale;

/**
 * A PCI function.
 *
 * @param domain PCI segment, 16 bits
 * @param bus 8 bits
 * @param slot 5 bits
 * @param function 3 bits
 */
public record PciAddress(
        @Attr(def = "0") @Hex(4) @Doc("Segment.") int domain,
        @Attr(def = "0") @Hex(2) @Doc("Number of the bus.") int bus,
        @Attr(def = "0") @Hex(2) @Doc("Number of the slot.") int slot,
        @Attr(def = "0") @Hex(1) @Doc("Function of the slot.") int function) implements Comparable<PciAddress> {
    public PciAddress {
        check("domain", domain, 0xffff);
        check("bus", bus, 0xff);
        check("slot", slot, 0x1f);
        check("function", function, 7);
    }

    private static void check(String part, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("Invalid PCI address " + part + "='0x" + Integer.toHexString(value) + "', must be <= "
                    + (most > 7 ? "0x" + Integer.toHexString(most).toUpperCase(Locale.ROOT) : Integer.toString(most)));
        }
    }

    /** {@return function 0 of a slot} */
    public static PciAddress of(int bus, int slot) {
        return new PciAddress(0, bus, slot, 0);
    }

    @Override
    public int compareTo(PciAddress other) {
        return Integer.compare(number(), other.number());
    }

    private int number() {
        return domain << 16 | bus << 8 | slot << 3 | function;
    }

    private static String format(int domain, int bus, int slot, int function) {
        return HexText.pad(domain, 4) + ":" + HexText.pad(bus, 2) + ":" + HexText.pad(slot, 2) + "." + Integer.toHexString(function);
    }

    /** {@return the address as the kernel writes it: 0000:00:02.0} */
    @Override
    public String toString() {
        return format(domain, bus, slot, function);
    }
}

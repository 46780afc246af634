package io.jvirt.model;

/**
 * An Ethernet hardware address.
 *
 * @param bits the 48 bits, the first octet highest
 */
public record MacAddress(long bits) {
    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("More than 48 bits: " + Long.toHexString(bits));
        }
    }

    /**
     * {@return the address in six hexadecimal parts with colons between}
     *
     * @throws IllegalArgumentException when the text is no such address
     */
    public static MacAddress parse(String text) {
        long bits = 0;
        int digits = 0;
        int parts = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = Character.digit(c, 16);
            if (digit >= 0 && c < 0x80 && digits < 2) {
                bits = bits << 4 | digit;
                digits++;
            } else if (c == ':' && digits > 0 && parts < 6) {
                // A part of one digit is a small number, as in "2:0:0:0:0:1": shift only what was read.
                bits = digits == 1 ? (bits & ~0xfL) << 4 | bits & 0xf : bits;
                digits = 0;
                parts++;
            } else {
                throw invalid(text);
            }
        }
        if (parts != 6 || digits == 0) {
            throw invalid(text);
        }
        return new MacAddress(digits == 1 ? (bits & ~0xfL) << 4 | bits & 0xf : bits);
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("Not a MAC address: '" + text + "', expected six hexadecimal octets as in 52:54:00:12:34:56");
    }

    /** {@return true for a group address, which no card can have} */
    public boolean isMulticast() {
        return (bits >>> 40 & 1) != 0;
    }

    @Override
    public String toString() {
        var text = new char[17];
        for (int i = 0; i < 6; i++) {
            int octet = (int) (bits >>> 40 - 8 * i) & 0xff;
            text[3 * i] = Character.forDigit(octet >> 4, 16);
            text[3 * i + 1] = Character.forDigit(octet & 15, 16);
            if (i < 5) {
                text[3 * i + 2] = ':';
            }
        }
        return new String(text);
    }
}

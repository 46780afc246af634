package io.jvirt.model;

import org.jspecify.annotations.Nullable;

/**
 * An address of the Internet protocol, either version.
 *
 * @param v6 whether it is of version 6
 * @param high the first 64 bits of an IPv6 address; 0 for IPv4
 * @param low the last 64 bits, or the 32 bits of an IPv4 address
 */
public record IpAddress(boolean v6, long high, long low) implements Comparable<IpAddress> {
    public IpAddress {
        if (!v6 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("More than 32 bits in an IPv4 address");
        }
    }

    /**
     * {@return the address that a text gives: four decimal octets, or RFC 4291's form of IPv6}
     *
     * @throws IllegalArgumentException when the text is no such address
     */
    public static IpAddress parse(String text) {
        var found = text.indexOf(':') >= 0 ? parse6(text) : parse4(text);
        if (found == null) {
            throw new IllegalArgumentException("Not an IP address: '" + text + "', expected one as 192.168.122.1 or fd00::1");
        }
        return found;
    }

    private static @Nullable IpAddress parse4(String text) {
        long bits = 0;
        int parts = 0;
        for (String part : text.split("\\.", -1)) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9') || Integer.parseInt(part) > 255) {
                return null;
            }
            bits = bits << 8 | Integer.parseInt(part);
            parts++;
        }
        return parts == 4 ? new IpAddress(false, 0, bits) : null;
    }

    private static @Nullable IpAddress parse6(String text) {
        var groups = new int[8];
        int count = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        } else if (text.startsWith(":")) {
            return null;
        }
        while (at < text.length()) {
            int end = text.indexOf(':', at);
            String part = end < 0 ? text.substring(at) : text.substring(at, end);
            if (part.indexOf('.') >= 0) {
                var tail = end < 0 ? parse4(part) : null;
                if (tail == null || count > 6) {
                    return null;
                }
                groups[count++] = (int) (tail.low >>> 16);
                groups[count++] = (int) tail.low & 0xffff;
                break;
            }
            if (part.isEmpty() || part.length() > 4 || count == 8 || !part.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0)) {
                return null;
            }
            groups[count++] = Integer.parseInt(part, 16);
            if (end < 0) {
                break;
            }
            at = end + 1;
            if (at == text.length()) {
                return null;
            }
            if (text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            }
        }
        if (gap < 0 ? count != 8 : count > 7) {
            return null;
        }
        return of(spread(groups, count, gap));
    }

    private static int[] spread(int[] groups, int count, int gap) {
        if (gap < 0) {
            return groups;
        }
        var all = new int[8];
        System.arraycopy(groups, 0, all, 0, gap);
        System.arraycopy(groups, gap, all, 8 - (count - gap), count - gap);
        return all;
    }

    private static IpAddress of(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress(true, high, low);
    }

    /** {@return how many bits an address of this version has} */
    public int width() {
        return v6 ? 128 : 32;
    }

    /**
     * {@return the mask whose first bits are set, of the same version}
     *
     * @param prefix number of bits, from 0 to {@link #width}
     */
    public IpAddress mask(int prefix) {
        if (prefix < 0 || prefix > width()) {
            throw new IllegalArgumentException("A prefix has 0 to " + width() + " bits, not " + prefix);
        }
        if (!v6) {
            return new IpAddress(false, 0, leading(prefix) >>> 32);
        }
        return new IpAddress(true, leading(Math.min(prefix, 64)), leading(Math.max(prefix - 64, 0)));
    }

    private static long leading(int bits) {
        return bits == 0 ? 0 : -1L << 64 - bits;
    }

    /** {@return the address with all bits behind the prefix cleared} */
    public IpAddress network(int prefix) {
        var mask = mask(prefix);
        return new IpAddress(v6, high & mask.high, low & mask.low);
    }

    /** {@return the address with all bits behind the prefix set} */
    public IpAddress broadcast(int prefix) {
        var mask = mask(prefix);
        return new IpAddress(v6, v6 ? high | ~mask.high : 0, v6 ? low | ~mask.low : low | ~mask.low & 0xffffffffL);
    }

    /** {@return how many bits are set when this is a mask, -1 when the set bits are not the first ones} */
    public int prefixOfMask() {
        int bits = Long.bitCount(high) + Long.bitCount(low);
        return equals(mask(bits)) ? bits : -1;
    }

    /**
     * {@return how many bits name the network where neither mask nor prefix is given} IPv4 has its historic classes, 0
     * for an address of none of them; IPv6 has 64.
     */
    public int customaryPrefix() {
        if (v6) {
            return 64;
        }
        int first = (int) (low >>> 24);
        return first < 128 ? 8 : first < 192 ? 16 : first < 224 ? 24 : 0;
    }

    /** {@return the address so many further on} */
    public IpAddress plus(long count) {
        long sum = low + count;
        if (!v6) {
            return new IpAddress(false, 0, sum & 0xffffffffL);
        }
        boolean carry = Long.compareUnsigned(sum, low) < 0;
        return new IpAddress(true, carry ? high + 1 : high, sum);
    }

    /** {@return whether both addresses are in one network} */
    public boolean sameNetwork(IpAddress other, int prefix) {
        return v6 == other.v6 && network(prefix).equals(other.network(prefix));
    }

    /** {@return whether every bit is 0} */
    public boolean isUnspecified() {
        return high == 0 && low == 0;
    }

    /**
     * {@return the domain of the names that DNS keeps for the addresses of a network, as {@code 122.168.192.in-addr.arpa}}
     *
     * @param prefix how many bits name the network
     * @throws IllegalArgumentException when no single domain holds the network: the prefix must end with an octet, for
     *     IPv6 with a hexadecimal digit
     */
    public String reverseDomain(int prefix) {
        int step = v6 ? 4 : 8;
        if (prefix <= 0 || prefix >= width() || prefix % step != 0) {
            throw new IllegalArgumentException("PTR domain for " + (v6 ? "IPv6" : "IPv4") + " network with prefix " + prefix
                    + " cannot be automatically created");
        }
        var out = new StringBuilder();
        for (int bit = prefix - step; bit >= 0; bit -= step) {
            if (v6) {
                long half = bit < 64 ? high : low;
                out.append(Character.forDigit((int) (half >>> 60 - bit % 64) & 15, 16));
            } else {
                out.append(low >>> 24 - bit & 0xff);
            }
            out.append('.');
        }
        return out.append(v6 ? "ip6.arpa" : "in-addr.arpa").toString();
    }

    @Override
    public int compareTo(IpAddress other) {
        if (v6 != other.v6) {
            return v6 ? 1 : -1;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** {@return the shortest form, as {@code inet_ntop} writes it} */
    @Override
    public String toString() {
        return v6 ? text6() : text4(low);
    }

    private static String text4(long bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }

    private int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> 48 - 16 * (index % 4)) & 0xffff;
    }

    private String text6() {
        int gap = 8;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int length = 0;
            while (i + length < 8 && group(i + length) == 0) {
                length++;
            }
            if (length > gapLength) {
                gap = i;
                gapLength = length;
            }
            i += length;
        }
        var out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == gap) {
                out.append("::");
                i += gapLength - 1;
                continue;
            }
            if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
                out.append(':');
            }
            boolean embedded = gap == 0 && i == 6 && (gapLength == 6 || gapLength == 5 && group(5) == 0xffff);
            if (embedded) {
                return out.append(text4(low & 0xffffffffL)).toString();
            }
            out.append(Integer.toHexString(group(i)));
        }
        return out.toString();
    }
}

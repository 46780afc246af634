package io.jvirt.model.filter;

import io.jvirt.model.IpAddress;
import io.jvirt.model.MacAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values a field may have and how they are written. */
enum FieldType {
    BYTE {
        @Override
        FieldValue read(String text) {
            return number(text, 0, 0xff, Map.of());
        }
    },
    SHORT {
        @Override
        FieldValue read(String text) {
            return number(text, 0, 0xffff, Map.of());
        }
    },
    INT {
        @Override
        FieldValue read(String text) {
            return number(text, 0, 0xffffffffL, Map.of());
        }
    },
    DECIMAL_SHORT {
        @Override
        FieldValue read(String text) {
            return new FieldValue.Number(digits(text, 10, 0, 0xffff), false, null);
        }
    },
    VLAN_ID {
        @Override
        FieldValue read(String text) {
            return number(text, 0, 0xfff, Map.of());
        }
    },
    DSCP {
        @Override
        FieldValue read(String text) {
            return number(text, 0, 0x3f, Map.of());
        }
    },
    ETHER_TYPE {
        @Override
        FieldValue read(String text) {
            return number(text, 0x600, 0xffff, ETHER_TYPES);
        }
    },
    ENCAPSULATED_TYPE {
        @Override
        FieldValue read(String text) {
            return number(text, 0x3c, 0xffff, ETHER_TYPES);
        }
    },
    ARP_OPCODE {
        @Override
        FieldValue read(String text) {
            var value = number(text, 0, 0xffff, ARP_OPCODES);
            return new FieldValue.Number(value.value(), false, value.name());
        }
    },
    IP_PROTOCOL {
        @Override
        FieldValue read(String text) {
            return number(text, 0, 0xff, IP_PROTOCOLS);
        }
    },
    MAC {
        @Override
        FieldValue read(String text) {
            return new FieldValue.Mac(MacAddress.parse(text));
        }
    },
    MAC_MASK {
        @Override
        FieldValue read(String text) {
            var mask = MacAddress.parse(text);
            long bits = mask.bits() << 16;
            if (bits != 0 && Long.numberOfLeadingZeros(~bits) != Long.bitCount(bits)) {
                throw new IllegalArgumentException("a mask's set bits come first");
            }
            return new FieldValue.Mac(mask);
        }
    },
    IPV4 {
        @Override
        FieldValue read(String text) {
            return address(text, false);
        }
    },
    IPV4_MASK {
        @Override
        FieldValue read(String text) {
            return mask(text, 32);
        }
    },
    IPV6 {
        @Override
        FieldValue read(String text) {
            return address(text, true);
        }
    },
    IPV6_MASK {
        @Override
        FieldValue read(String text) {
            return mask(text, 128);
        }
    },
    FLAG {
        @Override
        FieldValue read(String text) {
            return new FieldValue.Flag(text.equals("true") || text.equals("1") || text.equals("yes"));
        }
    },
    STATES {
        @Override
        FieldValue read(String text) {
            var states = EnumSet.noneOf(FieldValue.State.class);
            boolean none = false;
            for (String name : items(text)) {
                if (name.equals("NONE")) {
                    none = true;
                } else {
                    states.add(FieldValue.State.valueOf(name));
                }
            }
            return new FieldValue.States(none ? EnumSet.noneOf(FieldValue.State.class) : states);
        }
    },
    TCP_FLAGS {
        @Override
        FieldValue read(String text) {
            int slash = text.indexOf('/');
            if (slash < 0) {
                throw new IllegalArgumentException("expected flags to look at and flags that are set, as in SYN,ACK/SYN");
            }
            return new FieldValue.TcpFlags(FieldValue.TcpFlags.parse(text.substring(0, slash)), FieldValue.TcpFlags.parse(text.substring(slash + 1)));
        }
    },
    SET_NAME {
        @Override
        FieldValue read(String text) {
            if (!text.matches("[a-zA-Z0-9_.:\\-+ ]{1,31}")) {
                throw new IllegalArgumentException("expected at most 31 letters, digits and ._:-+");
            }
            return new FieldValue.Words(text);
        }
    },
    SET_DIRECTIONS {
        @Override
        FieldValue read(String text) {
            if (!text.matches("(?i)(src|dst)(,(src|dst)){0,5}")) {
                throw new IllegalArgumentException("malformed ipset flags, expected up to six of src and dst");
            }
            return new FieldValue.SetDirections(Arrays.stream(text.split(",", -1)).map("src"::equalsIgnoreCase).toList());
        }
    },
    COMMENT {
        @Override
        FieldValue read(String text) {
            return new FieldValue.Words(text.length() > MOST_COMMENT ? text.substring(0, MOST_COMMENT) : text);
        }
    };

    /** RFC 7042, and what libvirt calls them. */
    private static final Map<String, Integer> ETHER_TYPES = Map.of("arp", 0x0806, "rarp", 0x8035, "ipv4", 0x0800, "ipv6", 0x86dd, "vlan", 0x8100);
    private static final Map<String, Integer> ARP_OPCODES = Map.of("Request", 1, "Reply", 2, "Request_Reverse", 3, "Reply_Reverse", 4,
            "DRARP_Request", 5, "DRARP_Reply", 6, "DRARP_Error", 7, "InARP_Request", 8, "ARP_NAK", 9);
    private static final Map<String, Integer> IP_PROTOCOLS = Map.of("tcp", 6, "udp", 17, "udplite", 136, "esp", 50, "ah", 51, "icmp", 1,
            "igmp", 2, "sctp", 132, "icmpv6", 58);
    private static final int MOST_COMMENT = 256;

    abstract FieldValue read(String text);

    /**
     * {@return the value}
     *
     * @throws IllegalArgumentException when the text is none of this type
     */
    final FieldValue parse(String text) {
        return text.startsWith("$") ? new FieldValue.Variable(VariableReference.parse(text)) : read(text);
    }

    /** Names in capitals with commas or blanks between. */
    static List<String> items(String text) {
        var items = new ArrayList<String>();
        for (String item : text.split("[,\\s]+", -1)) {
            if (!item.isEmpty()) {
                items.add(item.toUpperCase(Locale.ROOT));
            }
        }
        return items;
    }

    /** A decimal number, else a hexadecimal one, else a name. */
    private static FieldValue.Number number(String text, long least, long most, Map<String, Integer> names) {
        for (var name : names.entrySet()) {
            if (name.getKey().equalsIgnoreCase(text)) {
                return new FieldValue.Number(name.getValue(), false, name.getKey());
            }
        }
        boolean hex = !text.matches("[0-9]+");
        long value = digits(hex && text.regionMatches(true, 0, "0x", 0, 2) ? text.substring(2) : text, hex ? 16 : 10, least, most);
        return new FieldValue.Number(value, hex, name(names, value));
    }

    private static @Nullable String name(Map<String, Integer> names, long value) {
        return names.entrySet().stream().filter(name -> name.getValue() == value).map(Map.Entry::getKey).findFirst().orElse(null);
    }

    private static long digits(String text, int radix, long least, long most) {
        if (!text.matches(radix == 10 ? "[0-9]{1,10}" : "[0-9a-fA-F]{1,8}")) {
            throw new IllegalArgumentException("expected a number from " + least + " to " + most);
        }
        long value = Long.parseLong(text, radix);
        if (value < least || value > most) {
            throw new IllegalArgumentException("expected a number from " + least + " to " + most);
        }
        return value;
    }

    private static FieldValue mask(String text, int most) {
        if (text.matches("[0-9]{1,3}")) {
            return new FieldValue.Mask((int) digits(text, 10, 0, most));
        }
        int bits = address(text, most == 128).address().prefixOfMask();
        if (bits < 0) {
            throw new IllegalArgumentException("a mask's set bits come first");
        }
        return new FieldValue.Mask(bits);
    }

    private static FieldValue.Address address(String text, boolean six) {
        var address = IpAddress.parse(text);
        if (address.v6() != six) {
            throw new IllegalArgumentException(six ? "expected an IPv6 address" : "expected an IPv4 address");
        }
        return new FieldValue.Address(address);
    }
}

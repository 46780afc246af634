package io.jvirt.model.filter;

import java.util.Arrays;

/**
 * The name of a chain: {@code root}, or one that begins with what traffic goes there ({@code ipv4-ip}).
 *
 * @param name at most 12 letters, digits, dots, colons, dashes and underscores
 */
public record FilterChain(String name) {
    /** The chain that all traffic of an interface passes. */
    public static final FilterChain ROOT = new FilterChain("root");

    /** What a chain may be for, and where it stands by default. */
    public enum Kind {
        ROOT(0, -1),
        MAC(-800, -1),
        VLAN(-750, 0x8100),
        STP(-810, -1),
        IPV4(-700, 0x0800),
        IPV6(-600, 0x86dd),
        ARP(-500, 0x0806),
        RARP(-400, 0x8035);

        private final int priority;
        private final int etherType;

        Kind(int priority, int etherType) {
            this.priority = priority;
            this.etherType = etherType;
        }

        String prefix() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** {@return the Ethernet type of its traffic, -1 when that is not what tells} */
        public int etherType() {
            return etherType;
        }
    }

    public FilterChain {
        if (name.length() > 12) {
            throw new IllegalArgumentException("Name of chain '" + name + "' is longer than 12 characters");
        }
        if (!name.matches("[a-zA-Z0-9_.:-]*")) {
            throw new IllegalArgumentException("Chain name '" + name + "' contains invalid characters");
        }
        if (name.startsWith("root") ? name.length() > 4 : kindOf(name) == Kind.ROOT) {
            throw new IllegalArgumentException("Invalid chain name '" + name
                    + "'. Please use a chain name called 'root' or any of the following prefixes: mac, vlan, stp, arp, rarp, ipv4, ipv6");
        }
    }

    /** {@return the chain with this name} */
    public static FilterChain parse(String name) {
        return new FilterChain(name);
    }

    private static Kind kindOf(String name) {
        return Arrays.stream(Kind.values()).filter(kind -> kind != Kind.ROOT && name.startsWith(kind.prefix())).findFirst().orElse(Kind.ROOT);
    }

    /** {@return what the chain is for} */
    public Kind kind() {
        return kindOf(name);
    }

    /** {@return true for the chain that all traffic passes} */
    public boolean isRoot() {
        return name.equals("root");
    }

    int defaultPriority() {
        return kind().priority;
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.jvirt.model.filter;

import io.jvirt.model.IpAddress;
import io.jvirt.model.MacAddress;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a packet's field is compared with. {@code toString} is the form in documents. */
public sealed interface FieldValue {
    /**
     * A value that is known when the filter is put in force.
     *
     * @param reference which variable
     */
    record Variable(VariableReference reference) implements FieldValue {
        @Override
        public String toString() {
            return reference.toString();
        }
    }

    /**
     * A number.
     *
     * @param value from 0 to 2^32 - 1
     * @param hex whether documents have it in hexadecimal
     * @param name the name that documents have for it, or null
     */
    record Number(long value, boolean hex, @Nullable String name) implements FieldValue {
        @Override
        public String toString() {
            return name != null ? name : hex ? inHex() : Long.toString(value);
        }

        /** {@return the number in hexadecimal with 0x} */
        public String inHex() {
            return "0x" + Long.toHexString(value);
        }
    }

    /** A hardware address, or a mask of one. */
    record Mac(MacAddress address) implements FieldValue {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** An address. */
    record Address(IpAddress address) implements FieldValue {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** The length of a network's prefix. */
    record Mask(int bits) implements FieldValue {
        @Override
        public String toString() {
            return Integer.toString(bits);
        }
    }

    /** Yes or no. */
    record Flag(boolean value) implements FieldValue {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** Free text, an address set's name among them. */
    record Words(String text) implements FieldValue {
        @Override
        public String toString() {
            return text;
        }
    }

    /** States of connections; none means that they are not looked at. */
    enum State { NEW, ESTABLISHED, RELATED, INVALID }

    /** Which states a packet's connection may be in. */
    record States(Set<State> states) implements FieldValue {
        public States {
            states = Set.copyOf(states);
        }

        @Override
        public String toString() {
            return states.isEmpty() ? "NONE" : states.stream().sorted().map(State::name).collect(Collectors.joining(","));
        }
    }

    /** The flags of TCP from the lowest bit. */
    enum TcpFlag { FIN, SYN, RST, PSH, ACK, URG }

    /** Which flags of TCP are looked at, and which of them must be set. */
    record TcpFlags(Set<TcpFlag> mask, Set<TcpFlag> set) implements FieldValue {
        public TcpFlags {
            mask = Set.copyOf(mask);
            set = Set.copyOf(set);
        }

        /** {@return flags as documents and iptables list them} */
        public static String list(Set<TcpFlag> flags) {
            return flags.isEmpty() ? "NONE" : flags.size() == TcpFlag.values().length ? "ALL"
                    : flags.stream().sorted(Comparator.naturalOrder()).map(TcpFlag::name).collect(Collectors.joining(","));
        }

        static Set<TcpFlag> parse(String list) {
            var flags = EnumSet.noneOf(TcpFlag.class);
            for (String name : FieldType.items(list)) {
                switch (name) {
                    case "ALL" -> flags.addAll(EnumSet.allOf(TcpFlag.class));
                    case "NONE" -> { }
                    default -> flags.add(TcpFlag.valueOf(name));
                }
            }
            return flags;
        }

        @Override
        public String toString() {
            return list(mask) + "/" + list(set);
        }
    }

    /**
     * Which of a packet's addresses and ports are looked up in an address set.
     *
     * @param sources for each, true for the sender's
     */
    record SetDirections(List<Boolean> sources) implements FieldValue {
        public SetDirections {
            sources = List.copyOf(sources);
        }

        /** {@return the same for packets that go the other way} */
        public SetDirections reversed() {
            return new SetDirections(sources.stream().map(source -> !source).toList());
        }

        @Override
        public String toString() {
            return sources.stream().map(source -> source ? "src" : "dst").collect(Collectors.joining(","));
        }
    }
}

package io.jvirt.model.network;

import io.jvirt.model.IpAddress;
import io.jvirt.model.MacAddress;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Conditional;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Element("dhcp")
@Doc("Addresses that guests are given.")
public record Dhcp(
        @Child @Doc("Addresses for anybody.") List<Range> range,
        @Child @Doc("The address of one guest.") List<Host> host,
        @Child @Nullable Bootp bootp) implements Conditional {
    /** No address is given out. */
    public static final Dhcp EMPTY = new Dhcp(List.of(), List.of(), null);

    public Dhcp {
        range = List.copyOf(range);
        host = List.copyOf(host);
    }

    /** {@return whether addresses are given out} */
    public boolean isServed() {
        return !range.isEmpty() || !host.isEmpty();
    }

    @Override
    public boolean isWritten(FormatOptions options) {
        return isServed();
    }

    @Element("range")
    public record Range(
            @Attr @Doc("First address.") IpAddress start,
            @Attr @Doc("Last address.") IpAddress end,
            @Child @Nullable Lease lease) {
        /** {@return whether both give out the same addresses} */
        public boolean sameAddresses(Range other) {
            return start.equals(other.start) && end.equals(other.end);
        }
    }

    @Element("host")
    public record Host(
            @Attr @Doc("Hardware address of the guest's card (IPv4).") @Nullable MacAddress mac,
            @Attr @Doc("Identity that the guest gives (IPv6).") @Nullable String id,
            @Attr @Doc("Name of the guest.") @Nullable String name,
            @Attr @Doc("The address.") @Nullable IpAddress ip,
            @Child @Nullable Lease lease) {
    }

    @Doc("For how long.")
    public record Lease(
            @Attr @Doc("How long; 0 stands for ever.") long expiry,
            @Attr @Doc("In which unit.") @Nullable LeaseUnit unit) {
        private static final long SHORTEST_SECONDS = 120;
        private static final long LONGEST_SECONDS = 0xffffffffL;

        public Lease {
            if (expiry == 0) {
                unit = null;
            } else {
                unit = unit == null ? LeaseUnit.MINUTES : unit;
                if (expiry > LONGEST_SECONDS || expiry * unit.seconds > LONGEST_SECONDS) {
                    throw XmlException.invalid("The lease time " + expiry + " " + unit.xml() + " is longer than " + LONGEST_SECONDS + " seconds");
                }
                if (expiry * unit.seconds < SHORTEST_SECONDS) {
                    throw XmlException.invalid("The lease time " + expiry + " " + unit.xml() + " is shorter than 2 minutes");
                }
            }
        }

        /** {@return the lease as dnsmasq wants it: 90m, 12h, infinite} */
        public String dnsmasq() {
            return unit == null ? "infinite" : expiry + unit.xml().substring(0, 1);
        }
    }

    /** Units of lease times. */
    public enum LeaseUnit implements XmlEnum {
        SECONDS(1), MINUTES(60), HOURS(3600);

        private final long seconds;

        LeaseUnit(long seconds) {
            this.seconds = seconds;
        }
    }

    @Doc("What a guest loads that boots from the network.")
    public record Bootp(
            @Attr @Doc("Name of the file.") String file,
            @Attr @Doc("Server that has it, when it is not the network's own.") @Nullable IpAddress server) {
    }

    public Dhcp withRange(List<Range> value) {
        return Records.with(this, "range", value);
    }

    public Dhcp withHost(List<Host> value) {
        return Records.with(this, "host", value);
    }

    public Dhcp withBootp(@Nullable Bootp value) {
        return Records.with(this, "bootp", value);
    }
}

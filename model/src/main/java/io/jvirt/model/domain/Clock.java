package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The guest's clock; what it counts from decides which attributes there are. */
@Doc("The guest's clock.")
public record Clock(@Inline Offset offset, @Child List<Timer> timer) {
    public Clock {
        timer = List.copyOf(timer);
    }

    @Choice("offset")
    @Refusal(invalid = "unknown clock offset '%s'")
    public sealed interface Offset {
    }

    @Case("utc")
    public record Utc(@Attr @Doc("'reset' or seconds.") @Nullable String adjustment) implements Offset {
    }

    @Case("localtime")
    public record LocalTime(
            @Attr @Doc("Seconds off, or reset.") @Nullable String adjustment) implements Offset {
    }

    @Case("timezone")
    public record TimeZone(
            @Attr @Doc("Name of the zone.") String timezone) implements Offset {
    }

    @Case("variable")
    public record Variable(
            @Attr(def = "0") @Range(min = Long.MIN_VALUE) @Doc("Seconds off, or reset.") Long adjustment,
            @Attr(def = "utc") @Doc("What the adjustment counts from.") Basis basis,
            @Attr @Live @Doc("Adjustment at the guest's start.") @Nullable Long adjustment0) implements Offset {
    }

    @Case("absolute")
    public record Absolute(@Attr @Doc("Seconds since 1970.") long start) implements Offset {
    }

    public enum Basis implements XmlEnum { UTC, LOCALTIME }

    @Element("timer")
    @Doc("One of the guest's timers.")
    public record Timer(
            @Attr @Doc("The timer.") TimerName name,
            @Attr @Doc("Whether the guest has it.") @Nullable YesNo present,
            @Attr @Doc("What happens with ticks that were missed.") @Nullable TickPolicy tickpolicy,
            @Attr @Doc("What the timer follows.") @Nullable Track track,
            @Attr @Doc("Frequency in hertz.") @Nullable Long frequency,
            @Attr @Doc("How the timer is read.") @Nullable TimerMode mode,
            @Child @Doc("How fast missed ticks are caught up.") @Nullable CatchUp catchup) {
    }

    public enum TimerName implements XmlEnum { PLATFORM, PIT, RTC, HPET, TSC, KVMCLOCK, HYPERVCLOCK, ARMVTIMER }

    public enum TickPolicy implements XmlEnum { DELAY, CATCHUP, MERGE, DISCARD }

    public enum Track implements XmlEnum { BOOT, GUEST, WALL, REALTIME }

    public enum TimerMode implements XmlEnum { AUTO, NATIVE, EMULATE, PARAVIRT, SMPSAFE }

    public record CatchUp(
            @Attr @Doc("Lost time from which on to catch up.") @Nullable Long threshold,
            @Attr @Doc("Speed of catching up.") @Nullable Long slew,
            @Attr @Doc("Most time to catch up.") @Nullable Long limit) {
    }

    public Clock withOffset(Offset value) {
        return Records.with(this, "offset", value);
    }

    public Clock withTimer(List<Timer> value) {
        return Records.with(this, "timer", value);
    }
}

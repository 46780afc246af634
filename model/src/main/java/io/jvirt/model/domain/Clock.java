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
    public sealed interface Offset {
    }

    @Case("utc")
    public record Utc(@Attr @Doc("'reset' or seconds.") @Nullable String adjustment) implements Offset {
    }

    @Case("localtime")
    public record LocalTime(@Attr @Nullable String adjustment) implements Offset {
    }

    @Case("timezone")
    public record TimeZone(@Attr String timezone) implements Offset {
    }

    @Case("variable")
    public record Variable(
            @Attr(def = "0") @Range(min = Long.MIN_VALUE) Long adjustment,
            @Attr(def = "utc") Basis basis,
            @Attr @Live @Nullable Long adjustment0) implements Offset {
    }

    @Case("absolute")
    public record Absolute(@Attr @Doc("Seconds since 1970.") long start) implements Offset {
    }

    public enum Basis implements XmlEnum { UTC, LOCALTIME }

    @Element("timer")
    @Doc("One of the guest's timers.")
    public record Timer(
            @Attr TimerName name,
            @Attr @Nullable YesNo present,
            @Attr @Nullable TickPolicy tickpolicy,
            @Attr @Nullable Track track,
            @Attr @Nullable Long frequency,
            @Attr @Nullable TimerMode mode,
            @Child @Nullable CatchUp catchup) {
    }

    public enum TimerName implements XmlEnum { PLATFORM, PIT, RTC, HPET, TSC, KVMCLOCK, HYPERVCLOCK, ARMVTIMER }

    public enum TickPolicy implements XmlEnum { DELAY, CATCHUP, MERGE, DISCARD }

    public enum Track implements XmlEnum { BOOT, GUEST, WALL, REALTIME }

    public enum TimerMode implements XmlEnum { AUTO, NATIVE, EMULATE, PARAVIRT, SMPSAFE }

    public record CatchUp(
            @Attr @Nullable Long threshold, @Attr @Nullable Long slew, @Attr @Nullable Long limit) {
    }

    public Clock withOffset(Offset value) {
        return Records.with(this, "offset", value);
    }

    public Clock withTimer(List<Timer> value) {
        return Records.with(this, "timer", value);
    }
}

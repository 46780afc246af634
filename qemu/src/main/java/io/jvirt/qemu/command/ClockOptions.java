package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Clock;
import io.jvirt.qemu.capabilities.QemuFact;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The guest's clock and timers, as far as they are not flags of the CPU or the machine. */
final class ClockOptions {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private ClockOptions() {
    }

    static void add(Guest guest, Arguments out) {
        Clock clock = guest.domain().clock();
        KeyValues values = KeyValues.of();
        Clock.Offset offset = clock == null ? new Clock.Utc(null) : clock.offset();
        values.put("base", switch (offset) {
            case Clock.Utc _ -> "utc";
            case Clock.LocalTime _ -> "localtime";
            case Clock.TimeZone zone -> {
                out.environment("TZ", zone.timezone());
                yield "localtime";
            }
            case Clock.Variable variable -> {
                Instant now = guest.environment().now();
                long seconds = variable.adjustment();
                if (variable.basis() == Clock.Basis.LOCALTIME) {
                    seconds += ZoneId.systemDefault().getRules().getOffset(now).getTotalSeconds();
                }
                yield text(now.plusSeconds(seconds));
            }
            case Clock.Absolute absolute -> text(Instant.ofEpochSecond(absolute.start()));
        });
        if (clock != null) {
            clock.timer().stream().filter(t -> t.name() == Clock.TimerName.RTC).findFirst()
                    .ifPresent(t -> realTimeClock(t, values));
        }
        out.add("rtc", values);
        if (clock != null) {
            clock.timer().forEach(timer -> timer(guest, timer, out));
        }
    }

    private static String text(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    private static void realTimeClock(Clock.Timer timer, KeyValues values) {
        switch (timer.track()) {
            case null -> { }
            case GUEST -> values.put("clock", "vm");
            case WALL -> values.put("clock", "host");
            case REALTIME -> values.put("clock", "rt");
            case BOOT -> throw Guest.unsupported("unsupported rtc timer track 'boot'");
        }
        switch (timer.tickpolicy()) {
            case null -> { }
            case DELAY -> { }
            case CATCHUP -> values.put("driftfix", "slew");
            case MERGE, DISCARD -> throw Guest.unsupported(
                    "unsupported rtc timer tickpolicy '" + timer.tickpolicy().xml() + "'");
        }
    }

    private static void timer(Guest guest, Clock.Timer timer, Arguments out) {
        switch (timer.name()) {
            case PIT -> {
                if (guest.has(QemuFact.KVM_PIT_TICK_POLICY)) {
                    switch (timer.tickpolicy()) {
                        case null -> out.add("global", "kvm-pit.lost_tick_policy=delay");
                        case DELAY, DISCARD ->
                                out.add("global", "kvm-pit.lost_tick_policy=" + timer.tickpolicy().xml());
                        case CATCHUP, MERGE -> { }
                    }
                }
            }
            case HPET -> {
                if (YesNo.isNo(timer.present()) && guest.isX86() && !guest.has(QemuFact.MACHINE_HPET)) {
                    out.add("no-hpet");
                }
            }
            case PLATFORM, RTC, TSC, KVMCLOCK, HYPERVCLOCK, ARMVTIMER -> { }
        }
    }
}

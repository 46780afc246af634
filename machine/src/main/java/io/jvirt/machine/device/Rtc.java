package io.jvirt.machine.device;

import io.jvirt.machine.bus.PortDevice;
import io.jvirt.machine.time.MachineClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The MC146818 clock with its CMOS memory, ports 70h and 71h: the time in UTC, BCD, 24 hours. Alarms are not made. */
public final class Rtc implements PortDevice {
    private static final int CENTURY = 0x32;

    private final MachineClock clock;
    private final byte[] memory = new byte[128];
    private int index;

    public Rtc(MachineClock clock) {
        this.clock = clock;
        memory[0xa] = 0x26;
        memory[0xb] = 2;
        memory[0xd] = (byte) 0x80;
    }

    @Override
    public synchronized int readPort(int port, int size) {
        return port == 0 ? 0xff : read(index) & 0xff;
    }

    @Override
    public synchronized void writePort(int port, int size, int value) {
        if (port == 0) {
            index = value & 0x7f;
        } else if (index == 0xb || index > 0xd && index != CENTURY) {
            memory[index] = (byte) value;
        }
    }

    private int read(int register) {
        long nanos = clock.wallNanos();
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(0, nanos), ZoneOffset.UTC);
        return switch (register) {
            case 0 -> number(time.getSecond());
            case 2 -> number(time.getMinute());
            case 4 -> number(time.getHour());
            case 6 -> number(time.getDayOfWeek().getValue() % 7 + 1);
            case 7 -> number(time.getDayOfMonth());
            case 8 -> number(time.getMonthValue());
            case 9 -> number(time.getYear() % 100);
            case CENTURY -> number(time.getYear() / 100);
            // An update is in progress for the last 244 us of each second.
            case 0xa -> memory[0xa] | (nanos % 1_000_000_000 >= 999_756_000 ? 0x80 : 0);
            default -> memory[register];
        };
    }

    private int number(int value) {
        return (memory[0xb] & 4) != 0 ? value : value / 10 << 4 | value % 10;
    }
}

package io.jvirt.machine.cpu;

import io.jvirt.machine.memory.PhysicalSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * KVM's paravirtual clock (Linux, Documentation/virt/kvm/x86/msr.rst): how the time stamp counter becomes time, in a page of the
 * guest's choice. The counter counts nanoseconds here, so the page is written once.
 */
final class ParavirtualClock {
    static final int WALL_CLOCK = 0x4b56_4d00;
    static final int SYSTEM_TIME = 0x4b56_4d01;
    /** Both registers, and that all processors' counters agree. */
    static final int FEATURES = 1 << 3 | 1 << 24;

    private static final int STABLE = 1;
    private static final long NANOS = 1_000_000_000;

    private final Cpu cpu;
    private final PhysicalSpace space;
    private long wallClock;
    private long systemTime;

    ParavirtualClock(Cpu cpu, PhysicalSpace space) {
        this.cpu = cpu;
        this.space = space;
    }

    long wallClock() {
        return wallClock;
    }

    long systemTime() {
        return systemTime;
    }

    /** Writes the time of day at power-on to the address: version, seconds, nanoseconds. */
    void setWallClock(long address) {
        wallClock = address;
        long start = cpu.clock.wallNanos() - cpu.clock.nanos();
        ByteBuffer page = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        page.putInt(2).putInt((int) (start / NANOS)).putInt((int) (start % NANOS));
        space.write(address, page.array());
    }

    /** Writes factor and offset to the address, if its lowest bit is set. */
    void setSystemTime(long value) {
        systemTime = value;
        if ((value & 1) == 0) {
            return;
        }
        ByteBuffer page = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        page.putInt(2).putInt(0).putLong(cpu.msrs.timeStampAdjust).putLong(0);
        // Time is ticks shifted left by one, times 2^31, divided by 2^32.
        page.putInt(1 << 31).put((byte) 1).put((byte) STABLE);
        space.write(value & ~1L, page.array());
    }
}

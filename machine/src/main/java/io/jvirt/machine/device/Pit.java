package io.jvirt.machine.device;

import io.jvirt.machine.bus.InterruptLine;
import io.jvirt.machine.bus.PortDevice;
import io.jvirt.machine.bus.PortSpace;
import io.jvirt.machine.time.MachineClock;
import io.jvirt.machine.time.MachineTimer;

/**
 * The 8254 timer of a PC (ports 40h to 43h), whose counter 0 interrupts and whose counter 2 is gated and read through port 61h.
 * Counts are derived from the machine's clock when they are asked for.
 */
public final class Pit implements PortDevice {
    private static final long FREQUENCY = 1_193_182;
    private static final long NANOS = 1_000_000_000;

    private final MachineClock clock;
    private final InterruptLine output;
    private final MachineTimer timer;
    private final Counter[] counters = {new Counter(), new Counter(), new Counter()};
    private long nextEdge;

    public Pit(MachineClock clock, InterruptLine output) {
        this.clock = clock;
        this.output = output;
        timer = clock.timer(this::edge);
    }

    /** Attaches the registers. */
    public void attach(PortSpace ports) {
        ports.attach(0x40, 4, this);
        ports.attach(0x61, 1, new Speaker());
    }

    private static long ticks(long nanos) {
        return nanos / NANOS * FREQUENCY + nanos % NANOS * FREQUENCY / NANOS;
    }

    private static long nanos(long ticks) {
        return ticks / FREQUENCY * NANOS + (ticks % FREQUENCY * NANOS + FREQUENCY - 1) / FREQUENCY;
    }

    private synchronized void edge() {
        Counter counter = counters[0];
        if (clock.nanos() < nextEdge || nextEdge == 0) {
            return;
        }
        output.pulse();
        if (counter.periodic()) {
            long period = nanos(counter.period());
            long now = clock.nanos();
            nextEdge += Math.max(period, (now - nextEdge) / period * period);
            timer.arm(nextEdge);
        } else {
            nextEdge = 0;
        }
    }

    /** Plans the next rising edge of counter 0's output. */
    private void plan() {
        Counter counter = counters[0];
        if (!counter.loaded) {
            nextEdge = 0;
            timer.disarm();
            return;
        }
        nextEdge = counter.start + nanos(counter.period());
        timer.arm(nextEdge);
    }

    @Override
    public synchronized int readPort(int port, int size) {
        return port == 3 ? 0xff : counters[port].read();
    }

    @Override
    public synchronized void writePort(int port, int size, int value) {
        if (port == 3) {
            control(value);
        } else if (counters[port].write(value) && port == 0) {
            plan();
        }
    }

    private void control(int value) {
        int select = value >> 6;
        if (select == 3) {
            for (int i = 0; i < 3; i++) {
                if ((value >> i + 1 & 1) != 0) {
                    counters[i].readBack((value & 0x20) == 0, (value & 0x10) == 0);
                }
            }
            return;
        }
        Counter counter = counters[select];
        int access = value >> 4 & 3;
        if (access == 0) {
            counter.latch();
        } else {
            counter.program(access, value >> 1 & 7);
            if (select == 0) {
                plan();
            }
        }
    }

    /** One of the three counters. */
    private final class Counter {
        private int access = 3;
        private int mode;
        private int reload;
        private int writeLow;
        private boolean writeHigh;
        private boolean readHigh;
        private boolean loaded;
        private boolean gate = true;
        private long start;
        private int latched = -1;
        private int status = -1;

        void program(int newAccess, int newMode) {
            access = newAccess;
            mode = newMode > 5 ? newMode - 4 : newMode;
            loaded = false;
            writeHigh = false;
            readHigh = false;
            latched = -1;
        }

        boolean periodic() {
            return mode == 2 || mode == 3;
        }

        long period() {
            return reload == 0 ? 0x1_0000 : reload;
        }

        /** {@return whether the count is complete and counting begins} */
        boolean write(int value) {
            switch (access) {
                case 1 -> reload = value & 0xff;
                case 2 -> reload = (value & 0xff) << 8;
                default -> {
                    if (!writeHigh) {
                        writeLow = value & 0xff;
                        writeHigh = true;
                        return false;
                    }
                    writeHigh = false;
                    reload = writeLow | (value & 0xff) << 8;
                }
            }
            loaded = true;
            start = clock.nanos();
            return true;
        }

        private long elapsed() {
            return ticks(clock.nanos() - start);
        }

        int count() {
            if (!loaded || !gate) {
                return reload;
            }
            long passed = elapsed();
            return switch (mode) {
                case 2 -> (int) (period() - passed % period()) & 0xffff;
                case 3 -> (int) (period() - passed * 2 % period()) & 0xfffe;
                default -> (int) (period() - passed) & 0xffff;
            };
        }

        boolean outputHigh() {
            if (!loaded) {
                return mode != 0;
            }
            long passed = elapsed();
            return switch (mode) {
                case 2 -> passed % period() != period() - 1;
                case 3 -> passed % period() < (period() + 1) / 2;
                default -> gate && passed >= period();
            };
        }

        void setGate(boolean high) {
            if (high && !gate) {
                start = clock.nanos();
            }
            gate = high;
        }

        void latch() {
            if (latched < 0) {
                latched = count();
            }
        }

        void readBack(boolean wantsCount, boolean wantsStatus) {
            if (wantsCount) {
                latch();
            }
            if (wantsStatus && status < 0) {
                status = (outputHigh() ? 0x80 : 0) | (loaded ? 0 : 0x40) | access << 4 | mode << 1;
            }
        }

        int read() {
            if (status >= 0) {
                int value = status;
                status = -1;
                return value;
            }
            int value = latched >= 0 ? latched : count();
            boolean high = access == 2 || access == 3 && readHigh;
            if (access == 3) {
                readHigh = !readHigh;
            }
            if (access != 3 || !readHigh) {
                latched = -1;
            }
            return high ? value >> 8 & 0xff : value & 0xff;
        }
    }

    /** Port 61h: the gate of counter 2 and its output; bit 4 changes with every memory refresh of old. */
    private final class Speaker implements PortDevice {
        private int control;

        @Override
        public int readPort(int port, int size) {
            synchronized (Pit.this) {
                int refresh = (clock.nanos() / 15_000 & 1) != 0 ? 0x10 : 0;
                return control | refresh | (counters[2].outputHigh() ? 0x20 : 0);
            }
        }

        @Override
        public void writePort(int port, int size, int value) {
            synchronized (Pit.this) {
                control = value & 3;
                counters[2].setGate((value & 1) != 0);
            }
        }
    }
}

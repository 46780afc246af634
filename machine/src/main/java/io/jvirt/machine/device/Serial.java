package io.jvirt.machine.device;

import io.jvirt.machine.bus.InterruptLine;
import io.jvirt.machine.bus.PortDevice;
import java.util.ArrayDeque;

/**
 * A 16550A serial port (National Semiconductor PC16550D), eight ports. What the guest writes is sent at once; what it shall read is
 * given with {@link #receive} and waits here without limit, so that nothing typed is lost.
 */
public final class Serial implements PortDevice {
    /** Who gets what the guest sends, byte by byte; it must not wait long. */
    @FunctionalInterface
    public interface Output {
        void sent(int value);
    }

    private static final int DATA_READY = 1;
    private static final int TRANSMITTER_EMPTY = 0x60;
    private static final int RECEIVED = 1;
    private static final int TRANSMITTED = 2;
    private static final int LOOP = 0x10;

    private final Output output;
    private final InterruptLine line;
    private final ArrayDeque<Integer> input = new ArrayDeque<>();
    private int interruptEnable;
    private int lineControl;
    private int modemControl;
    private int scratch;
    private int divisor = 1;
    private boolean fifo;
    private boolean transmitted;

    public Serial(Output output, InterruptLine line) {
        this.output = output;
        this.line = line;
    }

    /** Gives the guest a byte to read. Any thread. */
    public synchronized void receive(int value) {
        input.add(value & 0xff);
        update();
    }

    private int cause() {
        if ((interruptEnable & RECEIVED) != 0 && !input.isEmpty()) {
            return 4;
        }
        return (interruptEnable & TRANSMITTED) != 0 && transmitted ? 2 : 1;
    }

    private void update() {
        line.set(cause() != 1);
    }

    @Override
    public synchronized int readPort(int port, int size) {
        boolean latch = (lineControl & 0x80) != 0;
        return switch (port) {
            case 0 -> {
                if (latch) {
                    yield divisor & 0xff;
                }
                Integer value = input.poll();
                update();
                yield value == null ? 0 : value;
            }
            case 1 -> latch ? divisor >> 8 : interruptEnable;
            case 2 -> {
                int cause = cause();
                if (cause == 2) {
                    transmitted = false;
                    update();
                }
                yield cause | (fifo ? 0xc0 : 0);
            }
            case 3 -> lineControl;
            case 4 -> modemControl;
            case 5 -> TRANSMITTER_EMPTY | (input.isEmpty() ? 0 : DATA_READY);
            case 6 -> (modemControl & LOOP) != 0
                    ? (modemControl & 0xc) << 4 | (modemControl & 1) << 5 | (modemControl & 2) << 3
                    : 0xb0;
            default -> scratch;
        };
    }

    @Override
    public synchronized void writePort(int port, int size, int value) {
        boolean latch = (lineControl & 0x80) != 0;
        switch (port) {
            case 0 -> {
                if (latch) {
                    divisor = divisor & 0xff00 | value & 0xff;
                } else {
                    if ((modemControl & LOOP) != 0) {
                        input.add(value & 0xff);
                    } else {
                        output.sent(value & 0xff);
                    }
                    transmitted = true;
                }
            }
            case 1 -> {
                if (latch) {
                    divisor = divisor & 0xff | (value & 0xff) << 8;
                } else {
                    transmitted |= (value & ~interruptEnable & TRANSMITTED) != 0;
                    interruptEnable = value & 15;
                }
            }
            case 2 -> {
                fifo = (value & 1) != 0;
                if ((value & 2) != 0) {
                    input.clear();
                }
            }
            case 3 -> lineControl = value & 0xff;
            case 4 -> modemControl = value & 0x1f;
            case 7 -> scratch = value & 0xff;
            default -> {}
        }
        update();
    }
}

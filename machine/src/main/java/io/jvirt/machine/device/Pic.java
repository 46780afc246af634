package io.jvirt.machine.device;

import io.jvirt.machine.bus.InterruptController;
import io.jvirt.machine.bus.InterruptLine;
import io.jvirt.machine.bus.PortDevice;
import io.jvirt.machine.bus.PortSpace;
import io.jvirt.machine.bus.ProcessorPort;

/**
 * The two cascaded 8259A interrupt controllers of a PC: ports 20h, 21h and a0h, a1h, edge or level by 4d0h and 4d1h. The
 * present line 2 is the second one's output.
 */
public final class Pic implements InterruptController {
    private static final int CASCADE = 2;

    private final ProcessorPort processor;
    private final Chip first = new Chip();
    private final Chip second = new Chip();

    public Pic(ProcessorPort processor) {
        this.processor = processor;
    }

    /** Attaches the registers. */
    public void attach(PortSpace ports) {
        ports.attach(0x20, 2, first);
        ports.attach(0xa0, 2, second);
        ports.attach(0x4d0, 2, new TriggerModes());
    }

    /** {@return input 0 to 15} */
    public InterruptLine line(int number) {
        return high -> setLine(number, high);
    }

    private synchronized void setLine(int number, boolean high) {
        (number < 8 ? first : second).setInput(number & 7, high);
        update();
    }

    /** Carries the second chip's request to the first, and the first's to the processor. */
    private void update() {
        first.setCascade(second.pending() >= 0);
        processor.setInterrupt(first.pending() >= 0);
    }

    @Override
    public synchronized int acknowledge() {
        int number = first.pending();
        if (number < 0) {
            update();
            return NONE;
        }
        int vector;
        if (number == CASCADE) {
            int inner = second.pending();
            first.accept(CASCADE);
            if (inner < 0) {
                vector = second.base | 7;
            } else {
                second.accept(inner);
                vector = second.base | inner;
            }
        } else {
            first.accept(number);
            vector = first.base | number;
        }
        update();
        return vector;
    }

    /** Registers 4d0h and 4d1h: a set bit makes a line level-triggered. */
    private final class TriggerModes implements PortDevice {
        @Override
        public int readPort(int port, int size) {
            synchronized (Pic.this) {
                return size == 2 ? first.level | second.level << 8 : (port == 0 ? first : second).level;
            }
        }

        @Override
        public void writePort(int port, int size, int value) {
            synchronized (Pic.this) {
                (port == 0 ? first : second).level = value & (port == 0 ? 0xf8 : 0xde);
                if (size == 2) {
                    second.level = value >> 8 & 0xde;
                }
            }
        }
    }

    /** One 8259A. */
    private final class Chip implements PortDevice {
        private int inputs;
        private int requests;
        private int inService;
        private int mask;
        private int base;
        private int level;
        private int lowest = 7;
        private int initialization;
        private boolean wantsFourth;
        private boolean automaticEnd;
        private boolean rotateOnAutomaticEnd;
        private boolean readInService;
        private boolean specialMask;

        void setInput(int number, boolean high) {
            int bit = 1 << number;
            if (high) {
                if ((level & bit) != 0 || (inputs & bit) == 0) {
                    requests |= bit;
                }
                inputs |= bit;
            } else {
                inputs &= ~bit;
                if ((level & bit) != 0) {
                    requests &= ~bit;
                }
            }
        }

        /** The second chip's output: a request as long as it is high. */
        void setCascade(boolean high) {
            requests = high ? requests | 1 << CASCADE : requests & ~(1 << CASCADE);
        }

        /** {@return the request to be served now, -1 for none} */
        int pending() {
            int wanted = requests & ~mask;
            for (int i = 1; i <= 8 && wanted != 0; i++) {
                int number = lowest + i & 7;
                int bit = 1 << number;
                if ((inService & bit) != 0 && !(specialMask && (mask & bit) != 0)) {
                    return -1;
                }
                if ((wanted & bit) != 0) {
                    return number;
                }
            }
            return -1;
        }

        void accept(int number) {
            int bit = 1 << number;
            if ((level & bit) == 0) {
                requests &= ~bit;
            }
            if (!automaticEnd) {
                inService |= bit;
            } else if (rotateOnAutomaticEnd) {
                lowest = number;
            }
        }

        @Override
        public int readPort(int port, int size) {
            synchronized (Pic.this) {
                return port == 1 ? mask : readInService ? inService : requests;
            }
        }

        @Override
        public void writePort(int port, int size, int value) {
            synchronized (Pic.this) {
                if (port == 1) {
                    data(value);
                } else if ((value & 0x10) != 0) {
                    initialization = 2;
                    wantsFourth = (value & 1) != 0;
                    requests = 0;
                    inService = 0;
                    mask = 0;
                    lowest = 7;
                    automaticEnd = false;
                    specialMask = false;
                    readInService = false;
                } else if ((value & 8) != 0) {
                    third(value);
                } else {
                    end(value);
                }
                update();
            }
        }

        private void data(int value) {
            switch (initialization) {
                case 0 -> mask = value;
                case 2 -> {
                    base = value & 0xf8;
                    initialization = 3;
                }
                case 3 -> initialization = wantsFourth ? 4 : 0;
                default -> {
                    automaticEnd = (value & 2) != 0;
                    initialization = 0;
                }
            }
        }

        private void third(int value) {
            if ((value & 2) != 0) {
                readInService = (value & 1) != 0;
            }
            if ((value & 0x40) != 0) {
                specialMask = (value & 0x20) != 0;
            }
        }

        /** OCW2: end of interrupt, and rotation of priorities. */
        private void end(int value) {
            int command = value >> 5;
            int number = (command & 2) != 0 ? value & 7 : highestInService();
            if ((command & 1) != 0 && number >= 0) {
                inService &= ~(1 << number);
            }
            switch (command) {
                case 0 -> rotateOnAutomaticEnd = false;
                case 4 -> rotateOnAutomaticEnd = true;
                case 5, 6, 7 -> lowest = number >= 0 ? number : lowest;
                default -> {}
            }
        }

        private int highestInService() {
            for (int i = 1; i <= 8; i++) {
                int number = lowest + i & 7;
                if ((inService >> number & 1) != 0) {
                    return number;
                }
            }
            return -1;
        }
    }
}

package io.jvirt.machine.device;

import io.jvirt.machine.bus.PortDevice;
import io.jvirt.machine.bus.PortSpace;

/** How a guest resets a PC: port 92h, the keyboard controller's command feh at port 64h, and port cf9h. */
public final class ResetControl {
    private final Runnable reset;

    /** @param reset called by the processor's thread when the guest asks for a reset */
    public ResetControl(Runnable reset) {
        this.reset = reset;
    }

    /** Attaches the registers. */
    public void attach(PortSpace ports) {
        ports.attach(0x60, 1, new Keyboard());
        ports.attach(0x64, 1, new Keyboard());
        ports.attach(0x92, 1, new FastGate());
        ports.attach(0xcf9, 1, new Chipset());
    }

    /** The keyboard controller, without a keyboard: its status is empty, and command feh pulses the reset line. */
    private final class Keyboard implements PortDevice {
        @Override
        public int readPort(int port, int size) {
            return 0;
        }

        @Override
        public void writePort(int port, int size, int value) {
            if ((value & 0xff) == 0xfe) {
                reset.run();
            }
        }
    }

    /** Port 92h: bit 1 is gate A20, which is always open here, bit 0 resets. */
    private final class FastGate implements PortDevice {
        @Override
        public int readPort(int port, int size) {
            return 2;
        }

        @Override
        public void writePort(int port, int size, int value) {
            if ((value & 1) != 0) {
                reset.run();
            }
        }
    }

    /** Port cf9h: bit 2 going high resets. */
    private final class Chipset implements PortDevice {
        private int value;

        @Override
        public int readPort(int port, int size) {
            return value;
        }

        @Override
        public void writePort(int port, int size, int written) {
            boolean rising = (written & 4) != 0 && (value & 4) == 0;
            value = written & 0xff;
            if (rising) {
                reset.run();
            }
        }
    }
}

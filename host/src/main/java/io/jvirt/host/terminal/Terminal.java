package io.jvirt.host.terminal;

import io.jvirt.host.HostException;
import io.jvirt.host.linux.TerminalCalls;
import java.util.Optional;

/** A terminal that a person sits at, by one of its descriptors, which stays its owner's. */
public final class Terminal {
    private final int fd;

    private Terminal(int fd) {
        this.fd = fd;
    }

    /** Rows and columns of characters. */
    public record WindowSize(int rows, int columns) {}

    /** {@return the terminal behind a descriptor (0 is standard input); empty when it is a file, pipe or socket} */
    public static Optional<Terminal> of(int fd) {
        byte[] settings = new byte[(int) TerminalCalls.TERMIOS.byteSize()];
        return TerminalCalls.getSettings(fd, settings) < 0 ? Optional.empty() : Optional.of(new Terminal(fd));
    }

    /** {@return the size of the window, 0 by 0 when nobody told the terminal} */
    public WindowSize windowSize() {
        int[] size = new int[2];
        check(TerminalCalls.getWindowSize(fd, size), "ask the terminal for its size");
        return new WindowSize(size[0], size[1]);
    }

    /** Tells whoever is at the other end of the terminal its size. */
    public void setWindowSize(WindowSize size) {
        check(TerminalCalls.setWindowSize(fd, size.rows(), size.columns()), "set the terminal's size");
    }

    /**
     * Passes every key through as it is typed: no echo, no line editing, no signals from Ctrl-C (cfmakeraw(3)).
     *
     * @return closing it restores what was set before; a hook does so too when the JVM ends without that
     */
    public RawMode raw() {
        byte[] before = new byte[(int) TerminalCalls.TERMIOS.byteSize()];
        check(TerminalCalls.getSettings(fd, before), "read the terminal's settings");
        check(TerminalCalls.setSettings(fd, TerminalCalls.raw(before)), "set the terminal to raw mode");
        return new RawMode(fd, before);
    }

    private static void check(int result, String what) {
        if (result < 0) {
            throw new HostException(what, -result);
        }
    }

    /** A terminal in raw mode, until it is closed. */
    public static final class RawMode implements AutoCloseable {
        private final int fd;
        private final byte[] before;
        private final Thread hook = new Thread(this::restore, "jvirt-terminal-restore");
        private boolean restored;

        private RawMode(int fd, byte[] before) {
            this.fd = fd;
            this.before = before;
            Runtime.getRuntime().addShutdownHook(hook);
        }

        private synchronized void restore() {
            if (!restored) {
                restored = true;
                TerminalCalls.setSettings(fd, before);
            }
        }

        @Override
        public void close() {
            restore();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is ending; the hook finds that nothing is left to do.
                return;
            }
        }
    }
}

package io.jvirt.host.linux;

import static io.jvirt.host.linux.CFunction.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Calls on terminals (termios(3), pty(7), ioctl_tty(2)). */
public final class TerminalCalls {
    /** struct termios of glibc. */
    public static final StructLayout TERMIOS = MemoryLayout.structLayout(
            INT.withName("c_iflag"),
            INT.withName("c_oflag"),
            INT.withName("c_cflag"),
            INT.withName("c_lflag"),
            ValueLayout.JAVA_BYTE.withName("c_line"),
            MemoryLayout.sequenceLayout(32, ValueLayout.JAVA_BYTE).withName("c_cc"),
            MemoryLayout.paddingLayout(3),
            INT.withName("c_ispeed"),
            INT.withName("c_ospeed"));

    /** struct winsize of ioctl_tty(2). */
    public static final StructLayout WINSIZE = MemoryLayout.structLayout(
            ValueLayout.JAVA_SHORT.withName("ws_row"),
            ValueLayout.JAVA_SHORT.withName("ws_col"),
            ValueLayout.JAVA_SHORT.withName("ws_xpixel"),
            ValueLayout.JAVA_SHORT.withName("ws_ypixel"));

    static final long TIOCGWINSZ = 0x5413;
    static final long TIOCSWINSZ = 0x5414;
    static final int TCSADRAIN = 1;

    private static final CFunction GET = CFunction.of("tcgetattr");
    private static final CFunction SET = CFunction.of("tcsetattr");
    private static final CFunction MAKE_RAW = CFunction.of("cfmakeraw");
    private static final CFunction IOCTL = CFunction.of("ioctl");
    private static final CFunction OPEN_PT = CFunction.of("posix_openpt");
    private static final CFunction GRANT_PT = CFunction.of("grantpt");
    private static final CFunction UNLOCK_PT = CFunction.of("unlockpt");
    private static final CFunction PTS_NAME = CFunction.of("ptsname_r");

    private TerminalCalls() {}

    /** tcgetattr(3): copies the settings of a terminal into {@code settings}, which has {@link #TERMIOS}'s size. */
    public static int getSettings(int fd, byte[] settings) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS);
            int result = GET.callInt(fd, termios.address());
            MemorySegment.copy(termios, ValueLayout.JAVA_BYTE, 0, settings, 0, settings.length);
            return result;
        }
    }

    /** tcsetattr(3) after what was written has gone out. */
    public static int setSettings(int fd, byte[] settings) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS);
            MemorySegment.copy(settings, 0, termios, ValueLayout.JAVA_BYTE, 0, settings.length);
            return SET.callInt(fd, TCSADRAIN, termios.address());
        }
    }

    /** cfmakeraw(3): {@return a copy of {@code settings} with no echo, no lines, no signals, no translation} */
    public static byte[] raw(byte[] settings) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS);
            MemorySegment.copy(settings, 0, termios, ValueLayout.JAVA_BYTE, 0, settings.length);
            MAKE_RAW.plain(termios.address());
            return termios.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /** ioctl TIOCGWINSZ: fills {@code rowsColumns}. */
    public static int getWindowSize(int fd, int[] rowsColumns) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(WINSIZE);
            int result = IOCTL.callInt(fd, TIOCGWINSZ, size.address());
            rowsColumns[0] = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, 0));
            rowsColumns[1] = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, 2));
            return result;
        }
    }

    /** ioctl TIOCSWINSZ. */
    public static int setWindowSize(int fd, int rows, int columns) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(WINSIZE);
            size.set(ValueLayout.JAVA_SHORT, 0, (short) rows);
            size.set(ValueLayout.JAVA_SHORT, 2, (short) columns);
            return IOCTL.callInt(fd, TIOCSWINSZ, size.address());
        }
    }

    /** posix_openpt(3), grantpt(3), unlockpt(3): the master of a new pseudo terminal, which the caller closes. */
    public static int openMaster() {
        int flags = FileCalls.O_RDWR | FileCalls.O_NOCTTY | FileCalls.O_CLOEXEC;
        int fd = OPEN_PT.callInt(flags);
        if (fd < 0) {
            return fd;
        }
        int result = GRANT_PT.callInt(fd);
        if (result >= 0) {
            result = UNLOCK_PT.callInt(fd);
        }
        if (result < 0) {
            FileCalls.close(fd);
            return result;
        }
        return fd;
    }

    /** ptsname_r(3): the path of the other end of a master. */
    public static String slaveName(int master) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(64);
            int error = PTS_NAME.plain(master, name.address(), 64);
            if (error != 0) {
                throw new IllegalStateException("descriptor " + master + " is no master of a pseudo terminal");
            }
            return name.getString(0);
        }
    }
}

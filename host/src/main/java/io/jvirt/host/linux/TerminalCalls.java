package io.jvirt.host.linux;

import static io.jvirt.host.linux.Native.INT;
import static io.jvirt.host.linux.Native.LONG;
import static io.jvirt.host.linux.Native.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

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

    private static final MethodHandle GET = Native.withErrno("tcgetattr", FunctionDescriptor.of(INT, INT, POINTER));
    private static final MethodHandle SET = Native.withErrno("tcsetattr", FunctionDescriptor.of(INT, INT, INT, POINTER));
    private static final MethodHandle MAKE_RAW = Native.plain("cfmakeraw", FunctionDescriptor.ofVoid(POINTER));
    private static final MethodHandle IOCTL =
            Native.variadicWithErrno("ioctl", 2, FunctionDescriptor.of(INT, INT, LONG, POINTER));
    private static final MethodHandle OPEN_PT = Native.withErrno("posix_openpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle GRANT_PT = Native.withErrno("grantpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle UNLOCK_PT = Native.withErrno("unlockpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle PTS_NAME =
            Native.plain("ptsname_r", FunctionDescriptor.of(INT, INT, POINTER, LONG));

    private TerminalCalls() {}

    /** tcgetattr(3): copies the settings of a terminal into {@code settings}, which has {@link #TERMIOS}'s size. */
    public static int getSettings(int fd, byte[] settings) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            MemorySegment termios = arena.allocate(TERMIOS);
            int result = Native.result((int) GET.invokeExact(state, fd, termios), state);
            MemorySegment.copy(termios, ValueLayout.JAVA_BYTE, 0, settings, 0, settings.length);
            return result;
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** tcsetattr(3) after what was written has gone out. */
    public static int setSettings(int fd, byte[] settings) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            MemorySegment termios = arena.allocate(TERMIOS);
            MemorySegment.copy(settings, 0, termios, ValueLayout.JAVA_BYTE, 0, settings.length);
            return Native.result((int) SET.invokeExact(state, fd, TCSADRAIN, termios), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** cfmakeraw(3): {@return a copy of {@code settings} with no echo, no lines, no signals, no translation} */
    public static byte[] raw(byte[] settings) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS);
            MemorySegment.copy(settings, 0, termios, ValueLayout.JAVA_BYTE, 0, settings.length);
            MAKE_RAW.invokeExact(termios);
            return termios.toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** ioctl TIOCGWINSZ: fills {@code rowsColumns}. */
    public static int getWindowSize(int fd, int[] rowsColumns) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            MemorySegment size = arena.allocate(WINSIZE);
            int result = Native.result((int) IOCTL.invokeExact(state, fd, TIOCGWINSZ, size), state);
            rowsColumns[0] = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, 0));
            rowsColumns[1] = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, 2));
            return result;
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** ioctl TIOCSWINSZ. */
    public static int setWindowSize(int fd, int rows, int columns) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            MemorySegment size = arena.allocate(WINSIZE);
            size.set(ValueLayout.JAVA_SHORT, 0, (short) rows);
            size.set(ValueLayout.JAVA_SHORT, 2, (short) columns);
            return Native.result((int) IOCTL.invokeExact(state, fd, TIOCSWINSZ, size), state);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** posix_openpt(3), grantpt(3), unlockpt(3): the master of a new pseudo terminal, which the caller closes. */
    public static int openMaster() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            int flags = FileCalls.O_RDWR | FileCalls.O_NOCTTY | FileCalls.O_CLOEXEC;
            int fd = Native.result((int) OPEN_PT.invokeExact(state, flags), state);
            if (fd < 0) {
                return fd;
            }
            int result = Native.result((int) GRANT_PT.invokeExact(state, fd), state);
            if (result >= 0) {
                result = Native.result((int) UNLOCK_PT.invokeExact(state, fd), state);
            }
            if (result < 0) {
                FileCalls.close(fd);
                return result;
            }
            return fd;
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** ptsname_r(3): the path of the other end of a master. */
    public static String slaveName(int master) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(64);
            int error = (int) PTS_NAME.invokeExact(master, name, 64L);
            if (error != 0) {
                throw new IllegalStateException("descriptor " + master + " is no master of a pseudo terminal");
            }
            return name.getString(0);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }
}

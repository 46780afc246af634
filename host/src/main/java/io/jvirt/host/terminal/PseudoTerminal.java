package io.jvirt.host.terminal;

import io.jvirt.host.Descriptor;
import io.jvirt.host.DescriptorChannel;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.FileCalls;
import io.jvirt.host.linux.TerminalCalls;
import java.nio.file.Path;

/** A pair of a master, which is ours to read and write, and a terminal that somebody else opens by its path (pty(7)). */
public final class PseudoTerminal implements AutoCloseable {
    private final DescriptorChannel master;
    private final Path path;

    private PseudoTerminal(DescriptorChannel master, Path path) {
        this.master = master;
        this.path = path;
    }

    /** Makes a new pair. */
    public static PseudoTerminal open() {
        int fd = TerminalCalls.openMaster();
        if (fd < 0) {
            throw new HostException("make a pseudo terminal", -fd);
        }
        return new PseudoTerminal(
                new DescriptorChannel(Descriptor.own(fd)), Path.of(TerminalCalls.slaveName(fd)));
    }

    /** Opens a terminal by its path, in raw mode and not as the controlling terminal; for the pty that QEMU made for a guest's port. */
    public static DescriptorChannel attach(Path path) {
        Descriptor descriptor =
                Descriptor.open(path, FileCalls.O_RDWR | FileCalls.O_NOCTTY | FileCalls.O_NONBLOCK);
        try {
            byte[] settings = new byte[(int) TerminalCalls.TERMIOS.byteSize()];
            int result = TerminalCalls.getSettings(descriptor.number(), settings);
            if (result >= 0) {
                result = TerminalCalls.setSettings(descriptor.number(), TerminalCalls.raw(settings));
            }
            if (result < 0) {
                throw new HostException("set terminal '" + path + "' to raw mode", -result);
            }
            return new DescriptorChannel(descriptor);
        } catch (RuntimeException e) {
            descriptor.close();
            throw e;
        }
    }

    /** {@return our side} A read fails (EIO) while nobody has the other side open. */
    public DescriptorChannel master() {
        return master;
    }

    /** {@return where the other side is opened, such as /dev/pts/7} */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        master.close();
    }
}

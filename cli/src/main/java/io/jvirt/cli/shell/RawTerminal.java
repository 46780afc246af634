package io.jvirt.cli.shell;

import io.jvirt.cli.Failure;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The process's terminal with every key passed on as it is; closing gives the former settings back. */
public final class RawTerminal implements AutoCloseable {
    private final Terminal terminal;
    private final Attributes former;
    private final FileInputStream keys = new FileInputStream(FileDescriptor.in);

    private RawTerminal(Terminal terminal) {
        this.terminal = terminal;
        this.former = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setInputFlag(Attributes.InputFlag.ICRNL, false);
        raw.setInputFlag(Attributes.InputFlag.INLCR, false);
        raw.setInputFlag(Attributes.InputFlag.IXON, false);
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        raw.setLocalFlag(Attributes.LocalFlag.IEXTEN, false);
        raw.setOutputFlag(Attributes.OutputFlag.OPOST, false);
        terminal.setAttributes(raw);
    }

    /** {@return whether standard input is a terminal} */
    public static boolean present() {
        return System.console() != null && System.console().isTerminal();
    }

    /** {@return the terminal, in raw mode now} */
    public static RawTerminal open() {
        try {
            return new RawTerminal(TerminalBuilder.builder().system(true).dumb(false).build());
        } catch (IOException e) {
            throw new Failure("cannot use the terminal: " + e.getMessage());
        }
    }

    /** Waits for keys. @return the number of bytes, -1 at the end */
    public int read(byte[] bytes) throws IOException {
        return keys.read(bytes);
    }

    @Override
    public void close() {
        terminal.setAttributes(former);
        try {
            terminal.close();
        } catch (IOException e) {
            throw new Failure("cannot give the terminal back: " + e.getMessage());
        }
    }
}

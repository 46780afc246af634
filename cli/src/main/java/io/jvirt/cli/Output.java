package io.jvirt.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output and error. Output is collected and written in one piece, before anything goes to standard error and
 * at {@link #flush}, so that the two keep their order and a short command writes once. Safe for use by several threads.
 */
public final class Output {
    private static final int LIMIT = 32 * 1024;

    private final OutputStream out;
    private final OutputStream error;
    private final StringBuilder pending = new StringBuilder(1024);

    /** Output to these streams. */
    public Output(OutputStream out, OutputStream error) {
        this.out = out;
        this.error = error;
    }

    /** {@return output to the process's own streams} */
    public static Output ofProcess() {
        return new Output(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    }

    /** Adds to standard output. */
    public synchronized void print(String text) {
        pending.append(text);
        if (pending.length() > LIMIT) {
            flush();
        }
    }

    /** Writes to standard error. */
    public synchronized void error(String text) {
        flush();
        write(error, text);
    }

    /** Writes what was collected. */
    public synchronized void flush() {
        if (!pending.isEmpty()) {
            String text = pending.toString();
            pending.setLength(0);
            write(out, text);
        }
    }

    /** {@return standard output, for bytes; call {@link #flush} before} */
    public OutputStream bytes() {
        return out;
    }

    private static void write(OutputStream target, String text) {
        try {
            target.write(text.getBytes(StandardCharsets.UTF_8));
            target.flush();
        } catch (IOException e) {
            // Nobody reads any more (a closed pipe): there is no one to tell, and the command itself goes on.
        }
    }
}

package io.jvirt.cli.run;

import io.jvirt.api.DataStream;
import io.jvirt.api.JvirtException;
import io.jvirt.cli.Failure;
import io.jvirt.cli.shell.RawTerminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Bytes between a terminal and a guest's console, both ways at once, until the escape key or the guest's end. */
final class ConsoleSession {
    private static final int CHUNK = 4096;

    private final DataStream stream;
    private final char escape;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    ConsoleSession(DataStream stream, char escape) {
        this.stream = stream;
        this.escape = escape;
    }

    /** Runs until it ends; the terminal is as before afterwards. */
    void run() {
        @Nullable RuntimeException failure = null;
        boolean left = false;
        try (RawTerminal terminal = RawTerminal.open()) {
            Thread keys = Thread.ofPlatform().daemon().name("console keys").start(() -> readKeys(terminal));
            Thread screen = Thread.ofPlatform().daemon().name("console screen").start(this::writeScreen);
            try {
                left = end.join();
            } catch (CompletionException e) {
                failure = e.getCause() instanceof RuntimeException cause ? cause : new Failure(null, e.getCause());
            }
            keys.interrupt();
            if (left) {
                stream.abort();
            }
            screen.interrupt();
        }
        System.out.println();
        if (failure != null) {
            throw failure;
        }
        if (!left) {
            stream.finish();
        }
    }

    private void readKeys(RawTerminal terminal) {
        byte[] bytes = new byte[CHUNK];
        try {
            while (!end.isDone()) {
                int count = terminal.read(bytes);
                if (count < 0) {
                    end.complete(true);
                    return;
                }
                int at = 0;
                while (at < count && bytes[at] != (byte) escape) {
                    at++;
                }
                if (at > 0) {
                    stream.write(ByteBuffer.wrap(bytes, 0, at));
                }
                if (at < count) {
                    end.complete(true);
                    return;
                }
            }
        } catch (IOException e) {
            end.completeExceptionally(new Failure("cannot read from stdin: " + e.getMessage()));
        } catch (JvirtException e) {
            end.completeExceptionally(e);
        }
    }

    private void writeScreen() {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out) {
            @Override
            public void close() {
                // Standard output stays open for what follows.
            }
        }) {
            while (stream.read(buffer) >= 0) {
                out.write(buffer.array(), 0, buffer.position());
                out.flush();
                buffer.clear();
            }
            end.complete(false);
        } catch (IOException e) {
            end.completeExceptionally(new Failure("cannot write to stdout: " + e.getMessage()));
        } catch (JvirtException e) {
            end.completeExceptionally(e);
        }
    }
}

package io.jvirt.cli.run;

import io.jvirt.api.DataStream;
import io.jvirt.api.JvirtException;
import io.jvirt.cli.Failure;
import io.jvirt.host.Descriptor;
import io.jvirt.host.DescriptorChannel;
import io.jvirt.host.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Bytes between a terminal and a guest's console, both ways at once, until the escape key or the guest's end. */
final class ConsoleSession {
    private static final int CHUNK = 4096;
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
    private static final int READ_ONLY = 0;

    private final DataStream stream;
    private final char escape;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    ConsoleSession(DataStream stream, char escape) {
        this.stream = stream;
        this.escape = escape;
    }

    /** Runs until it ends; the terminal is as before afterwards. */
    void run(Terminal terminal) {
        boolean left = false;
        // A description of our own: one that shares the shell's would leave it non-blocking, and a key typed after the
        // end belongs to whoever reads next.
        DescriptorChannel input = new DescriptorChannel(Descriptor.open(STANDARD_INPUT, READ_ONLY));
        try (Terminal.RawMode raw = terminal.raw()) {
            Thread.ofVirtual().name("console keys").start(() -> readKeys(input));
            Thread.ofVirtual().name("console screen").start(this::writeScreen);
            left = end.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new Failure(null, e.getCause());
        } finally {
            input.close();
            System.out.println();
        }
        if (left) {
            stream.abort();
        } else {
            stream.finish();
        }
    }

    private void readKeys(DescriptorChannel input) {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        try {
            while (input.read(bytes) >= 0) {
                bytes.flip();
                int at = 0;
                while (at < bytes.limit() && bytes.get(at) != (byte) escape) {
                    at++;
                }
                boolean escaped = at < bytes.limit();
                bytes.limit(at);
                if (bytes.hasRemaining()) {
                    stream.write(bytes);
                }
                if (escaped) {
                    break;
                }
                bytes.clear();
            }
            end.complete(true);
        } catch (IOException e) {
            // After the end it only means that the channel was closed.
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

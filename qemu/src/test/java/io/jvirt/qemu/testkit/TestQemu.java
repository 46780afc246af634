package io.jvirt.qemu.testkit;

import io.jvirt.host.Descriptor;
import io.jvirt.host.process.HostProcess;
import io.jvirt.host.process.ProcessSpec;
import io.jvirt.host.process.Signal;
import io.jvirt.host.socket.UnixListener;
import io.jvirt.qemu.qmp.QmpClient;
import io.jvirt.qemu.qmp.QmpEvent;
import io.jvirt.qemu.qmp.QmpException;
import io.jvirt.qemu.qmp.QmpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real QEMU for tests, its monitor reached through a socket that was made before it started. TCG, no devices but those named. */
public final class TestQemu implements AutoCloseable, QmpListener {
    public static final Path BINARY = Path.of("/usr/bin/qemu-system-x86_64");
    public static final Duration LIMIT = Duration.ofSeconds(60);

    public final BlockingQueue<QmpEvent> events = new LinkedBlockingQueue<>();
    public final CompletableFuture<QmpException> closed = new CompletableFuture<>();
    public final HostProcess process;
    public final QmpClient monitor;
    private final Path socket;

    public TestQemu(Path folder, String... options) throws IOException {
        this(folder, List.of(options));
    }

    public TestQemu(Path folder, List<String> options) throws IOException {
        socket = folder.resolve("monitor-" + System.nanoTime());
        List<String> arguments = new ArrayList<>(List.of(
                "-no-user-config", "-nodefaults", "-display", "none", "-accel", "tcg",
                "-chardev", "socket,id=charmonitor,fd=10,server=on,wait=off", "-mon", "chardev=charmonitor,id=monitor,mode=control"));
        arguments.addAll(options);
        Path log = folder.resolve("qemu.log");
        UnixListener listener = UnixListener.listen(socket, 0600, OptionalInt.empty());
        try (Descriptor output = Descriptor.open(log, 02 | 0100 | 02000, 0600)) {
            process = HostProcess.start(ProcessSpec.of(BINARY, arguments).withDescriptor(10, listener.descriptor()).withOutput(output));
        } finally {
            listener.release();
        }
        try {
            monitor = QmpClient.connect(socket, LIMIT, this);
        } catch (RuntimeException e) {
            process.signal(Signal.KILL);
            e.addSuppressed(new IOException(Files.readString(log)));
            throw e;
        }
    }

    @Override
    public void event(QmpEvent event) {
        events.add(event);
    }

    @Override
    public void closed(QmpException reason) {
        closed.complete(reason);
    }

    /** Waits for an event of this name, dropping others. */
    public QmpEvent await(String name) throws InterruptedException {
        while (true) {
            QmpEvent event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event " + name + " within " + LIMIT);
            }
            if (event.name().equals(name)) {
                return event;
            }
        }
    }

    @Override
    public void close() throws Exception {
        process.signal(Signal.KILL);
        process.await(LIMIT);
        monitor.close();
        Files.deleteIfExists(socket);
    }
}

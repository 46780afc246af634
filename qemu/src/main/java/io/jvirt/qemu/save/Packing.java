package io.jvirt.qemu.save;

import io.jvirt.host.Descriptor;
import io.jvirt.host.process.ExitStatus;
import io.jvirt.host.process.HostProcess;
import io.jvirt.host.process.ProcessSpec;
import io.jvirt.host.process.Signal;
import io.jvirt.qemu.Errors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands between QEMU and a saved file: nothing, or a program that packs or unpacks. */
final class Packing implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final SaveFormat format;
    private final Descriptor qemuEnd;
    private final @Nullable HostProcess program;

    private Packing(SaveFormat format, Descriptor qemuEnd, @Nullable HostProcess program) {
        this.format = format;
        this.qemuEnd = qemuEnd;
        this.program = program;
    }

    /** Begins to pack what QEMU writes into {@code file}, from its present position on. */
    static Packing pack(SaveFormat format, Descriptor file) {
        if (!format.compressed()) {
            return new Packing(format, file.duplicate(), null);
        }
        Descriptor.Pipe pipe = Descriptor.pipe();
        try (Descriptor reading = pipe.reading()) {
            return new Packing(format, pipe.writing(), start(format, List.of("-c"), reading, file));
        } catch (RuntimeException e) {
            pipe.writing().close();
            throw e;
        }
    }

    /** Begins to unpack {@code file}, from its present position on, for QEMU to read. */
    static Packing unpack(SaveFormat format, Descriptor file) {
        if (!format.compressed()) {
            return new Packing(format, file.duplicate(), null);
        }
        Descriptor.Pipe pipe = Descriptor.pipe();
        try (Descriptor writing = pipe.writing()) {
            return new Packing(format, pipe.reading(), start(format, List.of("-dc"), file, writing));
        } catch (RuntimeException e) {
            pipe.reading().close();
            throw e;
        }
    }

    private static HostProcess start(SaveFormat format, List<String> arguments, Descriptor in, Descriptor out) {
        return HostProcess.start(
                ProcessSpec.of(format.program(), arguments).withDescriptor(0, in).withDescriptor(1, out));
    }

    /** {@return what QEMU writes to or reads from} */
    Descriptor qemuEnd() {
        return qemuEnd;
    }

    /** Waits until all is packed; QEMU has closed its end. */
    void finish() {
        qemuEnd.close();
        HostProcess running = program;
        if (running == null) {
            return;
        }
        try {
            Optional<ExitStatus> status = running.await(PATIENCE);
            if (status.isEmpty() || !status.get().success()) {
                throw Errors.failed(format.program() + " failed: "
                        + status.map(Object::toString).orElse("it does not end"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Errors.failed("interrupted while memory was packed", e);
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        qemuEnd.close();
        if (program != null && program.running()) {
            program.signal(Signal.KILL);
        }
    }
}

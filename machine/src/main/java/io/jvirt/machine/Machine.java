package io.jvirt.machine;

import io.jvirt.machine.boot.LinuxKernel;
import io.jvirt.machine.bus.PortSpace;
import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Requests;
import io.jvirt.machine.device.Pic;
import io.jvirt.machine.device.Pit;
import io.jvirt.machine.device.ResetControl;
import io.jvirt.machine.device.Rtc;
import io.jvirt.machine.device.Serial;
import io.jvirt.machine.interpret.Processor;
import io.jvirt.machine.memory.PhysicalSpace;
import io.jvirt.machine.memory.Ram;
import io.jvirt.machine.time.RealClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An x86-64 PC with one processor, memory, two interrupt controllers, a timer, a clock and a serial port, that boots a Linux kernel.
 *
 * <p>{@link #start} returns at once; the processor runs on a thread of its own until the guest resets the machine, the processor
 * shuts down after a triple fault, or {@link #close} is called. Methods may be called from any thread.
 */
public final class Machine implements AutoCloseable {
    private static final long MIB = 1L << 20;
    private static final long VIDEO_MEMORY = 0xa_0000;
    private static final long LOW_END = 0xc000_0000L;
    private static final long HIGH_START = 1L << 32;

    /** Why a machine no longer runs. */
    public enum End {
        /** The guest asked for a reset. */
        RESET,
        /** A fault while a double fault was delivered. */
        TRIPLE_FAULT,
        /** {@link Machine#close}. */
        CLOSED
    }

    private final Ram ram;
    private final RealClock clock = new RealClock();
    private final Processor processor;
    private final Serial serial;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final Thread thread;

    private Machine(Builder builder, byte[] kernel) {
        long size = builder.memory;
        ram = new Ram(size);
        PhysicalSpace space = new PhysicalSpace(ram);
        space.attachBytes(0, VIDEO_MEMORY, 0, true);
        space.attachBytes(MIB, Math.min(size, LOW_END) - MIB, MIB, true);
        if (size > LOW_END) {
            space.attachBytes(HIGH_START, size - LOW_END, LOW_END, true);
        }
        PortSpace ports = new PortSpace();
        Cpu cpu = new Cpu(0, space, ports, clock);
        Pic pic = new Pic(cpu.requests);
        pic.attach(ports);
        new Pit(clock, pic.line(0)).attach(ports);
        serial = new Serial(builder.console::accept, pic.line(4));
        ports.attach(0x3f8, 8, serial);
        ports.attach(0x70, 2, new Rtc(clock));
        new ResetControl(() -> stop(End.RESET)).attach(ports);
        processor = new Processor(cpu, ram, pic, () -> stop(End.TRIPLE_FAULT));
        new LinuxKernel(kernel).load(space, cpu, builder.commandLine, builder.initrd);
        thread = Thread.ofPlatform().daemon().name("machine-cpu-0").unstarted(this::run);
    }

    public static Builder builder() {
        return new Builder();
    }

    private void stop(End why) {
        end.complete(why);
        processor.cpu().requests.raise(Requests.STOP);
    }

    private void run() {
        try {
            processor.run();
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
        } finally {
            clock.close();
            ram.close();
        }
    }

    /** Powers on. */
    public void start() {
        thread.start();
    }

    /** Types on the serial console. */
    public void type(String text) {
        text.chars().forEach(serial::receive);
    }

    /** {@return guest instructions executed so far, roughly while the machine runs} */
    public long instructions() {
        return processor.executed();
    }

    /**
     * Waits for the machine to end by itself.
     *
     * @return why it ended, or null if it still runs after {@code limit}
     */
    public @Nullable End await(Duration limit) throws InterruptedException {
        try {
            return end.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new MachineException("The processor's engine failed: " + e.getCause(), e);
        }
    }

    /** Powers off, and waits for the processor's thread. */
    @Override
    public void close() {
        stop(End.CLOSED);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a machine is made of. */
    public static final class Builder {
        private long memory = 256 * MIB;
        private byte @Nullable [] kernel;
        private byte @Nullable [] initrd;
        private String commandLine = "console=ttyS0";
        private IntConsumer console = value -> {};

        private Builder() {}

        /** Memory in bytes, whole MiB; at least 16 MiB, 256 MiB if not given. */
        public Builder memory(long bytes) {
            if (bytes < 16 * MIB || bytes % MIB != 0) {
                throw new MachineException("Memory of " + bytes + " bytes: needs whole MiB, at least 16");
            }
            memory = bytes;
            return this;
        }

        /** The kernel: the bytes of a bzImage. */
        public Builder kernel(byte[] image) {
            kernel = image.clone();
            return this;
        }

        /** The initial RAM disk. */
        public Builder initrd(byte[] image) {
            initrd = image.clone();
            return this;
        }

        public Builder commandLine(String line) {
            commandLine = line;
            return this;
        }

        /** Who gets what the guest writes to its serial console, byte by byte, on the processor's thread; it must not wait. */
        public Builder console(IntConsumer output) {
            console = output;
            return this;
        }

        /** {@return the machine, powered off} */
        public Machine build() {
            byte[] image = kernel;
            if (image == null) {
                throw new MachineException("A machine needs a kernel to boot: call kernel()");
            }
            return new Machine(this, image);
        }
    }
}

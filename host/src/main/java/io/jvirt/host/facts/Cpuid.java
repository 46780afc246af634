package io.jvirt.host.facts;

import io.jvirt.host.linux.CpuidCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an x86-64 CPU says of itself when asked: the CPUID instruction, and model-specific registers where the kernel lets us see
 * them. /proc/cpuinfo leaves out what the kernel does not use.
 */
public final class Cpuid implements AutoCloseable {
    /** Kernel: msr(4). Needs root and the module {@code msr}. */
    private static final Path REGISTERS = Path.of("/dev/cpu/0/msr");

    private final CpuidCalls calls;

    private Cpuid(CpuidCalls calls) {
        this.calls = calls;
    }

    /** {@return the host's CPU; empty when it is no x86-64 or when this process may not ask} Close it when done. */
    public static Optional<Cpuid> open() {
        if (!System.getProperty("os.arch", "").equals("amd64")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Cpuid(CpuidCalls.open()));
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** {@return EAX, EBX, ECX and EDX for a leaf and subleaf} */
    public int[] ask(int leaf, int subleaf) {
        return calls.cpuid(leaf, subleaf);
    }

    /** {@return a model-specific register of CPU 0; empty when it is not there or not to be seen} */
    public static OptionalLong register(int number) {
        if (!Files.isReadable(REGISTERS)) {
            return OptionalLong.empty();
        }
        ByteBuffer value = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel file = FileChannel.open(REGISTERS, StandardOpenOption.READ)) {
            return file.read(value, Integer.toUnsignedLong(number)) == Long.BYTES
                    ? OptionalLong.of(value.getLong(0)) : OptionalLong.empty();
        } catch (IOException e) {
            // The register does not exist on this CPU, or a policy forbids the look.
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}

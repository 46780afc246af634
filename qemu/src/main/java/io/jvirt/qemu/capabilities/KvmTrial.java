package io.jvirt.qemu.capabilities;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether {@code /dev/kvm} can really run a guest, by running one.
 *
 * <p>A device that opens can still be unable to run 64-bit code (nested virtualization without paging support, for
 * example), and QEMU's own {@code query-kvm} says "enabled" then. The trial guest is a firmware image of 64 KiB that
 * goes from reset to long mode with paging and writes 0x10 to the {@code isa-debug-exit} port, which ends QEMU with
 * status 33. Everything else, silence included, means that KVM is no use here.
 */
public final class KvmTrial {
    static final Path DEVICE = Path.of("/dev/kvm");
    private static final int FIRMWARE_BYTES = 65536;
    private static final int SUCCESS = 0x10 << 1 | 1;

    /**
     * At 0xff00, 16-bit: cli; ds = 0; page tables at 0x1000, 0x2000, 0x3000 that map the first 2 MiB; lgdt; CR4.PAE;
     * CR3 = 0x1000; EFER.LME; CR0.PG and CR0.PE; far jump into a 64-bit segment. 64-bit: out 0xf4, 0x10; hlt for ever.
     * The descriptor table follows at 0xff70.
     */
    private static final byte[] CODE = HexFormat.of().parseHex("fa31c08ed866c70600100320000066c70600200330000066c7060030"
            + "830000002e0f011667ff0f20e06683c8200f22e066b8001000000f22d866b9800000c00f32660d000100000f300f20c0660d"
            + "010000800f22c066ea5dff0f000800b810000000e7f4f4ebfd0f0070ff0f008d7400000000000000000000000000009a2000");
    /** The reset vector at 0xfff0: far jump to f000:ff00. */
    private static final byte[] RESET = HexFormat.of().parseHex("ea00ff00f0");

    private KvmTrial() { }

    /**
     * Runs the trial guest.
     *
     * @param binary a QEMU binary that emulates the host's own x86-64
     * @return why KVM cannot be used; empty when it can
     */
    public static Optional<String> whyUnusable(Path binary, Duration limit) {
        if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
            return Optional.of(DEVICE + " cannot be opened by user " + System.getProperty("user.name")
                    + "; add the user to the group that owns it");
        }
        Path firmware = null;
        try {
            firmware = Files.createTempFile("jvirt-kvm-trial", ".bin");
            Files.write(firmware, image());
            return run(binary, firmware, limit);
        } catch (IOException e) {
            return Optional.of("the trial guest could not be started: " + e.getMessage());
        } finally {
            deleteQuietly(firmware);
        }
    }

    private static Optional<String> run(Path binary, Path firmware, Duration limit) throws IOException {
        Process process = new ProcessBuilder(binary.toString(), "-accel", "kvm", "-machine", "pc", "-m", "4",
                "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-bios", firmware.toString(),
                "-device", "isa-debug-exit,iobase=0xf4,iosize=4")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.of(DEVICE + " opens, but a trial guest did not reach 64-bit mode within "
                        + limit.toMillis() + " ms");
            }
            int status = process.exitValue();
            return status == SUCCESS ? Optional.empty()
                    : Optional.of(DEVICE + " opens, but a trial guest ended with status " + status
                            + " instead of running 64-bit code");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the trial of " + DEVICE + " was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    static byte[] image() {
        byte[] image = new byte[FIRMWARE_BYTES];
        System.arraycopy(CODE, 0, image, 0xff00, CODE.length);
        System.arraycopy(RESET, 0, image, 0xfff0, RESET.length);
        return image;
    }

    private static void deleteQuietly(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }
}

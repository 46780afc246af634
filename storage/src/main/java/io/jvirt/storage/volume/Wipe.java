package io.jvirt.storage.volume;

import io.jvirt.api.storage.StorageVolume.WipeAlgorithm;
import io.jvirt.host.file.SparseFile;
import io.jvirt.storage.StorageErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Overwrites all of a file or device, pass by pass; each pass is on the disk before the next begins. The patterns are those
 * of the standards that the algorithms are named after, as scrub(1) lists them.
 */
public final class Wipe {
    private static final int BLOCK = 3 << 18;

    /** One pass: bytes that repeat, none standing for random ones. */
    private record Pass(int... pattern) {}

    private static final Pass RANDOM = new Pass();
    private static final Pass ZEROS = new Pass(0);

    private Wipe() {}

    /** Wipes a file or device of this length. */
    public static void wipe(Path path, long length, WipeAlgorithm algorithm) {
        if (algorithm == WipeAlgorithm.TRIM) {
            trim(path, length);
            return;
        }
        SecureRandom random = new SecureRandom();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            for (Pass pass : passes(algorithm)) {
                overwrite(file, length, pass, random);
                file.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot wipe '" + path + "': " + e.getMessage(), e);
        }
    }

    private static void trim(Path path, long length) {
        try (SparseFile file = SparseFile.open(path, true)) {
            if (length > 0 && !file.punch(0, length)) {
                throw StorageErrors.noSupport("'trim' algorithm not supported by what holds '" + path + "'");
            }
            file.sync();
        }
    }

    private static void overwrite(FileChannel file, long length, Pass pass, SecureRandom random) throws IOException {
        byte[] bytes = new byte[BLOCK];
        for (int i = 0; i < bytes.length && pass.pattern.length > 0; i++) {
            bytes[i] = (byte) pass.pattern[i % pass.pattern.length];
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (long at = 0; at < length; ) {
            if (pass.pattern.length == 0) {
                random.nextBytes(bytes);
            }
            buffer.clear().limit((int) Math.min(bytes.length, length - at));
            while (buffer.hasRemaining()) {
                at += file.write(buffer, at);
            }
        }
    }

    private static List<Pass> passes(WipeAlgorithm algorithm) {
        return switch (algorithm) {
            case ZERO, TRIM -> List.of(ZEROS);
            case NNSA -> List.of(RANDOM, RANDOM, ZEROS);
            case DOD -> List.of(RANDOM, ZEROS, new Pass(0xff));
            case BSI -> List.of(new Pass(0xff), new Pass(0xfe), new Pass(0xfd), new Pass(0xfb), new Pass(0xf7), new Pass(0xef),
                    new Pass(0xdf), new Pass(0xbf), new Pass(0x7f));
            case GUTMANN -> gutmann();
            case SCHNEIER -> List.of(ZEROS, new Pass(0xff), RANDOM, RANDOM, RANDOM, RANDOM, RANDOM);
            case PFITZNER7 -> Collections.nCopies(7, RANDOM);
            case PFITZNER33 -> Collections.nCopies(33, RANDOM);
            case RANDOM -> List.of(RANDOM);
        };
    }

    /** The 35 passes of Gutmann's "Secure Deletion of Data from Magnetic and Solid-State Memory" (1996). */
    private static List<Pass> gutmann() {
        List<Pass> passes = new ArrayList<>(Collections.nCopies(4, RANDOM));
        passes.addAll(List.of(new Pass(0x55), new Pass(0xaa)));
        List<Pass> shifted = List.of(new Pass(0x92, 0x49, 0x24), new Pass(0x49, 0x24, 0x92), new Pass(0x24, 0x92, 0x49));
        passes.addAll(shifted);
        for (int nibble = 0; nibble < 16; nibble++) {
            passes.add(new Pass(nibble * 0x11));
        }
        passes.addAll(shifted);
        passes.addAll(List.of(new Pass(0x6d, 0xb6, 0xdb), new Pass(0xb6, 0xdb, 0x6d), new Pass(0xdb, 0x6d, 0xb6)));
        passes.addAll(Collections.nCopies(4, RANDOM));
        return passes;
    }
}

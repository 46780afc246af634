package io.jvirt.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.image.testkit.CrashedFile;
import io.jvirt.image.testkit.QemuImg;
import io.jvirt.image.testkit.RandomOperations;
import io.jvirt.image.testkit.RecordingFiles;
import io.jvirt.image.testkit.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Crashes at any write: files that hold all that was durable and any part of what was written since are opened again by
 * Jvirt and by QEMU, and what the guest had flushed is there.
 */
class FormatCrashTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);
    private static final int CRASHES = Integer.getInteger("jvirt.image.crashes", 6);
    private static final int SIZE = 5 << 20;

    /** Formats that QEMU can repair. */
    private static final Set<String> REPAIRED = Set.of("qed", "parallels", "vhdx");

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    /** What was flushed last, and which bytes may have changed since. */
    private record Promise(byte[] flushed, BitSet touched) {}

    static Stream<List<String>> variants() {
        return Stream.of(
                List.of("vdi"), List.of("vpc", "force_size=on"), List.of("vmdk"), List.of("vmdk", "backing_file=base.vmdk"),
                List.of("vhdx", "block_size=1M"), List.of("qed", "cluster_size=4096", "table_size=2"),
                List.of("qed", "cluster_size=4096", "table_size=2", "backing_file=base.raw", "backing_fmt=raw"),
                List.of("parallels", "cluster_size=65536"));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void noCrashLosesWhatWasFlushed(List<String> variant) throws IOException {
        ImageFormat format = ImageFormats.named(variant.getFirst());
        Random random = new Random(SEED);
        byte[] below = new byte[SIZE];
        if (variant.getLast().startsWith("backing")) {
            random.nextBytes(below);
            Files.write(folder.resolve("base.raw"), below);
            TestImages.create(folder.resolve("base.vmdk"), ImageFormats.named("vmdk"), SIZE);
            try (DiskImage base = Images.open(folder.resolve("base.vmdk"), ImageFormats.named("vmdk"), true)) {
                base.write(0, ByteBuffer.wrap(below));
            }
        }
        Path image = folder.resolve("image." + format.label());
        TestImages.create(image, format, SIZE, variant.subList(1, variant.size()).toArray(new String[0]));
        byte[] start = Files.readAllBytes(image);
        RecordingFiles files = new RecordingFiles();
        run(image, format, files, new Promise(below, new BitSet()), random);
        for (int i = 0; i < CRASHES; i++) {
            crash(format, start, files.steps(), random, "seed " + SEED + " " + variant + " crash " + i);
        }
    }

    private static void run(Path image, ImageFormat format, RecordingFiles files, Promise first, Random random) {
        byte[] now = first.flushed.clone();
        Promise promise = first;
        files.mark(promise);
        try (DiskImage disk = format.open(OpenRequest.writing(image).files(files))) {
            for (int step = 0; step < 60; step++) {
                int at = random.nextInt(SIZE);
                int length = 1 + random.nextInt(Math.min(SIZE - at, random.nextInt(5) == 0 ? 200_000 : 6000));
                if (random.nextInt(5) == 0) {
                    disk.flush();
                    promise = new Promise(now.clone(), new BitSet());
                } else {
                    BitSet touched = (BitSet) promise.touched.clone();
                    touched.set(at, at + length);
                    promise = new Promise(promise.flushed, touched);
                    files.mark(promise);
                    byte[] bytes = new byte[length];
                    if (random.nextInt(4) == 0) {
                        disk.writeZeroes(at, length);
                    } else {
                        random.nextBytes(bytes);
                        disk.write(at, ByteBuffer.wrap(bytes));
                    }
                    System.arraycopy(bytes, 0, now, at, length);
                }
                files.mark(promise);
            }
        }
    }

    private void crash(ImageFormat format, byte[] start, List<RecordingFiles.Step> steps, Random random, String what)
            throws IOException {
        CrashedFile file = CrashedFile.of(start, steps, random);
        if (!(file.note() instanceof Promise promise)) {
            return;
        }
        int end = file.end();
        Path ours = folder.resolve("ours." + format.label());
        Path theirs = folder.resolve("theirs." + format.label());
        Files.write(ours, file.bytes());
        Files.write(theirs, file.bytes());
        try (DiskImage disk = format.open(OpenRequest.writing(ours).forCheck())) {
            if (disk instanceof Checkable checkable) {
                checkable.check(Checkable.Repair.ALL);
                assertThat(checkable.check(Checkable.Repair.NOTHING).corruptions()).as(what).isZero();
            }
        }
        try (DiskImage disk = Images.open(ours, format, true)) {
            holds(RandomOperations.bytes(disk), promise, what + " at " + end);
            // It can be written again, too.
            disk.write(0, ByteBuffer.wrap(promise.flushed, 0, 512));
        }
        if (REPAIRED.contains(format.label())) {
            QemuImg.attempt("qemu-img", "check", "-f", format.label(), "-r", "all", theirs.toString());
        }
        Path raw = folder.resolve("crashed.raw");
        QemuImg.run("qemu-img", "convert", "-f", format.label(), "-O", "raw", theirs.toString(), raw.toString());
        holds(Files.readAllBytes(raw), promise, what + " read by QEMU at " + end);
    }

    private static void holds(byte[] bytes, Promise promise, String what) {
        assertThat(bytes).hasSize(SIZE);
        int at = promise.touched.nextClearBit(0);
        while (at < SIZE) {
            int next = promise.touched.nextSetBit(at);
            int end = next < 0 ? SIZE : next;
            int mismatch = Arrays.mismatch(bytes, at, end, promise.flushed, at, end);
            assertThat(mismatch < 0 ? -1 : at + mismatch).as("%s: first byte lost", what).isEqualTo(-1);
            at = promise.touched.nextClearBit(end);
        }
    }
}

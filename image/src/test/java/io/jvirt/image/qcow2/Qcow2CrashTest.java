package io.jvirt.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.image.CheckResult;
import io.jvirt.image.Checkable.Repair;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.Images;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.SnapshotStore;
import io.jvirt.image.testkit.CrashedFile;
import io.jvirt.image.testkit.QemuImg;
import io.jvirt.image.testkit.RecordingFiles;
import io.jvirt.image.testkit.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Crashes at every write: all writes and flushes of a run are recorded, and files are put together that hold all that
 * was durable at some moment and any part of what was written since. Each must be repairable, and the guest must find
 * what it had flushed.
 */
class Qcow2CrashTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);
    /** A longer run tries more crashes of each recording. */
    private static final int CRASHES = Integer.getInteger("jvirt.image.crashes", 25);

    private static final int SIZE = 600 << 10;

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    /** What a guest may find: for each byte what was flushed last, and whether it was written since. */
    private record Promise(byte[] flushed, BitSet touched) {
        Promise copy() {
            return new Promise(flushed.clone(), (BitSet) touched.clone());
        }
    }

    static Stream<List<String>> variants() {
        return Stream.of(
                List.of("cluster_size=4096"),
                List.of("cluster_size=512"),
                List.of("cluster_size=4096", "compat=0.10"),
                List.of("cluster_size=16384", "extended_l2=on"),
                List.of("cluster_size=4096", "refcount_bits=1"),
                List.of("cluster_size=1024", "lazy_refcounts=on", "refcount_bits=64"));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void noCrashLosesWhatWasFlushed(List<String> options) throws IOException {
        Random random = new Random(SEED);
        Path image = folder.resolve("image.qcow2");
        Path base = folder.resolve("base.raw");
        byte[] below = new byte[SIZE];
        random.nextBytes(below);
        Files.write(base, below);
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("backing_file=" + base, "backing_fmt=raw"));
        TestImages.create(image, ImageFormats.QCOW2, SIZE, all.toArray(new String[0]));
        byte[] start = Files.readAllBytes(image);
        RecordingFiles files = new RecordingFiles();
        run(image, files, new Promise(below.clone(), new BitSet()), random, !all.contains("refcount_bits=1"));
        for (int i = 0; i < CRASHES; i++) {
            crash(start, files.steps(), random, "seed " + SEED + " " + all + " crash " + i, i % 8 == 0);
        }
    }

    @Test
    void aRunWithoutACrashLeavesNothingToRepair() throws IOException {
        Path image = folder.resolve("whole.qcow2");
        TestImages.create(image, ImageFormats.QCOW2, SIZE, "cluster_size=4096");
        run(image, new RecordingFiles(), new Promise(new byte[SIZE], new BitSet()), new Random(SEED), true);
        QemuImg.check(image);
    }

    private static void run(Path image, RecordingFiles files, Promise promise, Random random, boolean snapshots) {
        files.mark(promise.copy());
        byte[] now = promise.flushed.clone();
        try (DiskImage disk = ImageFormats.QCOW2.open(OpenRequest.writing(image).files(files))) {
            for (int step = 0; step < 120; step++) {
                int at = random.nextInt(SIZE);
                int length = 1 + random.nextInt(Math.min(SIZE - at, random.nextInt(5) == 0 ? 100_000 : 6000));
                switch (random.nextInt(12)) {
                    case 0, 1 -> {
                        disk.flush();
                        System.arraycopy(now, 0, promise.flushed, 0, SIZE);
                        promise.touched.clear();
                    }
                    case 2 -> {
                        promise.touched.set(at, at + length);
                        files.mark(promise.copy());
                        disk.writeZeroes(at, length);
                        Arrays.fill(now, at, at + length, (byte) 0);
                    }
                    case 3 -> {
                        if (snapshots && random.nextInt(3) == 0) {
                            snapshot((SnapshotStore) disk, "s" + step, random);
                        }
                    }
                    default -> {
                        byte[] bytes = new byte[length];
                        random.nextBytes(bytes);
                        promise.touched.set(at, at + length);
                        files.mark(promise.copy());
                        disk.write(at, ByteBuffer.wrap(bytes));
                        System.arraycopy(bytes, 0, now, at, length);
                    }
                }
                files.mark(promise.copy());
            }
        }
    }

    private static void snapshot(SnapshotStore disk, String name, Random random) {
        if (disk.snapshots().isEmpty() || random.nextBoolean()) {
            disk.createSnapshot(name);
        } else {
            disk.deleteSnapshot(disk.snapshots().getFirst().id());
        }
    }

    private void crash(byte[] start, List<RecordingFiles.Step> steps, Random random, String what, boolean askQemu)
            throws IOException {
        CrashedFile file = CrashedFile.of(start, steps, random);
        Promise promise = (Promise) file.note();
        int end = file.end();
        Path image = folder.resolve("crashed.qcow2");
        Files.write(image, file.bytes());
        Path ours = folder.resolve("ours.qcow2");
        Files.copy(image, ours, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (Qcow2Image disk = Qcow2Image.open(OpenRequest.writing(ours).forCheck())) {
            disk.check(Repair.ALL);
            CheckResult after = disk.check(Repair.NOTHING);
            assertThat(after.corruptions() + after.leaks()).as("%s at %d: %s", what, end, after.findings()).isZero();
        }
        holds(ours, promise, what + " at " + end);
        // What QEMU makes of it: always the same as we, so a sample is enough.
        QemuImg.check(ours);
        if (askQemu) {
            QemuImg.repair(image);
            QemuImg.check(image);
            holds(image, promise, what + " repaired by QEMU at " + end);
        }
    }

    private static void holds(Path image, Promise promise, String what) {
        if (promise == null) {
            return;
        }
        try (DiskImage disk = Images.open(image, ImageFormats.QCOW2, false)) {
            ByteBuffer all = ByteBuffer.allocate(SIZE);
            disk.read(0, all);
            for (int i = 0; i < SIZE; i++) {
                if (!promise.touched.get(i) && all.array()[i] != promise.flushed[i]) {
                    throw new AssertionError(what + ": byte " + i + " was flushed as " + promise.flushed[i] + " and is "
                            + all.array()[i]);
                }
            }
        }
    }
}

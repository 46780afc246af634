package io.jvirt.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.image.BitmapStore;
import io.jvirt.image.DiskImage;
import io.jvirt.image.DirtyBits;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.ImageSnapshot;
import io.jvirt.image.Images;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.SnapshotStore;
import io.jvirt.image.testkit.QemuImg;
import io.jvirt.image.testkit.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots and bitmaps, with QEMU making and judging some of them. */
class Qcow2SnapshotTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster_size=65536", "cluster_size=512", "cluster_size=4096 compat=0.10",
        "cluster_size=16384 extended_l2=on", "cluster_size=4096 refcount_bits=64"})
    void snapshotsKeepTheDiskAsItWas(String options) throws IOException {
        Random random = new Random(SEED);
        Path image = folder.resolve("image.qcow2");
        int size = 1 << 20;
        TestImages.create(image, ImageFormats.QCOW2, size, options.split(" "));
        byte[] now = new byte[size];
        Map<String, byte[]> kept = new LinkedHashMap<>();
        List<String> log = new ArrayList<>();
        for (int session = 0; session < 4; session++) {
            try (DiskImage disk = Images.open(image, ImageFormats.QCOW2, true)) {
                SnapshotStore snapshots = (SnapshotStore) disk;
                for (int step = 0; step < 25; step++) {
                    now = step(disk, snapshots, now, kept, random, log, "s" + session + "-" + step);
                }
                assertThat(bytes(disk)).as("seed %d %s %s", SEED, options, log).isEqualTo(now);
                assertThat(snapshots.snapshots()).extracting(ImageSnapshot::name).containsExactlyElementsOf(kept.keySet());
            }
            QemuImg.check(image);
            QemuImg.run("qemu-img", "snapshot", "-c", "q" + session, image.toString());
            kept.put("q" + session, now.clone());
            for (Map.Entry<String, byte[]> entry : kept.entrySet()) {
                try (DiskImage old = ImageFormats.QCOW2.open(OpenRequest.reading(image).snapshot(entry.getKey()))) {
                    assertThat(bytes(old)).as("seed %d %s snapshot %s %s", SEED, options, entry.getKey(), log)
                            .isEqualTo(entry.getValue());
                }
            }
        }
        for (Map.Entry<String, byte[]> entry : kept.entrySet()) {
            Path raw = folder.resolve("snapshot.raw");
            QemuImg.run("qemu-img", "convert", "-l", entry.getKey(), "-O", "raw", image.toString(), raw.toString());
            assertThat(Files.readAllBytes(raw)).isEqualTo(entry.getValue());
        }
    }

    private static byte[] step(
            DiskImage disk, SnapshotStore snapshots, byte[] now, Map<String, byte[]> kept, Random random,
            List<String> log, String name) {
        List<String> names = List.copyOf(kept.keySet());
        switch (random.nextInt(8)) {
            case 0 -> {
                log.add("create " + name);
                snapshots.createSnapshot(name);
                kept.put(name, now.clone());
            }
            case 1 -> {
                if (names.size() > 3) {
                    String gone = names.get(random.nextInt(names.size()));
                    log.add("delete " + gone);
                    snapshots.deleteSnapshot(gone);
                    kept.remove(gone);
                }
            }
            case 2 -> {
                if (!names.isEmpty()) {
                    String back = names.get(random.nextInt(names.size()));
                    log.add("apply " + back);
                    snapshots.applySnapshot(back);
                    return kept.get(back).clone();
                }
            }
            default -> {
                int at = random.nextInt(now.length);
                int length = 1 + random.nextInt(Math.min(now.length - at, 60_000));
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                log.add("write " + at + " " + length);
                disk.write(at, ByteBuffer.wrap(bytes));
                System.arraycopy(bytes, 0, now, at, length);
            }
        }
        return now;
    }

    private static byte[] bytes(DiskImage disk) {
        ByteBuffer all = ByteBuffer.allocate((int) disk.size());
        disk.read(0, all);
        return all.array();
    }

    @Test
    void aSnapshotOfAnotherSizeBringsItsSizeBack() {
        Path image = folder.resolve("sized.qcow2");
        try (DiskImage disk = TestImages.fresh(image, ImageFormats.QCOW2, 1 << 20)) {
            SnapshotStore snapshots = (SnapshotStore) disk;
            disk.write(0, ByteBuffer.wrap(new byte[] {1, 2, 3}));
            snapshots.createSnapshot("small");
            disk.resize(3 << 20);
            disk.write(2 << 20, ByteBuffer.wrap(new byte[] {4}));
            snapshots.createSnapshot("large");
            snapshots.applySnapshot("small");
            assertThat(disk.size()).isEqualTo(1 << 20);
            snapshots.applySnapshot("large");
            assertThat(disk.size()).isEqualTo(3 << 20);
            assertThatThrownBy(() -> snapshots.deleteSnapshot("none"))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("has no snapshot 'none'");
        }
        QemuImg.check(image);
        assertThat(QemuImg.run("qemu-img", "snapshot", "-l", image.toString())).contains("small").contains("large");
    }

    @Test
    void stateOfAGuestIsRecognisedAndKept() throws IOException {
        Path image = folder.resolve("state.qcow2");
        TestImages.create(image, ImageFormats.QCOW2, 8 << 20);
        Process guest = new ProcessBuilder("qemu-system-x86_64", "-machine", "none", "-accel", "tcg", "-display", "none",
                "-S", "-drive", "if=none,format=qcow2,id=d,file=" + image, "-monitor", "stdio").start();
        try (var monitor = guest.outputWriter()) {
            monitor.write("savevm running\nquit\n");
            monitor.flush();
            guest.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            guest.destroyForcibly();
        }
        try (DiskImage disk = Images.open(image, ImageFormats.QCOW2, true)) {
            SnapshotStore snapshots = (SnapshotStore) disk;
            assertThat(snapshots.snapshots()).hasSize(1);
            assertThat(snapshots.snapshots().getFirst().vmStateSize()).isPositive();
            snapshots.createSnapshot("disk alone");
            snapshots.applySnapshot("running");
        }
        QemuImg.check(image);
        assertThat(QemuImg.run("qemu-img", "snapshot", "-l", image.toString())).contains("running");
    }

    @Test
    void bitmapsOfBothSidesAgree() {
        Random random = new Random(SEED);
        Path image = folder.resolve("bitmaps.qcow2");
        int size = 8 << 20;
        TestImages.create(image, ImageFormats.QCOW2, size);
        QemuImg.run("qemu-img", "bitmap", "--add", "-g", "4096", image.toString(), "theirs");
        try (DiskImage disk = Images.open(image, ImageFormats.QCOW2, true)) {
            BitmapStore bitmaps = (BitmapStore) disk;
            bitmaps.addBitmap("ours", 65536, true);
            bitmaps.addBitmap("off", 0, false);
            for (int i = 0; i < 20; i++) {
                int at = random.nextInt(size - 5000);
                disk.write(at, ByteBuffer.wrap(new byte[1 + random.nextInt(5000)]));
            }
        }
        QemuImg.check(image);
        QemuImg.io(image, List.of("write -P 5 1M 70k", "write -z 6M 100k"));
        QemuImg.check(image);
        QemuImg.run("qemu-img", "bitmap", "--add", "--merge", "theirs", image.toString(), "merged");
        try (DiskImage disk = Images.open(image, ImageFormats.QCOW2, true)) {
            BitmapStore bitmaps = (BitmapStore) disk;
            DirtyBits theirs = bitmaps.readBitmap("theirs");
            DirtyBits ours = bitmaps.readBitmap("ours");
            assertThat(theirs.granularity()).isEqualTo(4096);
            for (int i = 0; i < ours.count(); i++) {
                boolean any = false;
                for (int j = 0; j < 16; j++) {
                    any |= theirs.isSet(i * 16 + j);
                }
                assertThat(ours.isSet(i)).as("seed %d bit %d", SEED, i).isEqualTo(any);
            }
            assertThat(ours.isSet(16)).isTrue();
            assertThat(bitmaps.readBitmap("merged").bytes()).isEqualTo(ours.bytes());
            assertThat(bitmaps.readBitmap("off").bytes()).isEmpty();
            bitmaps.mergeBitmap("off", theirs);
            assertThat(bitmaps.readBitmap("off").bytes()).isEqualTo(ours.bytes());
            bitmaps.clearBitmap("ours");
            bitmaps.enableBitmap("theirs", false);
            disk.write(0, ByteBuffer.wrap(new byte[100]));
            disk.resize(16 << 20);
            disk.write(15 << 20, ByteBuffer.wrap(new byte[100]));
            assertThat(bitmaps.readBitmap("ours").isSet(240)).isTrue();
            bitmaps.removeBitmap("merged");
        }
        QemuImg.check(image);
        assertThat(QemuImg.run("qemu-img", "info", image.toString())).contains("name: ours").doesNotContain("merged");
    }
}

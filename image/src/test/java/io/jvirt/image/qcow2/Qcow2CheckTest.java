package io.jvirt.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.image.CheckResult;
import io.jvirt.image.Checkable.Repair;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.Images;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.Packing;
import io.jvirt.image.SnapshotStore;
import io.jvirt.image.testkit.QemuImg;
import io.jvirt.image.testkit.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checking and repairing: the same figures as qemu-img, and nothing left to find afterwards. */
class Qcow2CheckTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);
    private static final int ROUNDS = Integer.getInteger("jvirt.image.rounds", 25);

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    private Path image(Random random) {
        Path image = folder.resolve("image.qcow2");
        try (DiskImage disk = TestImages.fresh(image, ImageFormats.QCOW2, 4 << 20, "cluster_size=4096")) {
            for (int i = 0; i < 20; i++) {
                byte[] bytes = new byte[1 + random.nextInt(20_000)];
                random.nextBytes(bytes);
                disk.write(random.nextInt(3 << 20), ByteBuffer.wrap(bytes));
                if (i == 8) {
                    ((SnapshotStore) disk).createSnapshot("s");
                }
            }
            Packing packing = disk.packing().orElseThrow();
            byte[] text = new byte[4096];
            Arrays.fill(text, (byte) 'x');
            for (int i = 0; i < 5; i++) {
                packing.write((3 << 20) + 40960L + i * 4096L, packing.pack(text));
            }
        }
        return image;
    }

    private static CheckResult check(Path image, Repair repair) {
        try (Qcow2Image disk = Qcow2Image.open(OpenRequest.reading(image).writable(repair != Repair.NOTHING).forCheck())) {
            return disk.check(repair);
        }
    }

    private static long figure(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": (\\d+)").matcher(json);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static void sameFigures(Path image, CheckResult ours, String what) {
        QemuImg.Outcome theirs = QemuImg.attempt("qemu-img", "check", "--output", "json", image.toString());
        String json = theirs.output().substring(theirs.output().lastIndexOf("\n{") + 1);
        assertThat(new long[] {
                    ours.corruptions(), ours.leaks(), ours.totalClusters(), ours.allocatedClusters(),
                    ours.fragmentedClusters(), ours.compressedClusters(), ours.imageEnd()})
                .as("%s: %s\n%s", what, ours.findings(), theirs.output())
                .isEqualTo(new long[] {
                    figure(json, "corruptions"), figure(json, "leaks"), figure(json, "total-clusters"),
                    figure(json, "allocated-clusters"), figure(json, "fragmented-clusters"),
                    figure(json, "compressed-clusters"), figure(json, "image-end-offset")});
    }

    @Test
    void figuresAreQemusAndRepairsHold() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED + round);
            Path image = image(random);
            sameFigures(image, check(image, Repair.NOTHING), "sound");
            String what = "seed " + (SEED + round) + " " + damage(image, random);
            CheckResult found = check(image, Repair.NOTHING);
            sameFigures(image, found, what);
            Path theirs = folder.resolve("theirs.qcow2");
            Files.copy(image, theirs, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            if (found.leaks() > 0) {
                CheckResult leaks = check(image, Repair.LEAKS);
                assertThat(leaks.leaks()).as(what).isZero();
                assertThat(leaks.leaksFixed()).as(what).isEqualTo(found.leaks());
                assertThat(leaks.corruptions()).as(what).isLessThanOrEqualTo(found.corruptions());
            }
            CheckResult all = check(image, Repair.ALL);
            assertThat(all.corruptions() + all.leaks()).as("%s %s", what, all.findings()).isZero();
            QemuImg.check(image);
            QemuImg.repair(theirs);
            QemuImg.compare(image, "qcow2", theirs, "qcow2");
        }
    }

    /** Changes some refcounts or flags at random. */
    private static String damage(Path image, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(image);
        ByteBuffer b = ByteBuffer.wrap(bytes);
        StringBuilder what = new StringBuilder();
        int block = (int) b.getLong((int) b.getLong(48));
        for (int i = 0; i <= random.nextInt(4); i++) {
            if (random.nextBoolean()) {
                int cluster = 8 + random.nextInt(bytes.length / 4096 - 8);
                short count = (short) random.nextInt(4);
                b.putShort(block + cluster * 2, count);
                what.append(" refcount of ").append(cluster).append(" = ").append(count);
            } else {
                int l2 = (int) (b.getLong((int) b.getLong(40) + 8 * random.nextInt(2)) & L2Entry.OFFSET_MASK);
                int entry = l2 + 8 * random.nextInt(512);
                if (l2 != 0 && b.getLong(entry) != 0 && (b.getLong(entry) & L2Entry.COMPRESSED) == 0) {
                    b.putLong(entry, b.getLong(entry) ^ L2Entry.COPIED);
                    what.append(" flag of entry at ").append(entry);
                }
            }
        }
        Files.write(image, bytes);
        return what.toString();
    }

    @Test
    void anImageThatWasNotClosedIsRepairedBeforeItIsWritten() throws IOException {
        Path image = image(new Random(SEED));
        byte[] bytes = Files.readAllBytes(image);
        bytes[79] |= 1;
        ByteBuffer.wrap(bytes).putShort((int) ByteBuffer.wrap(bytes).getLong(4096) + 40, (short) 7);
        Files.write(image, bytes);
        try (DiskImage disk = Images.open(image, ImageFormats.QCOW2, true)) {
            disk.write(0, ByteBuffer.wrap(new byte[] {9}));
            assertThat(disk.facts().dirty()).isFalse();
        }
        QemuImg.check(image);
    }

    /** Nothing that a file may hold makes reading it run away or fail in another way than with an ImageException. */
    @Test
    void hostileFilesFailInAnOrderlyWay() throws IOException {
        byte[] sound = Files.readAllBytes(image(new Random(SEED)));
        for (int round = 0; round < ROUNDS * 40; round++) {
            Random random = new Random(SEED + round);
            byte[] bytes = sound.clone();
            ByteBuffer b = ByteBuffer.wrap(bytes);
            for (int i = 0; i <= random.nextInt(3); i++) {
                long[] odd = {0, 1, -1, Long.MAX_VALUE, 1L << 62, 1L << 40, 4096, 512, random.nextLong(), bytes.length};
                int at = random.nextInt(3) == 0 ? random.nextInt(bytes.length / 8) * 8 : random.nextInt(14) * 8;
                switch (random.nextInt(3)) {
                    case 0 -> b.putLong(at, odd[random.nextInt(odd.length)]);
                    case 1 -> b.putInt(at + 4, (int) odd[random.nextInt(odd.length)]);
                    default -> b.put(at + random.nextInt(8), (byte) random.nextInt());
                }
            }
            Path image = folder.resolve("hostile.qcow2");
            Files.write(image, bytes);
            try {
                use(image, random);
            } catch (ImageException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException | OutOfMemoryError e) {
                throw new AssertionError("seed " + (SEED + round), e);
            }
        }
    }

    private static void use(Path image, Random random) {
        try (DiskImage disk = Images.open(image, ImageFormats.QCOW2, random.nextBoolean())) {
            disk.facts();
            ByteBuffer some = ByteBuffer.allocate((int) Math.min(disk.size(), 100_000));
            disk.read(random.nextLong(disk.size() - some.remaining() + 1), some);
            disk.extentAt(random.nextLong(Math.max(1, disk.size())));
            if (((Qcow2Image) disk).header().version() > 2) {
                ((Qcow2Image) disk).bitmaps();
            }
            disk.write(0, ByteBuffer.wrap(new byte[70_000]));
            ((SnapshotStore) disk).createSnapshot("another");
            ((SnapshotStore) disk).applySnapshot("s");
        }
        check(image, Repair.NOTHING);
        check(image, Repair.ALL);
    }
}

package io.jvirt.image.vmdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.image.operation.Conversion;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.Images;
import io.jvirt.image.testkit.QemuImg;
import io.jvirt.image.testkit.RandomOperations;
import io.jvirt.image.testkit.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmdkTest {
    private static final ImageFormat VMDK = ImageFormats.named("vmdk");

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"twoGbMaxExtentSparse", "twoGbMaxExtentFlat"})
    void bytesOverTheBorderOfTwoFilesAreInBoth(String type) {
        Path image = folder.resolve("split.vmdk");
        TestImages.create(image, VMDK, 5L << 30, "subformat=" + type);
        assertThat(folder.toFile().list()).hasSize(4);
        long border = 2L << 30;
        byte[] bytes = noise(300_000);
        try (DiskImage disk = Images.open(image, VMDK, true)) {
            disk.write(border - 100_000, ByteBuffer.wrap(bytes));
            disk.writeZeroes(border - 512, 1024);
            ByteBuffer back = ByteBuffer.allocate(bytes.length);
            disk.read(border - 100_000, back);
            java.util.Arrays.fill(bytes, 100_000 - 512, 100_000 + 512, (byte) 0);
            assertThat(back.array()).isEqualTo(bytes);
        }
        QemuImg.io(image, "vmdk", List.of("write -P 7 " + (2 * border - 4096) + " 8192",
                "read -P 0 " + (border - 512) + " 1024", "write -P 9 " + (border - 4096) + " 8192"));
        try (DiskImage disk = Images.open(image, VMDK, false)) {
            for (long[] place : new long[][] {{border, 9}, {2 * border, 7}}) {
                ByteBuffer back = ByteBuffer.allocate(8192);
                disk.read(place[0] - 4096, back);
                assertThat(back.array()).containsOnly((byte) place[1]);
            }
        }
    }

    @Test
    void anImageIsBasedOnAnotherUntilThatChanges() throws IOException {
        Path base = folder.resolve("base.vmdk");
        Path top = folder.resolve("top.vmdk");
        byte[] model = noise(3 << 20);
        TestImages.create(base, VMDK, model.length);
        try (DiskImage disk = Images.open(base, VMDK, true)) {
            disk.write(0, ByteBuffer.wrap(model));
        }
        TestImages.create(top, VMDK, model.length, "backing_file=base.vmdk", "zeroed_grain=on");
        RandomOperations operations = new RandomOperations(new Random(3), model);
        try (DiskImage disk = Images.open(top, VMDK, true)) {
            operations.with(disk, 40);
            assertThat(disk.facts().backingFile()).isEqualTo("base.vmdk");
        }
        Path raw = folder.resolve("model.raw");
        Files.write(raw, operations.model());
        QemuImg.check(top, "vmdk");
        QemuImg.compare(top, "vmdk", raw, "raw");
        try (DiskImage disk = Images.open(base, VMDK, true)) {
            disk.write(0, ByteBuffer.allocate(1));
        }
        assertThatThrownBy(() -> Images.open(top, VMDK, false)).isInstanceOf(ImageException.class)
                .hasMessageContaining("has changed since");
    }

    @Test
    void aBackingImageOfQemusIsFollowed() throws IOException {
        QemuImg.run("qemu-img", "create", "-q", "-f", "vmdk", folder.resolve("b.vmdk").toString(), "1M");
        QemuImg.io(folder.resolve("b.vmdk"), "vmdk", List.of("write -P 5 0 1M"));
        QemuImg.run("qemu-img", "create", "-q", "-f", "vmdk", "-b", "b.vmdk", "-F", "vmdk", folder.resolve("t.vmdk").toString());
        QemuImg.io(folder.resolve("t.vmdk"), "vmdk", List.of("write -P 6 4096 512"));
        try (DiskImage disk = Images.open(folder.resolve("t.vmdk"), VMDK, false)) {
            byte[] bytes = RandomOperations.bytes(disk);
            assertThat(bytes[4095]).isEqualTo((byte) 5);
            assertThat(bytes[4096]).isEqualTo((byte) 6);
        }
    }

    @Test
    void aConvertedStreamStoresEachGrainOnce() throws IOException {
        Path raw = folder.resolve("raw");
        byte[] text = "some line, again and again\n".repeat(60_000).getBytes(StandardCharsets.UTF_8);
        Files.write(raw, text);
        for (boolean packing : new boolean[] {true, false}) {
            Path image = folder.resolve("stream" + packing + ".vmdk");
            TestImages.create(image, VMDK, text.length, "subformat=streamOptimized");
            try (DiskImage from = Images.open(raw, ImageFormats.RAW, false); DiskImage to = Images.open(image, VMDK, true)) {
                Conversion.standard().compressed(packing).copy(from, to);
            }
            assertThat(Files.size(image)).isLessThan(128 << 10);
            QemuImg.check(image, "vmdk");
            QemuImg.compare(image, "vmdk", raw, "raw");
        }
    }

    private Path descriptor(String... extents) throws IOException {
        Path image = folder.resolve("crafted.vmdk");
        Files.writeString(image, "# Disk DescriptorFile\nversion=1\nCID=12345678\nparentCID=ffffffff\n"
                + "createType=\"vmfsSparse\"\n" + String.join("\n", extents) + "\n");
        return image;
    }

    @Test
    void aDescriptorCannotReachBeyondItsFolder() throws IOException {
        for (String name : List.of("/etc/passwd", "../secret", "sub/file", "..", "")) {
            Path image = descriptor("RW 1 FLAT \"" + name + "\" 0");
            assertThatThrownBy(() -> Images.open(image, VMDK, false)).as(name).isInstanceOf(ImageException.class)
                    .hasMessageContaining("not a file in its own folder");
        }
    }

    @Test
    void extentsOfSeveralKindsFollowEachOther() throws IOException {
        Files.write(folder.resolve("flat"), noise(4096));
        TestImages.create(folder.resolve("sparse.vmdk"), VMDK, 1 << 20);
        Path image = descriptor("RW 4 FLAT \"flat\" 2", "RW 3 ZERO", "RW 2048 SPARSE \"sparse.vmdk\"", "RDONLY 2 FLAT \"flat2\" 0");
        Files.write(folder.resolve("flat2"), noise(1024));
        try (DiskImage disk = Images.open(image, VMDK, true)) {
            assertThat(disk.size()).isEqualTo((4 + 3 + 2048 + 2) * 512);
            disk.write(1024, ByteBuffer.wrap(noise(1024)));
            disk.write(7 * 512 + 300, ByteBuffer.wrap(noise(1000)));
            assertThatThrownBy(() -> disk.write(4 * 512, ByteBuffer.allocate(1))).hasMessageContaining("cannot be written");
            assertThatThrownBy(() -> disk.write(disk.size() - 1, ByteBuffer.allocate(1))).hasMessageContaining("RDONLY");
            byte[] bytes = RandomOperations.bytes(disk);
            assertThat(bytes).startsWith(java.util.Arrays.copyOfRange(noise(4096), 1024, 2048)).endsWith(noise(1024));
            assertThat(java.util.Arrays.copyOfRange(bytes, 1024, 2048)).isEqualTo(noise(1024));
            assertThat(java.util.Arrays.copyOfRange(bytes, 7 * 512 + 300, 7 * 512 + 1300)).isEqualTo(noise(1000));
        }
    }

    @Test
    void theOlderFormOfEsxIsRead() throws IOException {
        // One directory entry, one table of 4096 entries, grains of one sector.
        ByteBuffer file = ByteBuffer.allocate(64 * 512).order(ByteOrder.LITTLE_ENDIAN);
        file.put("COWD".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(3).putInt(100).putInt(1).putInt(4).putInt(1);
        file.putInt(4 * 512, 5);
        byte[] model = new byte[100 * 512];
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            int grain = random.nextInt(100);
            byte[] bytes = noise(512 + i);
            file.putInt(5 * 512 + grain * 4, 40 + i).put((40 + i) * 512, bytes, 0, 512);
            System.arraycopy(bytes, 0, model, grain * 512, 512);
        }
        Path image = folder.resolve("esx.vmdk");
        Files.write(image, file.array());
        try (DiskImage disk = Images.open(image, Images.probe(image), false)) {
            assertThat(RandomOperations.bytes(disk)).isEqualTo(model);
        }
        Path raw = folder.resolve("esx.raw");
        Files.write(raw, model);
        // QEMU needs a descriptor beside it.
        Path whole = descriptor("RW 100 VMFSSPARSE \"esx.vmdk\"");
        QemuImg.compare(whole, "vmdk", raw, "raw");
        try (DiskImage disk = Images.open(whole, VMDK, false)) {
            assertThat(RandomOperations.bytes(disk)).isEqualTo(model);
        }
    }
}

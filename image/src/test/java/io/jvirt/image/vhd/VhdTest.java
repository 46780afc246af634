package io.jvirt.image.vhd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VhdTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);
    private static final ImageFormat VPC = ImageFormats.named("vpc");

    @TempDir
    Path folder;

    @Test
    void sizesAreThoseOfQemu() {
        QemuImg.assumeThere();
        Random random = new Random(SEED);
        for (int i = 0; i < 24; i++) {
            long size = 512 * (1 + random.nextLong(1L << 10 + random.nextInt(22)));
            String force = i % 3 == 0 ? "on" : "off";
            Path ours = folder.resolve("ours.vhd");
            Path theirs = folder.resolve("theirs.vhd");
            TestImages.create(ours, VPC, size, "force_size=" + force);
            QemuImg.run("qemu-img", "create", "-q", "-f", "vpc", "-o", "force_size=" + force, theirs.toString(), "" + size);
            assertThat(size(ours)).as("seed %d size %d force_size %s", SEED, size, force).isEqualTo(size(theirs));
            assertThat(QemuImg.run("qemu-img", "info", "-f", "vpc", ours.toString())).contains("(" + size(ours) + " bytes)");
        }
    }

    private static long size(Path image) {
        try (DiskImage disk = Images.open(image, VPC, false)) {
            return disk.size();
        }
    }

    @Test
    void aDifferenceIsReadOverItsParent() throws IOException {
        Path parent = folder.resolve("parent.vhd");
        TestImages.create(parent, VPC, 5 << 20, "force_size=on");
        byte[] model = new byte[5 << 20];
        new Random(SEED).nextBytes(model);
        try (DiskImage disk = Images.open(parent, VPC, true)) {
            disk.write(0, ByteBuffer.wrap(model));
        }
        Path child = difference(parent, model);
        try (DiskImage disk = Images.open(child, VPC, false)) {
            assertThat(RandomOperations.bytes(disk)).isEqualTo(model);
            assertThat(disk.facts().backingFile()).isEqualTo("parent.vhd");
        }
        assertThatThrownBy(() -> Images.open(child, VPC, true)).isInstanceOf(ImageException.class)
                .hasMessageContaining("only be read");
        Files.delete(parent);
        TestImages.create(parent, VPC, 5 << 20);
        assertThatThrownBy(() -> Images.open(child, VPC, false)).hasMessageContaining("not the one it is a difference to");
    }

    /** Makes what no tool here can: an image of the second block of which some sectors differ. */
    private Path difference(Path parent, byte[] model) throws IOException {
        ByteBuffer base = ByteBuffer.wrap(Files.readAllBytes(parent));
        ByteBuffer footer = ByteBuffer.allocate(512).put(base.slice(0, 512)).putInt(60, VhdFooter.DIFFERENCING);
        footer.putInt(64, VhdFooter.checksum(footer, 512, 64));
        ByteBuffer file = ByteBuffer.allocate(4096 + 512 + (2 << 20));
        file.put(0, footer, 0, 512);
        ByteBuffer header = ByteBuffer.allocate(1024).put(base.slice(512, 1024));
        header.putLong(16, 2048).put(40, base, 68, 16).putInt(576, 0x57327275).putInt(580, 512).putInt(584, 24);
        header.putLong(592, 3072).putInt(36, VhdFooter.checksum(header, 1024, 36));
        file.put(512, header, 0, 1024);
        file.put(3072, ".\\parent.vhd".getBytes(StandardCharsets.UTF_16LE));
        file.putInt(2048, -1).putInt(2052, 8).putInt(2056, -1);
        Random random = new Random(SEED + 1);
        byte[] sector = new byte[512];
        for (int i = 0; i < 300; i++) {
            int number = random.nextInt(4096);
            random.nextBytes(sector);
            int bits = file.get(4096 + number / 8) | 0x80 >> number % 8;
            file.put(4096 + number / 8, (byte) bits).put(4608 + number * 512, sector);
            System.arraycopy(sector, 0, model, (2 << 20) + number * 512, 512);
        }
        Path child = folder.resolve("child.vhd");
        Files.write(child, Arrays.copyOf(file.array(), file.capacity() + 512));
        return child;
    }

    @Test
    void aDamagedFirstCopyOfTheFooterIsReplacedByTheLast() throws IOException {
        Path image = folder.resolve("damaged.vhd");
        TestImages.create(image, VPC, 3 << 20, "force_size=on");
        byte[] bytes = Files.readAllBytes(image);
        bytes[100]++;
        Files.write(image, bytes);
        assertThat(size(image)).isEqualTo(3 << 20);
        bytes[bytes.length - 1]++;
        Files.write(image, bytes);
        assertThatThrownBy(() -> size(image)).isInstanceOf(ImageException.class).hasMessageContaining("both copies");
    }
}

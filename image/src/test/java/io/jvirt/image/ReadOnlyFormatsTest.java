package io.jvirt.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.v3.bzip2.BZip2HadoopStreams;
import io.jvirt.image.testkit.QemuImg;
import io.jvirt.image.testkit.RandomOperations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats that are only read: images put together here, and QEMU sees the same in them. */
class ReadOnlyFormatsTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private void isReadAsQemuDoes(Path image, String label, byte[] model) throws IOException {
        ImageFormat format = ImageFormats.named(label);
        try (DiskImage disk = Images.open(image, format, false)) {
            byte[] bytes = RandomOperations.bytes(disk);
            assertThat(Arrays.mismatch(bytes, model)).as("seed %d", SEED).isEqualTo(-1);
            for (int i = 0; i < 50; i++) {
                int at = random.nextInt(model.length);
                ByteBuffer some = ByteBuffer.allocate(1 + random.nextInt(Math.min(5000, model.length - at)));
                disk.read(at, some);
                assertThat(some.array()).isEqualTo(Arrays.copyOfRange(model, at, at + some.capacity()));
            }
        }
        Path raw = folder.resolve(label + ".raw");
        Files.write(raw, model);
        QemuImg.compare(image, label, raw, "raw");
        assertThatThrownBy(() -> Images.open(image, format, true)).isInstanceOf(ImageException.class)
                .hasMessageContaining("only read");
        FormatFuzzTest.damageAndUse(format, image, Files.readAllBytes(image), random, "seed " + SEED + " " + label);
    }

    @Test
    void bochs() throws IOException {
        int extents = 20;
        int extent = 8192;
        byte[] model = new byte[extents * extent - 1024];
        ByteBuffer file = ByteBuffer.allocate(512 + extents * 4 + 6 * (extent + 512)).order(ByteOrder.LITTLE_ENDIAN);
        file.put("Bochs Virtual HD Image\0".getBytes(StandardCharsets.US_ASCII));
        file.put(32, "Redolog\0".getBytes(StandardCharsets.US_ASCII)).put(48, "Growing\0".getBytes(StandardCharsets.US_ASCII));
        file.putInt(64, 0x20000).putInt(68, 512).putInt(72, extents).putInt(76, 2).putInt(80, extent).putLong(88, model.length);
        for (int i = 0; i < extents; i++) {
            file.putInt(512 + i * 4, -1);
        }
        for (int i = 0; i < 6; i++) {
            int number = 3 * i;
            int at = 512 + extents * 4 + i * (extent + 512);
            file.putInt(512 + number * 4, i);
            for (int sector = 0; sector < 16; sector++) {
                if (random.nextBoolean()) {
                    byte[] bytes = noise(512);
                    file.put(at + sector / 8, (byte) (file.get(at + sector / 8) | 1 << sector % 8));
                    file.put(at + 512 + sector * 512, bytes);
                    System.arraycopy(bytes, 0, model, number * extent + sector * 512, 512);
                }
            }
        }
        Path image = folder.resolve("image.bochs");
        Files.write(image, file.array());
        assertThat(Images.probe(image).label()).isEqualTo("bochs");
        isReadAsQemuDoes(image, "bochs", model);
    }

    private static byte[] zlib(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] bzip2(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2HadoopStreams().createOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void cloop() throws IOException {
        int block = 65536;
        int blocks = 9;
        byte[] model = new byte[block * blocks];
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(136 + (blocks + 1) * 8);
        head.put("#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0 && mount -r -t iso9660 /dev/cloop $1\n"
                .getBytes(StandardCharsets.US_ASCII));
        head.putInt(128, block).putInt(132, blocks).putLong(136, head.capacity());
        for (int i = 0; i < blocks; i++) {
            System.arraycopy(noise(block / 2), 0, model, i * block, block / 2);
            data.write(zlib(Arrays.copyOfRange(model, i * block, (i + 1) * block)));
            head.putLong(144 + i * 8, head.capacity() + data.size());
        }
        Path image = folder.resolve("image.cloop");
        Files.write(image, head.array());
        Files.write(image, data.toByteArray(), java.nio.file.StandardOpenOption.APPEND);
        assertThat(Images.probe(image).label()).isEqualTo("cloop");
        isReadAsQemuDoes(image, "cloop", model);
    }

    /** Two tables, chunks of every kind. */
    private Path dmg(byte[] model, boolean withBzip2) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        StringBuilder list = new StringBuilder("<?xml version=\"1.0\"?><plist><dict><key>resource-fork</key><dict>"
                + "<key>blkx</key><array>");
        int sector = 0;
        for (int table = 0; table < 2; table++) {
            ByteBuffer mish = ByteBuffer.allocate(204 + 6 * 40);
            mish.putInt(0x6d697368).putInt(1).putLong(sector).putLong(400).putLong(0).putInt(200, 6);
            int at = 204;
            for (int type : new int[] {0x80000005, 0, 1, withBzip2 ? 0x80000006 : 2, 2, -1}) {
                int sectors = type == -1 ? 0 : 80;
                byte[] bytes = type == 0 || type == 2 ? new byte[sectors * 512] : noise(sectors * 512);
                Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
                byte[] stored = switch (type) {
                    case 0x80000005 -> zlib(bytes);
                    case 0x80000006 -> bzip2(bytes);
                    case 1 -> bytes;
                    default -> new byte[0];
                };
                mish.putInt(at, type).putLong(at + 8, sector - table * 400L).putLong(at + 16, sectors);
                mish.putLong(at + 24, data.size()).putLong(at + 32, stored.length);
                data.write(stored);
                System.arraycopy(bytes, 0, model, sector * 512, bytes.length);
                sector += sectors;
                at += 40;
            }
            list.append("<dict><key>Data</key><data>\n")
                    .append(Base64.getMimeEncoder().encodeToString(mish.array())).append("\n</data></dict>");
        }
        byte[] xml = list.append("</array></dict></dict></plist>\n").toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer trailer = ByteBuffer.allocate(512).put("koly".getBytes(StandardCharsets.US_ASCII)).putInt(4).putInt(512);
        trailer.putLong(0x20, data.size()).putLong(0xd8, data.size()).putLong(0xe0, xml.length).putLong(0x1ec, 800);
        data.write(xml);
        data.write(trailer.array());
        Path image = folder.resolve("image" + withBzip2 + ".dmg");
        Files.write(image, data.toByteArray());
        return image;
    }

    @Test
    void dmg() throws IOException {
        byte[] model = new byte[800 * 512];
        isReadAsQemuDoes(dmg(model, false), "dmg", model);
    }

    @Test
    void dmgWithBzip2() throws IOException {
        byte[] model = new byte[800 * 512];
        Path image = dmg(model, true);
        // Not every build of QEMU reads bzip2 chunks.
        try (DiskImage disk = Images.open(image, ImageFormats.named("dmg"), false)) {
            assertThat(RandomOperations.bytes(disk)).isEqualTo(model);
        }
    }
}

package io.jvirt.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.image.operation.Conversion;
import io.jvirt.image.testkit.QemuImg;
import io.jvirt.image.testkit.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionTest {
    private static final int SIZE = 9 << 20;

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    private Path rawWithHoles() {
        Path raw = folder.resolve("source.raw");
        Random random = new Random(5);
        try (DiskImage image = TestImages.fresh(raw, ImageFormats.RAW, SIZE + 512)) {
            byte[] noise = new byte[100_000];
            for (int i = 0; i < 10; i++) {
                random.nextBytes(noise);
                image.write(random.nextInt(SIZE - noise.length), ByteBuffer.wrap(noise));
            }
            byte[] text = "a line that is there very often\n".repeat(20_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            image.write(5 << 20, ByteBuffer.wrap(text));
        }
        return raw;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rawBecomesQcow2ThatQemuFindsEqualAndSound(boolean compressed) throws IOException {
        Path raw = rawWithHoles();
        Path image = folder.resolve("target.qcow2");
        TestImages.create(image, ImageFormats.QCOW2, Files.size(raw));
        long[] last = {0};
        try (DiskImage from = Images.open(raw, ImageFormats.RAW, false);
                DiskImage to = Images.open(image, ImageFormats.QCOW2, true)) {
            Conversion.standard().compressed(compressed).progress(done -> last[0] = done).copy(from, to);
        }
        assertThat(last[0]).isEqualTo(Files.size(raw));
        QemuImg.check(image);
        QemuImg.compare(image, "qcow2", raw, "raw");
        assertThat(Images.probe(image)).isEqualTo(ImageFormats.QCOW2);
        if (compressed) {
            assertThat(QemuImg.run("qemu-img", "check", image.toString())).contains("compressed clusters");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib", "zstd"})
    void whatQemuCompressedIsRead(String type) throws IOException {
        Path raw = rawWithHoles();
        Path image = folder.resolve("packed.qcow2");
        QemuImg.run("qemu-img", "convert", "-c", "-O", "qcow2", "-o", "compression_type=" + type, raw.toString(), image.toString());
        Path back = folder.resolve("back.raw");
        try (DiskImage from = Images.open(image, ImageFormats.QCOW2, false);
                DiskImage to = TestImages.fresh(back, ImageFormats.RAW, from.size())) {
            Conversion.standard().copy(from, to);
        }
        assertThat(Files.mismatch(raw, back)).isEqualTo(-1);
    }

    @Test
    void chainsAreFollowedAndLoopsRefused() {
        Path a = folder.resolve("a.qcow2");
        Path b = folder.resolve("b.qcow2");
        TestImages.create(a, ImageFormats.QCOW2, 1 << 20, "backing_file=b.qcow2", "backing_fmt=qcow2");
        TestImages.create(b, ImageFormats.QCOW2, 1 << 20, "backing_file=a.qcow2", "backing_fmt=qcow2");
        assertThatThrownBy(() -> Images.open(a, ImageFormats.QCOW2, false))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("in its own backing chain");
        Path c = folder.resolve("c.qcow2");
        TestImages.create(c, ImageFormats.QCOW2, 1 << 20, "backing_file=b.qcow2");
        assertThatThrownBy(() -> Images.open(c, ImageFormats.QCOW2, false)).hasMessageContaining("does not tell the format");
    }
}

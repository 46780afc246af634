package io.jvirt.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFiles;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.Passphrases;
import io.jvirt.image.testkit.QemuImg;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted images, written by one side and read by the other. */
class Qcow2EncryptionTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);
    private static final Passphrases KEY = id -> "a word".getBytes(StandardCharsets.UTF_8);
    private static final int SIZE = 1 << 20;

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    private void qemuIo(Path image, String command) {
        String output = QemuImg.run("qemu-io", "--object", "secret,id=s,data=a word", "--image-opts",
                "driver=qcow2,file.filename=" + image + ",encrypt.key-secret=s", "-c", command);
        assertThat(output).doesNotContain("failed");
    }

    private static void check(Path image) {
        QemuImg.run("qemu-img", "check", "--object", "secret,id=s,data=a word", "--image-opts",
                "driver=qcow2,file.filename=" + image + ",encrypt.key-secret=s");
    }

    private void bothWays(Path image) {
        byte[] model = new byte[SIZE];
        Random random = new Random(SEED);
        try (DiskImage disk = ImageFormats.QCOW2.open(OpenRequest.writing(image).passphrases(KEY))) {
            for (int i = 0; i < 20; i++) {
                int at = random.nextInt(SIZE - 40_000);
                byte[] bytes = new byte[1 + random.nextInt(40_000)];
                Arrays.fill(bytes, (byte) (100 + i));
                disk.write(at, ByteBuffer.wrap(bytes));
                System.arraycopy(bytes, 0, model, at, bytes.length);
            }
        }
        check(image);
        qemuIo(image, "write -P 3 70000 50000");
        Arrays.fill(model, 70_000, 120_000, (byte) 3);
        try (DiskImage disk = ImageFormats.QCOW2.open(OpenRequest.reading(image).passphrases(KEY))) {
            ByteBuffer all = ByteBuffer.allocate(SIZE);
            disk.read(0, all);
            assertThat(all.array()).as("seed %d", SEED).isEqualTo(model);
        }
        for (int at = 0; at < SIZE; at += SIZE / 16) {
            int end = at;
            while (end < SIZE && model[end] == model[at]) {
                end++;
            }
            qemuIo(image, "read -P " + model[at] + " " + at + " " + (end - at));
        }
    }

    @Test
    void luksImagesOfQemu() {
        Path image = folder.resolve("theirs.qcow2");
        // QEMU times the key derivation and gives up where the kernel's clock of processor time is too coarse for it.
        QemuImg.Outcome made = new QemuImg.Outcome(1, "");
        for (int i = 0; i < 20 && made.status() != 0; i++) {
            made = QemuImg.attempt("qemu-img", "create", "-q", "-f", "qcow2", "--object", "secret,id=s,data=a word", "-o",
                    "encrypt.format=luks,encrypt.key-secret=s,encrypt.iter-time=500", image.toString(), "1M");
        }
        assumeTrue(made.status() == 0, "qemu-img cannot make LUKS images here: " + made.output());
        bothWays(image);
        try (DiskImage disk = ImageFormats.QCOW2.open(OpenRequest.reading(image))) {
            assertThat(disk.facts().encrypted()).isTrue();
            assertThatThrownBy(() -> disk.read(0, ByteBuffer.allocate(512)))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("opened without its passphrase");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "4096"})
    void luksImagesOfOurs(String clusterSize) {
        Path image = folder.resolve("ours.qcow2");
        CreateOptions options = CreateOptions.of(ImageFormats.QCOW2).with("encrypt.format", "luks")
                .with("encrypt.iter-time", "50").with("cluster_size", clusterSize);
        ImageFormats.QCOW2.create(new CreateRequest(image, SIZE, options, ImageFiles.HOST, KEY));
        bothWays(image);
    }

    @Test
    void imagesWithTheOldEncryption() {
        Path image = folder.resolve("old.qcow2");
        QemuImg.run("qemu-img", "create", "-q", "-f", "qcow2", "--object", "secret,id=s,data=a word", "-o",
                "encrypt.format=aes,encrypt.key-secret=s", image.toString(), "1M");
        try (DiskImage disk = ImageFormats.QCOW2.open(OpenRequest.writing(image).passphrases(KEY))) {
            byte[] bytes = "what was written before".repeat(40).getBytes(StandardCharsets.UTF_8);
            disk.write(1000, ByteBuffer.wrap(bytes));
            ByteBuffer back = ByteBuffer.allocate(bytes.length);
            disk.read(1000, back);
            assertThat(back.array()).isEqualTo(bytes);
        }
        check(image);
        // QEMU's programs read it only to convert it.
        Path plain = folder.resolve("plain.raw");
        QemuImg.run("qemu-img", "convert", "--object", "secret,id=s,data=a word", "--image-opts",
                "driver=qcow2,file.filename=" + image + ",encrypt.key-secret=s", "-O", "raw", plain.toString());
        assertThat(plain).content(StandardCharsets.ISO_8859_1).contains("what was written before");
    }
}

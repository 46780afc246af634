package io.jvirt.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.image.testkit.CrashedFile;
import io.jvirt.image.testkit.QemuImg;
import io.jvirt.image.testkit.RecordingFiles;
import io.jvirt.image.testkit.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that become so much larger that their tables have to move, and crashes meanwhile. */
class FormatGrowTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);
    private static final int OLD = 3 << 20;
    private static final long NEW = 600L << 20;

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vdi", "vdi static=on", "vmdk", "vmdk subformat=monolithicFlat", "vpc force_size=on",
        "vpc force_size=on subformat=fixed", "vhdx block_size=1M", "qed", "parallels"})
    void whatWasThereStaysAndTheRestIsZero(String variant) throws IOException {
        String[] words = variant.split(" ");
        ImageFormat format = ImageFormats.named(words[0]);
        Random random = new Random(SEED);
        byte[] content = new byte[OLD];
        random.nextBytes(content);
        Path image = folder.resolve("image." + format.label());
        TestImages.create(image, format, OLD, java.util.Arrays.copyOfRange(words, 1, words.length));
        try (DiskImage disk = Images.open(image, format, true)) {
            disk.write(0, ByteBuffer.wrap(content));
        }
        byte[] start = Files.readAllBytes(image);
        RecordingFiles files = new RecordingFiles();
        try (DiskImage disk = format.open(OpenRequest.writing(image).files(files))) {
            disk.resize(NEW);
            assertThat(disk.size()).isEqualTo(NEW);
            disk.write(NEW - 5000, ByteBuffer.wrap(content, 0, 5000));
            assertThatThrownBy(() -> disk.resize(OLD)).isInstanceOf(ImageException.class)
                    .hasMessageContaining("cannot become smaller");
        }
        Path raw = folder.resolve("model.raw");
        try (ImageFile file = ImageFiles.HOST.create(raw)) {
            file.write(0, ByteBuffer.wrap(content));
            file.write(NEW - 5000, ByteBuffer.wrap(content, 0, 5000));
        }
        QemuImg.compare(image, format.label(), raw, "raw");
        if (format.features().contains(ImageFormat.Feature.CHECK) && !variant.contains("Flat")) {
            QemuImg.check(image, format.label());
        }
        // Formats of several files, and those whose whole disk is in the file, have nothing to be told apart here.
        if (!variant.contains("lat") && !variant.contains("fixed")) {
            for (int i = 0; i < 5; i++) {
                survives(format, CrashedFile.of(start, files.steps(), random), content, variant);
            }
        }
    }

    private void survives(ImageFormat format, CrashedFile crashed, byte[] content, String variant) throws IOException {
        Path image = folder.resolve("crashed." + format.label());
        Files.write(image, crashed.bytes());
        try (DiskImage disk = format.open(OpenRequest.writing(image).forCheck())) {
            if (disk instanceof Checkable checkable) {
                checkable.check(Checkable.Repair.ALL);
            }
        }
        try (DiskImage disk = Images.open(image, format, false)) {
            ByteBuffer back = ByteBuffer.allocate(OLD);
            disk.read(0, back);
            assertThat(back.array()).as("seed %d %s at step %d", SEED, variant, crashed.end()).isEqualTo(content);
        }
    }
}

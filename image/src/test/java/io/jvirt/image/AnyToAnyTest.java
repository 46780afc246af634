package io.jvirt.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.image.operation.Conversion;
import io.jvirt.image.testkit.QemuImg;
import io.jvirt.image.testkit.RandomOperations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is converted from each format to the next one all the way round is still the same, and still has its holes. */
class AnyToAnyTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);
    private static final Passphrases PASSPHRASE = id -> "p".getBytes(StandardCharsets.UTF_8);
    private static final int SIZE = 24 << 20;

    /** Bytes that are not zero, with what blocks of one mebibyte around them take. */
    private static final long MOST_TAKEN = 12 << 20;

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    private static final List<String> CHAIN = List.of(
            "raw", "vdi", "vmdk", "qcow2", "vpc force_size=on", "vhdx block_size=1M", "qed", "parallels", "raw",
            "vmdk subformat=streamOptimized", "luks iter-time=10", "vdi static=on", "vmdk subformat=twoGbMaxExtentSparse",
            "vhdx subformat=fixed block_size=1M", "qed cluster_size=4096", "vpc force_size=on subformat=fixed",
            "vmdk subformat=monolithicFlat", "parallels cluster_size=64k", "qcow2 cluster_size=4k", "vmdk");

    @Test
    void allTheWayRound() throws IOException {
        Random random = new Random(SEED);
        byte[] content = new byte[SIZE];
        for (int i = 0; i < 5; i++) {
            byte[] some = new byte[1 + random.nextInt(200_000)];
            random.nextBytes(some);
            System.arraycopy(some, 0, content, random.nextInt(SIZE - some.length), some.length);
        }
        Path from = folder.resolve("0");
        Files.write(from, content);
        ImageFormat format = ImageFormats.RAW;
        for (int i = 1; i < CHAIN.size(); i++) {
            String[] words = CHAIN.get(i).split(" ");
            ImageFormat next = ImageFormats.named(words[0]);
            CreateOptions options = CreateOptions.of(next);
            for (String option : Arrays.asList(words).subList(1, words.length)) {
                options = options.with(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
            }
            Path to = folder.resolve(Integer.toString(i));
            next.create(new CreateRequest(to, SIZE, options, ImageFiles.HOST, PASSPHRASE));
            try (DiskImage source = format.open(OpenRequest.reading(from).passphrases(PASSPHRASE));
                    DiskImage target = next.open(OpenRequest.writing(to).passphrases(PASSPHRASE))) {
                Conversion.standard().copy(source, target);
                assertThat(Arrays.mismatch(RandomOperations.bytes(target), content))
                        .as("seed %d, %s to %s", SEED, CHAIN.get(i - 1), CHAIN.get(i)).isEqualTo(-1);
            }
            if (!next.label().equals("luks")) {
                QemuImg.compare(to, next.label(), folder.resolve("0"), "raw");
                assertThat(taken(to)).as("bytes taken by %s made of %s", CHAIN.get(i), CHAIN.get(i - 1))
                        .isLessThan(MOST_TAKEN);
            }
            from = to;
            format = next;
        }
    }

    /** {@return bytes of the disk that a file takes} */
    private static long taken(Path file) {
        return Long.parseLong(QemuImg.run("du", "--block-size=1", file.toString()).split("\\s")[0]);
    }
}

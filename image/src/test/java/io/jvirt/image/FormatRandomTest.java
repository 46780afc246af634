package io.jvirt.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.image.testkit.QemuImg;
import io.jvirt.image.testkit.RandomOperations;
import io.jvirt.image.testkit.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeded random operations on images of the formats beside qcow2, with QEMU's tools as the referee in both directions. */
class FormatRandomTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);
    private static final int ROUNDS = Integer.getInteger("jvirt.rounds", 1);

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    /** A kind of image. */
    record Variant(String label, String... options) {
        @Override
        public String toString() {
            return label + " " + String.join(",", options);
        }

        ImageFormat format() {
            return ImageFormats.named(label);
        }

        /** {@return whether QEMU refuses to write what has been written} */
        boolean isStream() {
            return List.of(options).contains("subformat=streamOptimized");
        }
    }

    static Stream<Variant> variants() {
        return Stream.of(
                new Variant("vdi"),
                new Variant("vdi", "static=on"),
                new Variant("vpc"),
                new Variant("vpc", "force_size=on"),
                new Variant("vpc", "subformat=fixed"),
                new Variant("vpc", "subformat=fixed", "force_size=on"),
                new Variant("vmdk"),
                new Variant("vmdk", "zeroed_grain=on", "compat6=on"),
                new Variant("vmdk", "subformat=monolithicFlat", "adapter_type=lsilogic"),
                new Variant("vmdk", "subformat=twoGbMaxExtentSparse"),
                new Variant("vmdk", "subformat=twoGbMaxExtentFlat"),
                new Variant("vmdk", "subformat=streamOptimized"),
                new Variant("vhdx"),
                new Variant("vhdx", "block_size=1M", "block_state_zero=off", "log_size=2M"),
                new Variant("vhdx", "subformat=fixed", "block_size=1M"),
                new Variant("qed"),
                new Variant("qed", "cluster_size=4096", "table_size=2"),
                new Variant("qed", "cluster_size=4096", "table_size=16"),
                new Variant("parallels"),
                new Variant("parallels", "cluster_size=65536"));
    }

    private static int size(Random random) {
        return 512 * (1 + random.nextInt(random.nextBoolean() ? 40_000 : 5_000));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void whatWeMakeAndWriteQemuReadsAndWrites(Variant variant) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED + round);
            Path image = folder.resolve("ours" + round + "." + variant.label);
            TestImages.create(image, variant.format(), size(random), variant.options);
            RandomOperations operations = new RandomOperations(random, new byte[(int) sizeOf(image, variant)]);
            ourSessions(image, variant, operations, 3, round);
            referee(image, variant, operations, round);
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void whatQemuConvertedWeReadAndWrite(Variant variant) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED + 1000 + round);
            Path image = folder.resolve("theirs" + round + "." + variant.label);
            byte[] content = new byte[size(random)];
            for (int i = 0; i < 12; i++) {
                int at = random.nextInt(content.length);
                byte[] piece = new byte[1 + random.nextInt(Math.min(content.length - at, 600_000))];
                random.nextBytes(piece);
                System.arraycopy(piece, 0, content, at, piece.length);
            }
            Path raw = folder.resolve("source" + round + ".raw");
            Files.write(raw, content);
            List<String> command = new ArrayList<>(List.of("qemu-img", "convert", "-f", "raw", "-O", variant.label));
            if (variant.options.length > 0) {
                command.addAll(List.of("-o", String.join(",", variant.options)));
            }
            command.addAll(List.of(raw.toString(), image.toString()));
            QemuImg.run(command.toArray(new String[0]));
            // Geometry may have made it larger.
            RandomOperations operations =
                    new RandomOperations(random, Arrays.copyOf(content, (int) sizeOf(image, variant)));
            ourSessions(image, variant, operations, 2, round);
            referee(image, variant, operations, round);
        }
    }

    private static long sizeOf(Path image, Variant variant) {
        try (DiskImage disk = Images.open(image, variant.format(), false)) {
            return disk.size();
        }
    }

    private static void ourSessions(Path image, Variant variant, RandomOperations operations, int sessions, int round) {
        for (int session = 0; session < sessions; session++) {
            try (DiskImage disk = Images.open(image, variant.format(), true)) {
                if (session > 0 || operations.log().isEmpty()) {
                    same(disk, operations, variant, round);
                }
                operations.with(disk, 30);
                same(disk, operations, variant, round);
            }
        }
    }

    private static void same(DiskImage disk, RandomOperations operations, Variant variant, int round) {
        byte[] bytes = RandomOperations.bytes(disk);
        int mismatch = Arrays.mismatch(bytes, operations.model());
        assertThat(mismatch).as("first difference; seed %d round %d %s after %s", SEED, round, variant, operations.log())
                .isEqualTo(-1);
    }

    /** QEMU finds the image sound and equal, writes into it, and we read what it wrote. */
    private void referee(Path image, Variant variant, RandomOperations operations, int round) throws IOException {
        if (variant.format().features().contains(ImageFormat.Feature.CHECK)) {
            QemuImg.check(image, variant.label);
            CheckResult result = ourCheck(image, variant);
            assertThat(result.findings()).isEmpty();
        }
        Path raw = folder.resolve("model.raw");
        Files.write(raw, operations.model());
        QemuImg.compare(image, variant.label, raw, "raw");
        if (!variant.isStream()) {
            QemuImg.io(image, variant.label, operations.commands(15));
        }
        try (DiskImage disk = Images.open(image, variant.format(), false)) {
            same(disk, operations, variant, round);
        }
        ourSessions(image, variant, operations, 1, round);
        Files.write(raw, operations.model());
        QemuImg.compare(image, variant.label, raw, "raw");
        if (variant.format().features().contains(ImageFormat.Feature.CHECK)) {
            QemuImg.check(image, variant.label);
            assertThat(ourCheck(image, variant).findings()).isEmpty();
        }
    }

    private static CheckResult ourCheck(Path image, Variant variant) {
        try (DiskImage disk = variant.format().open(OpenRequest.reading(image).forCheck())) {
            return ((Checkable) disk).check(Checkable.Repair.NOTHING);
        }
    }
}

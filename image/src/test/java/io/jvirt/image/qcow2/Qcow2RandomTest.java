package io.jvirt.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.Images;
import io.jvirt.image.Packing;
import io.jvirt.image.testkit.QemuImg;
import io.jvirt.image.testkit.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
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

/** Seeded random sequences of operations, compared with an array in memory and with QEMU's own tools. */
class Qcow2RandomTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    /** A kind of image. */
    record Variant(int version, int clusterSize, boolean extended, boolean backed, int refcountBits) {}

    static Stream<Variant> variants() {
        return Stream.of(
                new Variant(3, 65536, false, false, 16),
                new Variant(3, 65536, false, true, 16),
                new Variant(2, 65536, false, true, 16),
                new Variant(2, 4096, false, false, 16),
                new Variant(3, 512, false, false, 16),
                new Variant(3, 512, false, true, 16),
                new Variant(3, 4096, false, true, 1),
                new Variant(3, 4096, false, true, 64),
                new Variant(3, 65536, true, true, 16),
                new Variant(3, 16384, true, false, 16),
                new Variant(3, 2 << 20, false, true, 8));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void whatWasWrittenIsThereAndQemuAgrees(Variant variant) throws IOException {
        for (int round = 0; round < 4; round++) {
            Random random = new Random(SEED + round);
            Path image = folder.resolve("image" + round + ".qcow2");
            int size = 512 * (1 + random.nextInt(variant.clusterSize == 512 ? 8192 : 16384));
            byte[] model = create(variant, image, size, random, round);
            List<String> log = new ArrayList<>();
            for (int session = 0; session < 3; session++) {
                try (DiskImage disk = open(image, true)) {
                    model = operate(disk, model, random, log);
                    assertThat(bytes(disk)).as("seed %d %s %s", SEED + round, variant, log).isEqualTo(model);
                }
                QemuImg.check(image);
            }
            Path raw = folder.resolve("model" + round + ".raw");
            Files.write(raw, model);
            QemuImg.compare(image, "qcow2", raw, "raw");
            byteForByteWithQemuIo(image, model, random);
        }
    }

    private byte[] create(Variant variant, Path image, int size, Random random, int round) throws IOException {
        byte[] model = new byte[size];
        List<String> options = new ArrayList<>(List.of("compat=" + (variant.version == 2 ? "0.10" : "1.1"),
                "cluster_size=" + variant.clusterSize, "refcount_bits=" + variant.refcountBits));
        if (variant.version == 2) {
            options.removeLast();
        }
        Path base = folder.resolve("base" + round + ".raw");
        if (variant.backed) {
            byte[] below = new byte[512 * (1 + random.nextInt(16384))];
            random.nextBytes(below);
            Files.write(base, below);
            System.arraycopy(below, 0, model, 0, Math.min(size, below.length));
        }
        if (variant.refcountBits == 16) {
            options.removeIf(option -> option.startsWith("refcount_bits"));
            if (variant.extended) {
                options.add("extended_l2=on");
            }
            if (variant.backed) {
                options.addAll(List.of("backing_file=" + base, "backing_fmt=raw"));
            }
            TestImages.create(image, ImageFormats.QCOW2, size, options.toArray(new String[0]));
        } else {
            List<String> command = new ArrayList<>(
                    List.of("qemu-img", "create", "-q", "-f", "qcow2", "-o", String.join(",", options)));
            if (variant.backed) {
                command.addAll(List.of("-b", base.toString(), "-F", "raw"));
            }
            command.addAll(List.of(image.toString(), Integer.toString(size)));
            QemuImg.run(command.toArray(new String[0]));
        }
        return model;
    }

    private static DiskImage open(Path image, boolean writable) {
        return Images.open(image, ImageFormats.QCOW2, writable);
    }

    private static byte[] operate(DiskImage disk, byte[] start, Random random, List<String> log) {
        byte[] model = start;
        for (int step = 0; step < 40; step++) {
            int at = random.nextInt(model.length);
            int most = Math.min(model.length - at, random.nextInt(4) == 0 ? 1 << 20 : 1 << 13);
            int length = 1 + random.nextInt(most);
            switch (random.nextInt(10)) {
                case 0 -> disk.flush();
                case 1, 2 -> {
                    log.add("zero " + at + " " + length);
                    disk.writeZeroes(at, length);
                    Arrays.fill(model, at, at + length, (byte) 0);
                }
                case 3 -> {
                    if (random.nextInt(4) == 0) {
                        int size = 512 * (1 + random.nextInt(20000));
                        log.add("resize " + size);
                        disk.resize(size);
                        model = Arrays.copyOf(model, size);
                    }
                }
                case 4 -> {
                    int cluster = disk.clusterSize();
                    int place = at & -cluster;
                    if (place + cluster <= model.length) {
                        byte[] content = new byte[cluster];
                        Arrays.fill(content, cluster / 3, cluster, (byte) random.nextInt(256));
                        Packing packing = disk.packing().orElse(null);
                        byte[] packed = packing == null ? new byte[0] : packing.pack(content);
                        if (packing != null && packed.length > 0 && packing.write(place, packed)) {
                            log.add("compressed " + place);
                            System.arraycopy(content, 0, model, place, cluster);
                        }
                    }
                }
                default -> {
                    byte[] content = new byte[length];
                    random.nextBytes(content);
                    log.add("write " + at + " " + length);
                    disk.write(at, ByteBuffer.wrap(content));
                    System.arraycopy(content, 0, model, at, length);
                }
            }
        }
        return model;
    }

    private static byte[] bytes(DiskImage disk) {
        ByteBuffer all = ByteBuffer.allocate((int) disk.size());
        disk.read(0, all);
        return all.array();
    }

    /** QEMU writes into our image, and we read what it wrote. */
    private static void byteForByteWithQemuIo(Path image, byte[] model, Random random) {
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int at = random.nextInt(model.length / 512) * 512;
            int length = Math.min(512 * (1 + random.nextInt(200)), model.length - at);
            int pattern = 1 + random.nextInt(255);
            boolean zero = random.nextInt(4) == 0;
            commands.add(zero ? "write -z " + at + " " + length : "write -P " + pattern + " " + at + " " + length);
            Arrays.fill(model, at, at + length, (byte) (zero ? 0 : pattern));
        }
        QemuImg.io(image, commands);
        try (DiskImage disk = open(image, false)) {
            assertThat(bytes(disk)).isEqualTo(model);
        }
    }
}

package io.jvirt.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged headers and tables: an image is read, or there is an {@link ImageException}; never another exception, and never
 * more than a bounded time and memory.
 */
class FormatFuzzTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);
    private static final int ROUNDS = Integer.getInteger("jvirt.image.fuzz", 60);

    private static final long MOST_READ = 8 << 20;

    @TempDir
    Path folder;

    record Variant(String label, String... options) {
        @Override
        public String toString() {
            return label + " " + String.join(",", options);
        }
    }

    static Stream<Variant> variants() {
        return Stream.of(
                new Variant("vdi"), new Variant("vmdk"), new Variant("vmdk", "subformat=streamOptimized"),
                new Variant("vmdk", "subformat=monolithicFlat"), new Variant("vpc"), new Variant("vpc", "subformat=fixed"),
                new Variant("vhdx", "block_size=1M"), new Variant("qed", "cluster_size=4096"),
                new Variant("parallels", "cluster_size=4096"), new Variant("luks", "iter-time=1"));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void damagedImagesAreReadOrRefused(Variant variant) throws IOException {
        ImageFormat format = ImageFormats.named(variant.label);
        Random random = new Random(SEED + variant.toString().hashCode());
        Path image = folder.resolve("image");
        damageAndUse(format, image, sound(variant, format, image), random, "seed " + SEED + " " + variant);
    }

    /** Damages an image again and again, and uses it. */
    static void damageAndUse(ImageFormat format, Path image, byte[] sound, Random random, String what) throws IOException {
        int[] places = interesting(sound);
        boolean writes = format.features().contains(ImageFormat.Feature.WRITE);
        for (int round = 0; round < ROUNDS; round++) {
            Files.write(image, damage(sound, places, random));
            use(format, image, writes && round % 3 == 0, what + " round " + round);
        }
    }

    private static byte[] sound(Variant variant, ImageFormat format, Path image) throws IOException {
        CreateOptions options = CreateOptions.of(format);
        for (String option : variant.options) {
            options = options.with(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        Passphrases passphrases = id -> "p".getBytes(StandardCharsets.UTF_8);
        format.create(new CreateRequest(image, 3 << 20, options, ImageFiles.HOST, passphrases));
        try (DiskImage disk = format.open(OpenRequest.writing(image).passphrases(passphrases))) {
            disk.write(5000, ByteBuffer.wrap("something\n".repeat(2000).getBytes(StandardCharsets.UTF_8)));
            disk.write((2 << 20) - 700, ByteBuffer.wrap(new byte[3000]));
        }
        return Files.readAllBytes(image);
    }

    /** {@return where bytes are that are not zero, of the first sectors of each run}: most of a file is holes */
    private static int[] interesting(byte[] bytes) {
        return java.util.stream.IntStream.range(0, bytes.length)
                .filter(i -> bytes[i] != 0 && (i < 4096 || bytes[i - 600] == 0 || i > bytes.length - 512))
                .toArray();
    }

    private static byte[] damage(byte[] sound, int[] places, Random random) {
        byte[] bytes = random.nextInt(8) == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            // Near what is used, and often in the header.
            int at = random.nextInt(3) == 0 ? random.nextInt(600) : places[random.nextInt(places.length)] + random.nextInt(8) - 4;
            int length = 1 << random.nextInt(4);
            byte value = (byte) List.of(0, 0xff, 0x7f, 0x80, 1, random.nextInt(256)).get(random.nextInt(6)).intValue();
            for (int j = at; j < at + length; j++) {
                if (j >= 0 && j < bytes.length) {
                    bytes[j] = random.nextInt(4) == 0 ? (byte) random.nextInt() : value;
                }
            }
        }
        return bytes;
    }

    private static void use(ImageFormat format, Path image, boolean writable, String what) {
        try {
            Images.probe(image);
            OpenRequest request = OpenRequest.reading(image).files(frugal())
                    .writable(writable && !format.label().equals("luks"));
            try (DiskImage disk = format.open(request)) {
                use(disk, writable, what);
            }
            try (DiskImage disk = format.open(OpenRequest.reading(image).forCheck())) {
                // A disk of petabytes is a table that is hardly there; its check would take its time.
                if (disk instanceof Checkable checkable && disk.size() < 64L << 30) {
                    checkable.check(Checkable.Repair.NOTHING);
                }
            }
        } catch (ImageException e) {
            assertThat(e.getMessage()).as(what).isNotBlank();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what, e);
        }
    }

    private static void use(DiskImage disk, boolean writable, String what) {
        disk.facts();
        Random random = new Random(7);
        for (int i = 0; i < 12 && disk.size() > 0; i++) {
            long at = i == 0 ? 0 : random.nextLong(disk.size());
            try {
                Extent extent = disk.extentAt(at);
                assertThat(extent.length()).as(what).isBetween(1L, disk.size() - at);
                disk.read(at, ByteBuffer.allocate((int) Math.min(70_000, disk.size() - at)));
                if (writable && i < 3) {
                    disk.write(at, ByteBuffer.allocate((int) Math.min(5000, disk.size() - at)));
                }
            } catch (ImageException e) {
                assertThat(e.getMessage()).as(what).isNotBlank();
            }
        }
    }

    /** {@return files of which nobody reads much at once: what a header claims must not cost memory} */
    private static ImageFiles frugal() {
        return new ImageFiles() {
            @Override
            public ImageFile open(Path path, Access access) {
                return watched(ImageFiles.HOST.open(path, access));
            }

            @Override
            public ImageFile create(Path path) {
                return ImageFiles.HOST.create(path);
            }
        };
    }

    private static ImageFile watched(ImageFile file) {
        return (ImageFile) Proxy.newProxyInstance(
                ImageFile.class.getClassLoader(), new Class<?>[] {ImageFile.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("read")) {
                        long count = arguments[1] instanceof ByteBuffer buffer ? buffer.remaining() : (int) arguments[1];
                        assertThat(count).as("bytes read at once").isLessThan(MOST_READ);
                    }
                    try {
                        return method.invoke(file, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

package io.jvirt.image.luks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFiles;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.Images;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.Passphrases;
import io.jvirt.image.testkit.QemuImg;
import io.jvirt.image.testkit.RandomOperations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuksTest {
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);
    private static final ImageFormat LUKS = ImageFormats.named("luks");

    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    private static Passphrases passphrase(String text) {
        return id -> text.getBytes(StandardCharsets.UTF_8);
    }

    private static DiskImage open(Path path, boolean writable, String passphrase) {
        return LUKS.open(OpenRequest.reading(path).writable(writable).passphrases(passphrase(passphrase)));
    }

    private static String opts(Path image) {
        return "driver=luks,key-secret=s,file.filename=" + image;
    }

    private static void compareWithQemu(Path image, String passphrase, byte[] model, Path raw) throws IOException {
        Files.write(raw, model);
        QemuImg.run("qemu-img", "compare", "--object", "secret,id=s,data=" + passphrase, "--image-opts", opts(image),
                "driver=raw,file.filename=" + raw);
    }

    /** QEMU sometimes cannot measure its own processor time; then it is asked again. */
    private static void qemuMakes(Path image, String options, int size) {
        QemuImg.Outcome outcome;
        int tries = 0;
        do {
            outcome = QemuImg.attempt("qemu-img", "create", "-q", "--object", "secret,id=s,data=geheim", "-f", "luks", "-o",
                    "key-secret=s," + options, image.toString(), Integer.toString(size));
        } while (outcome.output().contains("accurate CPU usage") && ++tries < 20);
        assertThat(outcome.status()).as(outcome.output()).isZero();
    }

    private static void qemuWrites(Path image, String passphrase, List<String> commands) {
        List<String> command = new ArrayList<>(
                List.of("qemu-io", "--object", "secret,id=s,data=" + passphrase, "--image-opts"));
        commands.forEach(c -> command.addAll(List.of("-c", c)));
        command.add(opts(image));
        assertThat(QemuImg.run(command.toArray(new String[0]))).doesNotContain("failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "iter-time=20",
        "iter-time=20,cipher-alg=aes-128,cipher-mode=cbc,ivgen-alg=essiv,ivgen-hash-alg=sha256",
        "iter-time=20,cipher-alg=aes-128,hash-alg=sha1,ivgen-alg=plain",
        "iter-time=20,cipher-alg=aes-256,cipher-mode=cbc,hash-alg=sha512,ivgen-alg=plain64",
    })
    void bothWriteAndReadWhatTheOtherMade(String options) throws IOException {
        Random random = new Random(SEED);
        Path ours = folder.resolve("ours.luks");
        Path theirs = folder.resolve("theirs.luks");
        int size = 512 * (1 + random.nextInt(8000));
        CreateOptions values = CreateOptions.of(LUKS);
        for (String option : options.split(",")) {
            values = values.with(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        LUKS.create(new CreateRequest(ours, size, values, ImageFiles.HOST, passphrase("geheim")));
        // QEMU takes a second of processor time to make one, whatever the options.
        boolean both = options.contains("sha256") || !options.contains("hash-alg");
        if (both) {
            qemuMakes(theirs, options, size);
        }
        for (Path image : both ? List.of(ours, theirs) : List.of(ours)) {
            assertThat(Images.probe(image)).isSameAs(LUKS);
            // A new volume shows noise.
            RandomOperations operations;
            try (DiskImage disk = open(image, true, "geheim")) {
                assertThat(disk.size()).isEqualTo(size);
                operations = new RandomOperations(random, RandomOperations.bytes(disk));
                operations.with(disk, 40);
                assertThat(RandomOperations.bytes(disk)).as("seed %d %s", SEED, operations.log())
                        .isEqualTo(operations.model());
            }
            compareWithQemu(image, "geheim", operations.model(), folder.resolve("model.raw"));
            qemuWrites(image, "geheim", operations.commands(15));
            try (DiskImage disk = open(image, false, "geheim")) {
                assertThat(RandomOperations.bytes(disk)).as("seed %d %s", SEED, operations.log())
                        .isEqualTo(operations.model());
            }
        }
    }

    @Test
    void passphrasesAreAddedAndRemoved() throws IOException {
        Path image = folder.resolve("keys.luks");
        CreateOptions quick = CreateOptions.of(LUKS).with("iter-time", "10");
        LUKS.create(new CreateRequest(image, 1 << 20, quick, ImageFiles.HOST, passphrase("one")));
        byte[] one = "one".getBytes(StandardCharsets.UTF_8);
        byte[] two = "two".getBytes(StandardCharsets.UTF_8);
        byte[] content;
        try (DiskImage disk = open(image, true, "one")) {
            content = RandomOperations.bytes(disk);
        }
        try (ImageFile file = ImageFiles.HOST.open(image, ImageFiles.Access.WRITE)) {
            LuksVolume volume = LuksVolume.read(file, 0);
            assertThatThrownBy(() -> volume.removeKey(one)).isInstanceOf(ImageException.class)
                    .hasMessageContaining("last passphrase");
            assertThatThrownBy(() -> volume.addKey(two, two, 10)).hasMessageContaining("fits none");
            assertThat(volume.addKey(one, two, 10)).isEqualTo(1);
        }
        compareWithQemu(image, "one", content, folder.resolve("one.raw"));
        compareWithQemu(image, "two", content, folder.resolve("two.raw"));
        try (ImageFile file = ImageFiles.HOST.open(image, ImageFiles.Access.WRITE)) {
            assertThat(LuksVolume.read(file, 0).removeKey(one)).isEqualTo(1);
        }
        compareWithQemu(image, "two", content, folder.resolve("two.raw"));
        assertThatThrownBy(() -> open(image, false, "one")).hasMessageContaining("fits none");
    }

    @Test
    void withoutAPassphraseOnlyTheHeaderIsRead() {
        Path image = folder.resolve("locked.luks");
        CreateOptions quick = CreateOptions.of(LUKS).with("iter-time", "10");
        LUKS.create(new CreateRequest(image, 1 << 20, quick, ImageFiles.HOST, passphrase("one")));
        try (DiskImage disk = Images.open(image, LUKS, false)) {
            assertThat(disk.facts().encrypted()).isTrue();
            assertThatThrownBy(() -> RandomOperations.bytes(disk)).hasMessageContaining("without its passphrase");
        }
    }

    @Test
    void growingShowsZeros() {
        Path image = folder.resolve("grown.luks");
        CreateOptions quick = CreateOptions.of(LUKS).with("iter-time", "10");
        LUKS.create(new CreateRequest(image, 4096, quick, ImageFiles.HOST, passphrase("one")));
        try (DiskImage disk = open(image, true, "one")) {
            disk.writeZeroes(0, 4096);
            disk.resize(2 << 20);
            assertThat(RandomOperations.bytes(disk)).isEqualTo(new byte[2 << 20]);
        }
    }
}

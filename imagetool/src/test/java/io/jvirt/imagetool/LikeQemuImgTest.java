package io.jvirt.imagetool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same command lines as qemu-img's, with the same output and the same end. */
class LikeQemuImgTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long SEED = Long.getLong("jvirt.seed", 20261121L);

    @TempDir
    Path folder;

    private Path image;
    private Path base;

    private record Outcome(int status, String out, String err) {}

    @BeforeAll
    static void referee() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/qemu-img")), "qemu-img is not installed (package qemu-utils)");
    }

    @BeforeEach
    void images() throws IOException {
        base = folder.resolve("base.raw");
        image = folder.resolve("image.qcow2");
        byte[] bytes = new byte[3 << 20];
        Random random = new Random(SEED);
        for (int at = 0; at < bytes.length; at += 700_000) {
            byte[] some = new byte[20_000];
            random.nextBytes(some);
            System.arraycopy(some, 0, bytes, at, some.length);
        }
        Files.write(base, bytes);
        qemu("create", "-q", "-f", "qcow2", "-b", base.toString(), "-F", "raw", image.toString(), "8M");
        qemuIo(image, "write -P 3 1M 100k", "write -z 2M 128k", "write -c -P 7 4M 64k");
    }

    private static Outcome start(List<String> command) {
        try {
            Path err = Files.createTempFile("err", ".txt");
            try {
                Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
                process.getOutputStream().close();
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Outcome(process.waitFor(), out, Files.readString(err));
            } finally {
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Outcome theirs(String... arguments) {
        List<String> command = new ArrayList<>(List.of("qemu-img"));
        command.addAll(List.of(arguments));
        return start(command);
    }

    private static String qemu(String... arguments) {
        Outcome outcome = theirs(arguments);
        assertThat(outcome.status).as("%s %s", List.of(arguments), outcome.err).isZero();
        return outcome.out;
    }

    private static void qemuIo(Path image, String... commands) {
        List<String> command = new ArrayList<>(List.of("qemu-io", image.toString()));
        for (String c : commands) {
            command.addAll(List.of("-c", c));
        }
        assertThat(start(command).status).isZero();
    }

    private static Outcome ours(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream o = new PrintStream(out, false, StandardCharsets.UTF_8);
                PrintStream e = new PrintStream(err, false, StandardCharsets.UTF_8)) {
            int status = Main.run(List.of(arguments), new Console(o, e));
            o.flush();
            e.flush();
            return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    private static void fine(String... arguments) {
        Outcome outcome = ours(arguments);
        assertThat(outcome.status).as("%s %s", List.of(arguments), outcome.err).isZero();
    }

    private void same(String... arguments) {
        Outcome theirs = theirs(arguments);
        Outcome ours = ours(arguments);
        assertThat(ours.status).as("%s %s", List.of(arguments), ours.err).isEqualTo(theirs.status);
        if (List.of(arguments).contains("--output=json")) {
            assertThat(JSON.readTree(ours.out)).as("%s", List.of(arguments)).isEqualTo(JSON.readTree(theirs.out));
        } else {
            assertThat(ours.out).as("%s", List.of(arguments)).isEqualTo(theirs.out);
        }
    }

    private void sameBothWays(String... arguments) {
        same(arguments);
        List<String> more = new ArrayList<>(List.of(arguments));
        more.add(1, "--output=json");
        same(more.toArray(new String[0]));
    }

    @Test
    void infoIsTheSame() {
        sameBothWays("info", image.toString());
        sameBothWays("info", "--backing-chain", image.toString());
        sameBothWays("info", base.toString());
        qemu("snapshot", "-c", "one", image.toString());
        qemu("snapshot", "-c", "two", image.toString());
        qemu("bitmap", "--add", image.toString(), "b");
        qemu("bitmap", "--add", "--disable", "-g", "4096", image.toString(), "c");
        sameBothWays("info", image.toString());
        same("snapshot", "-l", image.toString());
        Path other = folder.resolve("other.qcow2");
        qemu("create", "-q", "-f", "qcow2", "-o", "compat=0.10,cluster_size=4k", other.toString(), "1G");
        sameBothWays("info", other.toString());
        qemu("create", "-q", "-f", "qcow2", "-o", "data_file=" + folder.resolve("data") + ",data_file_raw=on,lazy_refcounts=on",
                other.toString(), "1G");
        sameBothWays("info", other.toString());
        qemu("create", "-q", "-f", "qcow2", "-o", "extended_l2=on,refcount_bits=64,compression_type=zstd", other.toString(), "9T");
        sameBothWays("info", other.toString());
    }

    @Test
    void mapIsTheSame() {
        same("map", "--output=json", image.toString());
        same("map", "--output=json", base.toString());
        same("map", "--output=json", "--start-offset=1M", "--max-length=2M", image.toString());
        same("map", base.toString());
        Path plain = folder.resolve("plain.qcow2");
        qemu("convert", "-O", "qcow2", image.toString(), plain.toString());
        same("map", plain.toString());
        same("map", "--output=json", plain.toString());
    }

    @Test
    void checkIsTheSame() throws IOException {
        sameBothWays("check", image.toString());
        byte[] bytes = Files.readAllBytes(image);
        Path leaky = folder.resolve("leaky.qcow2");
        bytes[131072 + 2 * 9 + 1] = 3;
        Files.write(leaky, bytes);
        sameBothWays("check", leaky.toString());
        bytes[131072 + 2 * 5 + 1] = 0;
        Files.write(leaky, bytes);
        sameBothWays("check", leaky.toString());
        assertThat(ours("check", "-r", "all", leaky.toString()).status).isZero();
        same("check", leaky.toString());
        same("check", base.toString());
    }

    @Test
    void compareIsTheSame() {
        Path copy = folder.resolve("copy.raw");
        qemu("convert", "-O", "raw", image.toString(), copy.toString());
        same("compare", image.toString(), copy.toString());
        same("compare", image.toString(), base.toString());
        same("compare", "-s", image.toString(), base.toString());
        same("compare", image.toString(), folder.resolve("nothing").toString());
        qemu("resize", "-q", "-f", "raw", copy.toString(), "9M");
        same("compare", "-F", "raw", image.toString(), copy.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster_size=65536", "cluster_size=4096", "extended_l2=on", "refcount_bits=1", "preallocation=full"})
    void measureIsTheSame(String options) {
        for (String size : List.of("1", "1G", "123456789", "5T")) {
            same("measure", "--size", size, "-O", "qcow2", "-o", options);
        }
        same("measure", "-O", "qcow2", "-o", options, image.toString());
        same("measure", "-O", "qcow2", "-o", options, base.toString());
        qemu("bitmap", "--add", image.toString(), "b");
        same("measure", "--output=json", "-O", "qcow2", "-o", options, image.toString());
        same("measure", "--output=json", "-O", "raw", image.toString());
    }

    @Test
    void createSaysTheSame() {
        String path = folder.resolve("new").toString();
        same("create", "-f", "qcow2", path, "1G");
        same("create", "-f", "qcow2", "-o", "compat=0.10,cluster_size=4k", path, "1G");
        same("create", "-f", "qcow2", "-b", base.toString(), "-F", "raw", path);
        same("create", "-f", "raw", path, "5M");
        same("create", "-f", "qcow2", path, "5x");
        same("create", "-f", "qcow2", "-o", "cluster_size=3", path, "5M");
        same("create", "-f", "nonsense", path, "5M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "metadata", "falloc", "full"})
    void preallocationIsWhatQemuMakes(String mode) {
        Path ours = folder.resolve("ours.qcow2");
        Path theirs = folder.resolve("theirs.qcow2");
        fine("create", "-q", "-f", "qcow2", "-o", "preallocation=" + mode, ours.toString(), "5M");
        qemu("create", "-q", "-f", "qcow2", "-o", "preallocation=" + mode, theirs.toString(), "5M");
        qemu("check", ours.toString());
        JsonNode a = JSON.readTree(qemu("info", "--output=json", ours.toString()));
        JsonNode b = JSON.readTree(qemu("info", "--output=json", theirs.toString()));
        assertThat(a.get("actual-size").asLong()).isBetween(
                b.get("actual-size").asLong() / 2, b.get("actual-size").asLong() + (1 << 20));
        assertThat(JSON.readTree(qemu("check", "--output=json", ours.toString())).path("allocated-clusters"))
                .isEqualTo(JSON.readTree(qemu("check", "--output=json", theirs.toString())).path("allocated-clusters"));
        qemu("compare", ours.toString(), theirs.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-O raw", "-O qcow2", "-c -O qcow2", "-c -O qcow2 -o compression_type=zstd", "-W -m 4 -O qcow2",
        "-S 0 -O qcow2", "-S 64k -O raw", "-O vmdk", "-O vdi", "-O vhdx"})
    void convertedImagesAreEqual(String options) {
        Path target = folder.resolve("target");
        List<String> words = new ArrayList<>(List.of("convert", "-q"));
        words.addAll(List.of(options.split(" ")));
        words.addAll(List.of(image.toString(), target.toString()));
        fine(words.toArray(new String[0]));
        qemu("compare", image.toString(), target.toString());
        fine("compare", image.toString(), target.toString());
        if (options.contains("qcow2")) {
            qemu("check", target.toString());
        }
    }

    @Test
    void convertKeepsTheBackingImageSnapshotsAndBitmaps() {
        Path target = folder.resolve("target.qcow2");
        fine("convert", "-O", "qcow2", "-B", base.toString(), "-F", "raw", image.toString(), target.toString());
        qemu("compare", image.toString(), target.toString());
        assertThat(target).satisfies(t -> assertThat(Files.size(t)).isLessThan(1 << 20));
        qemu("snapshot", "-c", "before", image.toString());
        Path before = folder.resolve("before.raw");
        qemu("convert", "-O", "raw", image.toString(), before.toString());
        qemu("bitmap", "--add", image.toString(), "b");
        qemuIo(image, "write -P 9 0 1M");
        fine("convert", "-l", "before", "-O", "qcow2", image.toString(), target.toString());
        qemu("compare", target.toString(), before.toString());
        fine("convert", "--bitmaps", "-O", "qcow2", image.toString(), target.toString());
        assertThat(qemu("info", target.toString())).contains("name: b");
        Path both = folder.resolve("both.raw");
        fine("convert", "-f", "raw", "-O", "raw", base.toString(), before.toString(), both.toString());
        assertThat(both).hasSize((3 << 20) + (8 << 20));
        fine("convert", "-n", "-f", "qcow2", "-O", "raw", image.toString(), before.toString());
        qemu("compare", image.toString(), before.toString());
    }

    @Test
    void snapshotsAndBitmapsAreMade() {
        fine("snapshot", "-c", "one", image.toString());
        qemuIo(image, "write -P 9 0 1M");
        fine("snapshot", "-a", "one", image.toString());
        fine("snapshot", "-d", "one", image.toString());
        qemu("check", image.toString());
        fine("bitmap", "--add", "--disable", "-g", "8192", image.toString(), "b");
        fine("bitmap", "--enable", image.toString(), "b");
        qemuIo(image, "write -P 9 0 1M");
        fine("bitmap", "--add", "--merge", "b", image.toString(), "c");
        fine("bitmap", "--remove", image.toString(), "b");
        assertThat(qemu("info", image.toString())).contains("name: c").doesNotContain("name: b\n");
        qemu("check", image.toString());
        assertThat(ours("snapshot", "-d", "none", image.toString()).status).isEqualTo(1);
        same("bitmap", "--remove", image.toString(), "none");
    }

    @Test
    void chainsAreChangedAndShowTheSame() throws IOException {
        Path top = folder.resolve("top.qcow2");
        Path flat = folder.resolve("flat.raw");
        qemu("create", "-q", "-f", "qcow2", "-b", image.toString(), "-F", "qcow2", top.toString());
        qemuIo(top, "write -P 11 5M 300k", "write -z 1M 64k");
        qemu("convert", "-O", "raw", top.toString(), flat.toString());
        Path other = folder.resolve("other.raw");
        Files.write(other, new byte[4 << 20]);
        fine("rebase", "-b", other.toString(), "-F", "raw", top.toString());
        qemu("compare", top.toString(), flat.toString());
        qemu("check", top.toString());
        fine("rebase", "-b", "", top.toString());
        qemu("compare", top.toString(), flat.toString());
        Files.delete(top);
        qemu("create", "-q", "-f", "qcow2", "-b", image.toString(), "-F", "qcow2", top.toString(), "9M");
        qemuIo(top, "write -P 11 5M 300k", "write -z 1M 64k", "write -P 4 8M 1M");
        qemu("convert", "-O", "raw", top.toString(), flat.toString());
        fine("commit", top.toString());
        qemu("compare", image.toString(), flat.toString());
        qemu("compare", top.toString(), flat.toString());
        qemu("check", image.toString());
        fine("commit", "-b", base.toString(), top.toString());
        qemu("compare", "-F", "raw", flat.toString(), base.toString());
        fine("rebase", "-u", "-b", base.toString(), "-F", "raw", top.toString());
        assertThat(qemu("info", top.toString())).contains("backing file: " + base);
    }

    @Test
    void sizesOptionsAndPartsAreChanged() {
        fine("resize", "-q", image.toString(), "+1M");
        assertThat(qemu("info", image.toString())).contains("(9437184 bytes)");
        assertThat(ours("resize", image.toString(), "4M").status).isEqualTo(1);
        fine("resize", "--shrink", image.toString(), "4M");
        fine("resize", image.toString(), "10M");
        qemu("check", image.toString());
        Path flat = folder.resolve("flat.raw");
        Path part = folder.resolve("part.raw");
        Path theirs = folder.resolve("theirs.raw");
        qemu("convert", "-O", "raw", image.toString(), flat.toString());
        for (String operands : List.of("bs=512 count=3000 skip=2050", "bs=1M skip=1", "bs=64k count=5", "skip=99999999")) {
            List<String> words = new ArrayList<>(List.of("dd", "if=" + image, "of=" + part));
            words.addAll(List.of(operands.split(" ")));
            fine(words.toArray(new String[0]));
            words.set(2, "of=" + theirs);
            if (!operands.startsWith("skip")) {
                qemu(words.toArray(new String[0]));
                assertThat(part).hasSameBinaryContentAs(theirs);
            }
        }
        fine("amend", "-o", "refcount_bits=32", image.toString());
        qemu("check", image.toString());
        fine("amend", "-o", "refcount_bits=16,lazy_refcounts=on", image.toString());
        fine("amend", "-o", "lazy_refcounts=off,compat=0.10", image.toString());
        assertThat(qemu("info", image.toString())).contains("compat: 0.10");
        qemu("check", image.toString());
        qemu("compare", image.toString(), flat.toString());
        fine("amend", "-o", "compat=1.1", image.toString());
        qemu("check", image.toString());
        qemu("compare", image.toString(), flat.toString());
    }

    @Test
    void helpNamesEveryCommandAndEveryFormat() {
        Outcome help = ours("--help");
        assertThat(help.status).isZero();
        assertThat(help.out).contains("convert", "rebase", "qcow2", "vmdk");
        assertThat(ours("info", "--help").out).startsWith("usage: jvirt image info");
        same("info");
        same("nonsense");
        same("info", "--nonsense", image.toString());
    }
}

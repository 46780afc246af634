package io.jvirt.acceptance.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jvirt.acceptance.testkit.Daemon;
import io.jvirt.acceptance.testkit.Lab;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Debian's virsh, unmodified, on jvirtd's storage: each command by its effect. */
class StorageTest {
    private static final long MIB = 1 << 20;

    private Lab lab;
    private Daemon daemon;

    @BeforeEach
    void open() {
        Lab.require("virsh", "libvirt-clients");
        Lab.require("qemu-img", "qemu-utils");
        lab = Lab.open();
        daemon = lab.startDaemon();
    }

    @AfterEach
    void close() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    private Path target() {
        return lab.folder().resolve("images");
    }

    private String ok(String... words) {
        return lab.virsh(words).orFail();
    }

    private String refused(String... words) {
        Lab.Result result = lab.virsh(words);
        assertThat(result.status()).as(String.join(" ", words)).isEqualTo(1);
        return result.error();
    }

    private void startPool() {
        ok("pool-define-as", "images", "dir", "--target", target().toString());
        ok("pool-build", "images");
        ok("pool-start", "images");
    }

    private Path random(String name, int megabytes) throws IOException {
        byte[] bytes = new byte[(int) MIB];
        Random random = new Random(megabytes);
        Path file = lab.folder().resolve(name);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < megabytes; i++) {
                random.nextBytes(bytes);
                out.write(bytes);
            }
        }
        return file;
    }

    @Test
    void poolsAndVolumes() throws Exception {
        startPool();
        assertThat(ok("pool-list")).contains("images", "active");
        assertThat(ok("pool-info", "images")).contains("State:          running", "Persistent:     yes");
        ok("vol-create-as", "images", "a.qcow2", "64M", "--format", "qcow2");
        ok("vol-create-as", "images", "b.raw", "8M", "--allocation", "0");
        ok("vol-create-as", "images", "c.qcow2", "64M", "--format", "qcow2", "--backing-vol", "a.qcow2", "--backing-vol-format", "qcow2");
        assertThat(lab.run(List.of("qemu-img", "info", target().resolve("c.qcow2").toString())).orFail())
                .contains("backing file: " + target().resolve("a.qcow2"), "backing file format: qcow2");
        assertThat(ok("vol-list", "images", "--details")).contains("a.qcow2", "64.00 MiB", "8.00 MiB");
        ok("vol-clone", "a.qcow2", "d.qcow2", "--pool", "images");
        lab.run(List.of("qemu-img", "check", target().resolve("d.qcow2").toString())).orFail();
        ok("vol-resize", "d.qcow2", "128M", "--pool", "images");
        assertThat(ok("vol-info", "d.qcow2", "--pool", "images", "--bytes")).contains("134217728 bytes");
        assertThat(refused("vol-resize", "d.qcow2", "1M", "--pool", "images")).contains("Can't shrink capacity");
        assertThat(refused("vol-create-as", "images", "d.qcow2", "1M")).contains("storage volume 'd.qcow2' exists already");
        ok("vol-wipe", "b.raw", "--pool", "images", "--algorithm", "random");
        ok("vol-delete", "d.qcow2", "--pool", "images");
        assertThat(target().resolve("d.qcow2")).doesNotExist();
        assertThat(ok("vol-pool", target().resolve("a.qcow2").toString()).strip()).isEqualTo("images");
        assertThat(refused("-r", "vol-delete", "b.raw", "--pool", "images")).contains("read only");
        assertThat(ok("pool-capabilities")).contains("<pool type='dir' supported='yes'>");
        assertThat(refused("pool-undefine", "images")).contains("is still active");
        ok("pool-destroy", "images");
        ok("pool-undefine", "images");
        assertThat(ok("pool-list", "--all")).doesNotContain("images");
    }

    @Test
    void contentGoesInAndOut() throws Exception {
        startPool();
        Path content = random("content", 3);
        try (RandomAccessFile out = new RandomAccessFile(content.toFile(), "rw")) {
            out.setLength(16 * MIB);
        }
        ok("vol-create-as", "images", "v.raw", "16M", "--allocation", "0");
        for (String[] sparse : new String[][] {{}, {"--sparse"}}) {
            ok(Stream.concat(Stream.of("vol-upload", "v.raw", content.toString(), "--pool", "images"), Stream.of(sparse)).toArray(String[]::new));
            assertThat(Files.mismatch(content, target().resolve("v.raw"))).isEqualTo(-1);
            Path out = lab.folder().resolve("out");
            ok(Stream.concat(Stream.of("vol-download", "v.raw", out.toString(), "--pool", "images"), Stream.of(sparse)).toArray(String[]::new));
            assertThat(Files.mismatch(content, out)).isEqualTo(-1);
        }
        ok("vol-download", "v.raw", lab.folder().resolve("part").toString(), "--pool", "images", "--offset", "1000", "--length", "5000");
        assertThat(Files.size(lab.folder().resolve("part"))).isEqualTo(5000);
        Path ours = lab.folder().resolve("ours");
        lab.jvirt("vol-download", "v.raw", ours.toString(), "--pool", "images", "--sparse").orFail();
        assertThat(Files.mismatch(content, ours)).isEqualTo(-1);
    }

    @Test
    void eventsAreTold() throws Exception {
        startPool();
        Path told = lab.folder().resolve("events");
        Process listener = lab.start(
                List.of("stdbuf", "-oL", "virsh", "-c", lab.uri(), "pool-event", "--event", "lifecycle", "--loop"), told);
        await("the listener hears").atMost(Lab.LIMIT).until(() -> {
            lab.virsh("pool-destroy", "images");
            lab.virsh("pool-start", "images");
            return Files.readString(told).contains("event 'lifecycle' for storage pool images: Started");
        });
        assertThat(Files.readString(told)).contains("event 'lifecycle' for storage pool images: Stopped");
        listener.destroy();
    }

    @Test
    void oursPrintsWhatVirshPrints() {
        startPool();
        ok("vol-create-as", "images", "v.raw", "1M");
        String path = target().resolve("v.raw").toString();
        for (String[] words : new String[][] {
            {"pool-list", "--all"}, {"pool-list", "--details"}, {"pool-info", "images"}, {"pool-dumpxml", "images"}, {"pool-uuid", "images"},
            {"vol-list", "images"}, {"vol-list", "images", "--details"}, {"vol-info", path}, {"vol-key", path}, {"vol-path", path},
            {"vol-dumpxml", path}, {"vol-pool", path}, {"pool-capabilities"}, {"pool-event", "--list"},
            {"pool-define-as", "x", "netfs", "--source-host", "h", "--source-path", "/p", "--target", "/t", "--print-xml"},
            {"vol-create-as", "images", "w", "5M", "--format", "qcow2", "--print-xml"}
        }) {
            assertThat(lab.jvirt(words).orFail()).as(String.join(" ", words)).isEqualTo(ok(words));
        }
    }

    private Path guest(String name, String more) {
        return lab.file(name + ".xml", """
                <domain type='qemu'>
                  <name>%s</name>
                  <memory unit='MiB'>32</memory>
                  <vcpu>1</vcpu>
                  <os><type arch='x86_64' machine='pc'>hvm</type></os>
                  <devices>
                    <disk type='volume' device='disk'>
                      <driver name='qemu' type='qcow2'/>
                      <source pool='images' volume='disk.qcow2'/>
                      <target dev='vda' bus='virtio'/>%s
                    </disk>
                  </devices>
                </domain>
                """.formatted(name, more));
    }

    @Test
    void aDiskIsAVolumeAndTheGuestKeepsIt() {
        startPool();
        ok("vol-create-as", "images", "disk.qcow2", "64M", "--format", "qcow2");
        ok("define", guest("one", "").toString());
        ok("define", guest("two", "").toString());
        ok("start", "one");
        assertThat(ok("domblklist", "one")).contains("disk.qcow2");
        for (int round = 0; round < 2; round++) {
            assertThat(refused("vol-delete", "disk.qcow2", "--pool", "images")).contains("in use by guest 'one'");
            assertThat(refused("vol-resize", "disk.qcow2", "128M", "--pool", "images")).contains("in use by guest 'one'");
            assertThat(refused("start", "two")).contains("in use by guest 'one'");
            // Whoever comes after a killed daemon knows what the guest has.
            daemon.kill();
            daemon = lab.startDaemon();
        }
        ok("destroy", "one");
        ok("start", "two");
        ok("destroy", "two");
        ok("vol-delete", "disk.qcow2", "--pool", "images");
        assertThat(refused("start", "two")).contains("no storage vol with matching name 'disk.qcow2'");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(target())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aKilledDaemonLeavesNothingHalfDone() throws Exception {
        startPool();
        Path content = random("content", 48);
        ok("vol-create-as", "images", "v.raw", "48M", "--allocation", "0");
        ok("vol-upload", "v.raw", content.toString(), "--pool", "images");
        for (List<String> work : List.of(
                List.of("vol-clone", "v.raw", "copy.raw", "--pool", "images"),
                List.of("vol-upload", "v.raw", "/dev/zero", "--pool", "images"),
                List.of("vol-create-as", "images", "full.raw", "2G"))) {
            List<String> command = Stream.concat(Stream.of("virsh", "-c", lab.uri()), work.stream()).toList();
            Process client = lab.start(command, lab.folder().resolve("client"));
            await("the work has begun, or is done already").atMost(Lab.LIMIT).until(() ->
                    files().stream().anyMatch(name -> name.startsWith(".")) || !client.isAlive());
            daemon.kill();
            client.waitFor();
            daemon = lab.startDaemon();
            ok("pool-refresh", "images");
            assertThat(files()).as(work.toString()).noneMatch(name -> name.startsWith("."));
            assertThat(Files.mismatch(content, target().resolve("v.raw"))).as(work.toString()).isEqualTo(-1);
            if (Files.exists(target().resolve("copy.raw"))) {
                assertThat(Files.mismatch(content, target().resolve("copy.raw"))).isEqualTo(-1);
            }
        }
    }

    @Test
    void thePageOnPoolsIsTrue() throws Exception {
        String page = Files.readString(Path.of(Lab.project("docs/how-to/storage.md")));
        String first = page.substring(page.indexOf("```sh") + 5, page.indexOf("```", page.indexOf("```sh") + 5));
        String last = "";
        for (String line : first.strip().lines().toList()) {
            String[] words = line.replace("/srv/images", target().toString()).substring("jvirt ".length()).split(" ");
            last = lab.jvirt(words).orFail();
        }
        assertThat(last).contains("Autostart:      yes");
        assertThat(ok("vol-info", "copy.qcow2", "--pool", "images")).contains("30.00 GiB");
    }
}

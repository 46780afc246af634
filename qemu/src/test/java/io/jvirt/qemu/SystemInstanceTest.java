package io.jvirt.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.Jvirt;
import io.jvirt.host.UserDatabase;
import io.jvirt.host.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The host's instance, below a folder of the test's: QEMU runs as its own user and borrows what it needs. */
@Tag("slow")
class SystemInstanceTest {
    private UserDatabase.User user;
    private Path root;
    private Connection connection;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(UserDatabase.ownUid() == 0, "only root can start QEMU as another user");
        Optional<UserDatabase.User> found =
                UserDatabase.user("jvirt-qemu").or(() -> UserDatabase.user("libvirt-qemu"));
        assumeTrue(found.isPresent(), "there is neither a user jvirt-qemu nor libvirt-qemu on this host");
        user = found.orElseThrow();
        root = Files.createTempDirectory("jvs");
        Folders.changeMode(root, 0711);
        connection = Jvirt.connect("qemu:///system?root=" + root);
    }

    @AfterEach
    void close() {
        if (connection != null) {
            connection.domains().stream().filter(Domain::active).forEach(Domain::destroy);
            connection.close();
            Folders.deleteTree(root);
        }
    }

    private static int owner(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid");
    }

    private String guest(String name, Path disk) {
        return "<domain type='qemu'><name>" + name + "</name><memory unit='MiB'>32</memory>"
                + "<os><type arch='x86_64' machine='pc'>hvm</type></os><devices>"
                + "<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='" + disk
                + "'/><target dev='vda' bus='virtio'/><shareable/></disk></devices></domain>";
    }

    @Test
    void diskBelongsToQemuWhileAGuestUsesIt() throws IOException {
        Path disk = root.resolve("disk.img");
        Files.write(disk, new byte[1 << 20]);
        Folders.changeMode(disk, 0600);
        Domain one = connection.create(guest("one", disk));
        assertThat(owner(disk)).isEqualTo(user.uid());
        long pid = qemu("one");
        assertThat(owner(Path.of("/proc/" + pid))).isEqualTo(user.uid());
        Domain two = connection.create(guest("two", disk));
        one.destroy();
        assertThat(owner(disk)).as("still used by the other guest").isEqualTo(user.uid());
        connection.close();
        connection = Jvirt.connect("qemu:///system?root=" + root);
        two = connection.domain("two");
        assertThat(owner(disk)).as("taken over").isEqualTo(user.uid());
        two.destroy();
        assertThat(owner(disk)).isZero();
    }

    private long qemu(String name) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.toList()) {
                try {
                    String command = Files.readString(process.resolve("cmdline"), java.nio.charset.StandardCharsets.ISO_8859_1);
                    if (command.contains("guest=" + name + ",") && command.contains(root.toString())) {
                        return Long.parseLong(process.getFileName().toString());
                    }
                } catch (IOException e) {
                    // No process, or one that ended.
                    continue;
                }
            }
        }
        throw new AssertionError("no QEMU runs for " + name);
    }
}

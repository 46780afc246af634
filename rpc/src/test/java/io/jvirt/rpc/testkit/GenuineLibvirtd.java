package io.jvirt.rpc.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A libvirtd of the distribution's, in mount and network namespaces of its own so that it neither sees nor disturbs the
 * host's. A /dev/kvm that cannot run a guest makes libvirtd probe for most of a minute, so it is hidden.
 */
public final class GenuineLibvirtd implements AutoCloseable {
    private static final String DAEMON = "/usr/sbin/libvirtd";
    private static final List<String> FOLDERS = List.of("run", "lib", "cache", "log", "etc");

    private final Path folder;
    private final Process process;

    /** Starts one; skips the test where that cannot be done. */
    public GenuineLibvirtd() throws IOException, InterruptedException {
        assumeTrue(new File(DAEMON).canExecute(), "libvirtd is not installed");
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces for libvirtd need root");
        folder = Files.createTempDirectory("libvirtd");
        for (String name : FOLDERS) {
            Files.createDirectory(folder.resolve(name));
        }
        Files.writeString(
                folder.resolve("etc/libvirtd.conf"),
                """
                auth_unix_ro = "none"
                auth_unix_rw = "none"
                """);
        Files.writeString(
                folder.resolve("etc/qemu.conf"),
                """
                user = "root"
                group = "root"
                security_driver = "none"
                stdio_handler = "file"
                namespaces = []
                """);
        String script =
                """
                set -e
                B=$1
                [ ! -e /dev/kvm ] || mount --bind /dev/null /dev/kvm
                mkdir -p /run/libvirt /var/lib/libvirt /var/cache/libvirt /var/log/libvirt /etc/libvirt
                mount --bind $B/run /run/libvirt
                mount --bind $B/lib /var/lib/libvirt
                mount --bind $B/cache /var/cache/libvirt
                mount --bind $B/log /var/log/libvirt
                mount --bind $B/etc /etc/libvirt
                exec /usr/sbin/libvirtd -p $B/pid
                """;
        process = new ProcessBuilder(
                        "unshare", "-m", "-n", "--propagation", "private", "sh", "-c", script, "sh", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log/start").toFile())
                .start();
        try {
            org.awaitility.Awaitility.await().atMost(60, TimeUnit.SECONDS).until(this::answers);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("libvirtd ended with code " + process.exitValue());
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return where it listens} */
    public Path socket() {
        return folder.resolve("run/libvirt-sock");
    }

    /** {@return a folder that it may use, gone afterwards} */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

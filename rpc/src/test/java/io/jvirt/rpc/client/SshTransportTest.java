package io.jvirt.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.Connection;
import io.jvirt.api.ConnectionUri;
import io.jvirt.api.Jvirt;
import io.jvirt.api.JvirtException;
import io.jvirt.rpc.server.ServerSettings;
import io.jvirt.rpc.testkit.UnixServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line for ssh, and what the other host's shell makes of it, with this host as the other one. */
@Timeout(60)
final class SshTransportTest {
    @TempDir
    private Path folder;

    private static List<String> command(String uri, boolean readOnly) {
        return SshTransport.command(ConnectionUri.parse(uri), readOnly);
    }

    @Test
    void itIsWrittenAsLibvirtsClientDoes() {
        assertThat(command("qemu+ssh://root@example.org:2222/system?keyfile=/k&no_tty=1&no_verify=1", false))
                .startsWith(
                        "ssh", "-p", "2222", "-l", "root", "-i", "/k", "-o", "BatchMode=yes", "-o",
                        "StrictHostKeyChecking=no", "-T", "-e", "none", "--", "example.org")
                .last()
                .asString()
                .startsWith("sh -c '")
                .contains("/run/jvirt/jvirt-sock", "virt-ssh-helper '\\''qemu:///system'\\''", "/run/libvirt/libvirt-sock");
        assertThat(command("qemu+ssh://example.org/system?proxy=native", true).getLast())
                .isEqualTo("sh -c 'exec virt-ssh-helper -r '\\''qemu:///system'\\'''");
        assertThat(command("qemu+ssh://example.org/system?proxy=netcat", true).getLast())
                .endsWith("$a -U /run/libvirt/libvirt-sock-ro'");
        assertThat(command("qemu+ssh://example.org/session", false).getLast())
                .contains("\"${XDG_RUNTIME_DIR:-$HOME/.cache/jvirt-run}\"/jvirt/jvirt-sock");
    }

    @Test
    void aWordCannotLeaveItsQuotes() {
        String evil = "';touch${IFS}" + "/nowhere;'";
        assertThat(command("qemu+ssh://h/system?socket=" + evil, false).getLast()).contains("'\\''");
        assertThat(command("qemu+ssh://-oProxyCommand=x/system", false)).containsSubsequence("--", "-oProxyCommand=x");
    }

    @Test
    void bytesGoThroughTheOtherHostsShell() throws Exception {
        // Stands for ssh: runs the last word as the other side's login shell does.
        Path ssh = script("ssh", "for last; do :; done\nexec sh -c \"$last\"\n");
        // Stands for a netcat that does not know -q.
        Path netcat = script(
                "nc",
                "if [ \"$1\" != -U ]; then exit 1; fi\nexec socat - \"UNIX-CONNECT:$2\"\n");
        io.jvirt.rpc.testkit.Programs.needs("socat");
        try (UnixServer server = new UnixServer(ServerSettings.DEFAULT);
                Connection connection = Jvirt.connect("qemu+ssh://localhost/system?command=" + ssh + "&netcat=" + netcat
                        + "&socket=" + server.socket())) {
            assertThat(connection.hostname()).isEqualTo("testhost");
            assertThat(connection.encrypted()).isTrue();
            connection.define("<domain><name>" + "x".repeat(100) + "</name>" + " ".repeat(300_000) + "</domain>");
            assertThat(connection.domains().getFirst().xml()).hasSizeGreaterThan(300_000);
        }
        assertThatThrownBy(() -> Jvirt.connect("qemu+ssh://localhost/system?command=" + ssh + "&netcat=" + netcat
                        + "&socket=/nonexistent"))
                .isInstanceOf(JvirtException.class)
                .hasMessageContaining("End of file while reading data");
        assertThatThrownBy(() -> Jvirt.connect("qemu+ssh://localhost/system?command=/nonexistent/ssh"))
                .isInstanceOf(JvirtException.class)
                .hasMessageContaining("cannot start ssh");
    }

    private Path script(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }
}

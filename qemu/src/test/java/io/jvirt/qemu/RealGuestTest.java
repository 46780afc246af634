package io.jvirt.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.Jvirt;
import io.jvirt.api.StateReason;
import io.jvirt.host.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The driver as programs find it: completed documents, command lines for the installed QEMU. */
@Tag("slow")
class RealGuestTest {
    private static final String GUEST = """
            <domain type='qemu'>
              <name>real</name>
              <memory unit='MiB'>64</memory>
              <os><type arch='x86_64' machine='pc'>hvm</type></os>
              <features><acpi/></features>
              <devices>
                <serial type='pty'/>
                <graphics type='vnc' autoport='yes' passwd='geheim12'/>
                <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
                <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
              </devices>
            </domain>
            """;

    @Test
    void ordinaryGuestRuns() throws IOException {
        Path root = Files.createTempDirectory("jvr");
        try (Connection connection = Jvirt.connect("qemu:///embed?root=" + root)) {
            Domain domain = connection.define(GUEST);
            try {
                long before = System.nanoTime();
                domain.start();
                System.out.println("first start took " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before) + " ms");
                assertThat(domain.status().reason()).isEqualTo(StateReason.RUNNING_BOOTED);
                String xml = domain.xml();
                assertThat(xml).contains("<domain type='qemu' id='1'>", "/dev/pts/", "port='59", "<alias name='serial0'/>")
                        .doesNotContain("geheim12");
                assertThat(xml).contains("<log file='" + root.resolve("log/qemu/real-console.log") + "' append='on'/>");
                assertThat(root.resolve("log/qemu/real-console.log")).exists();
                assertThat(connection.domainXmlToNative("qemu-argv", GUEST)).contains("qemu-system-x86_64", "-chardev pty");
                String log = Files.readString(root.resolve("log/qemu/real.log"));
                assertThat(log).contains("-sandbox").doesNotContain("geheim12");
                for (int i = 0; i < 5; i++) {
                    domain.destroy();
                    before = System.nanoTime();
                    domain.start();
                    System.out.println("start took " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before) + " ms");
                }
            } finally {
                if (domain.active()) {
                    domain.destroy();
                }
            }
        } finally {
            Folders.deleteTree(root);
        }
    }
}

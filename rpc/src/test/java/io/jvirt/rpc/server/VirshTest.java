package io.jvirt.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.rpc.testkit.Programs;
import io.jvirt.rpc.testkit.UnixServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real virsh is content with the server. */
final class VirshTest {
    private static final String GUEST = "<domain type='qemu'><name>web</name>"
            + "<uuid>00112233-4455-6677-8899-aabbccddeeff</uuid><memory>131072</memory></domain>";

    @TempDir
    private Path folder;

    private UnixServer server;

    @BeforeEach
    void start() throws Exception {
        Programs.needs("virsh");
        server = new UnixServer(ServerSettings.DEFAULT);
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private Programs.Result virsh(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("virsh", "-c", "qemu+unix:///system?socket=" + server.socket()));
        command.addAll(List.of(arguments));
        return Programs.run(command, "");
    }

    private String ok(String... arguments) throws Exception {
        Programs.Result result = virsh(arguments);
        assertThat(result.code()).as(result.output()).isZero();
        return result.output();
    }

    private String fails(String... arguments) throws Exception {
        Programs.Result result = virsh(arguments);
        assertThat(result.code()).as(result.output()).isEqualTo(1);
        return result.output();
    }

    private void define() throws Exception {
        Path xml = folder.resolve("web.xml");
        Files.writeString(xml, GUEST);
        assertThat(ok("define", xml.toString())).contains("Domain 'web' defined");
    }

    @Test
    void itConnectsAndAsksForTheHost() throws Exception {
        assertThat(ok("version")).contains("Running hypervisor: QEMU 7.2.22");
        assertThat(ok("hostname")).contains("testhost");
        assertThat(ok("nodeinfo")).containsPattern("CPU model: +x86_64").containsPattern("Memory size: +4000000 KiB");
        assertThat(ok("capabilities")).contains("<capabilities/>");
        assertThat(ok("nodecpustats")).containsPattern("iowait: +4");
        assertThat(ok("nodememstats")).containsPattern("total *: +4000000 KiB");
        assertThat(ok("nodecpumap")).containsPattern("CPUs online: +2");
        assertThat(ok("freecell")).contains("1048576 KiB");
        assertThat(ok("maxvcpus")).contains("16");
        assertThat(fails("domcapabilities")).contains(
                "this function is not supported by the connection driver: virConnectGetDomainCapabilities");
        assertThat(fails("net-list")).contains("this function is not supported by the connection driver: virConnect");
    }

    @Test
    void itListsAndDescribesGuests() throws Exception {
        define();
        assertThat(ok("list", "--all")).contains(" -    web    shut off");
        assertThat(ok("start", "web")).contains("Domain 'web' started");
        assertThat(ok("list")).contains(" 1    web    running");
        assertThat(ok("list", "--title")).contains("web");
        assertThat(ok("dumpxml", "web")).contains(GUEST);
        assertThat(ok("dominfo", "web"))
                .containsPattern("State: +running")
                .containsPattern("CPU time: +42.0s")
                .containsPattern("Autostart: +disable")
                .containsPattern("Security model: none")
                .contains("tainted: running with undesirable elevated privileges");
        assertThat(ok("domstate", "web", "--reason")).contains("running (booted)");
        assertThat(ok("domstats", "web")).contains("cpu.time=123").contains("block.0.name=vda");
        assertThat(ok("dommemstat", "web")).contains("actual 131072").contains("rss 50000");
        assertThat(ok("domblkinfo", "web", "vda")).containsPattern("Capacity: +1073741824").containsPattern("Physical: +2097152");
        assertThat(ok("domblkstat", "web", "vda")).contains("rd_bytes 512");
        assertThat(ok("cpu-stats", "web")).contains("CPU1:").contains("user_time");
        assertThat(ok("vcpuinfo", "web")).containsPattern("CPU Affinity: +yy");
        assertThat(ok("domjobinfo", "web")).containsPattern("Job type: +None");
        assertThat(ok("domid", "web")).contains("1");
        assertThat(ok("domuuid", "web")).contains("00112233-4455-6677-8899-aabbccddeeff");
    }

    @Test
    void itChangesGuests() throws Exception {
        define();
        ok("start", "web");
        ok("suspend", "web");
        assertThat(ok("domstate", "web", "--reason")).contains("paused (user)");
        ok("resume", "web");
        ok("setmem", "web", "65536");
        assertThat(ok("dominfo", "web")).containsPattern("Used memory: +65536 KiB");
        ok("desc", "web", "--live", "a guest");
        assertThat(ok("desc", "web")).contains("a guest");
        ok("autostart", "web");
        assertThat(ok("dominfo", "web")).containsPattern("Autostart: +enable");
        assertThat(ok("qemu-monitor-command", "web", "{\"execute\":\"query-name\"}")).contains("libvirt-1");
        ok("destroy", "web");
        ok("domrename", "web", "www");
        ok("undefine", "www");
        assertThat(ok("list", "--all")).doesNotContain("www");
    }

    @Test
    void itGetsErrorsAsItKnowsThem() throws Exception {
        define();
        assertThat(fails("dominfo", "nope")).contains("failed to get domain 'nope'");
        assertThat(fails("suspend", "web")).contains("Requested operation is not valid: domain is not running");
        assertThat(fails("-r", "start", "web")).contains("operation forbidden: read only access prevents virDomainCreate");
        assertThat(fails("-r", "dumpxml", "web", "--security-info")).contains("operation forbidden: virDomainGetXMLDesc with secure flag");
        Programs.Result other = Programs.run(
                List.of("virsh", "-c", "xen+unix:///system?socket=" + server.socket(), "list"), "");
        assertThat(other.output()).contains("no connection driver available for xen:///system");
    }

    @Test
    void itReceivesStreams() throws Exception {
        define();
        ok("start", "web");
        Path picture = folder.resolve("picture");
        assertThat(ok("screenshot", "web", picture.toString())).contains("image/png");
        assertThat(Files.size(picture)).isEqualTo(1_100_000);
    }

    @Test
    void itReceivesEvents() throws Exception {
        define();
        Process events = new ProcessBuilder(
                        "virsh", "-c", "qemu+unix:///system?socket=" + server.socket(), "event", "--all", "--loop")
                .redirectErrorStream(true)
                .start();
        try (var lines = events.inputReader()) {
            org.awaitility.Awaitility.await().until(() -> server.hypervisor().listeners() == 27);
            ok("start", "web");
            assertThat(lines.readLine()).isEqualTo("event 'lifecycle' for domain 'web': Started Booted");
            ok("setmem", "web", "65536");
            assertThat(lines.readLine()).contains("event 'balloon-change' for domain 'web': 65536KiB");
            ok("suspend", "web");
            assertThat(lines.readLine()).isEqualTo("event 'lifecycle' for domain 'web': Suspended Paused");
        } finally {
            events.destroyForcibly().waitFor();
        }
        org.awaitility.Awaitility.await().until(() -> server.hypervisor().listeners() == 0);
        org.awaitility.Awaitility.await().until(() -> server.hypervisor().connections() == 0);
    }
}

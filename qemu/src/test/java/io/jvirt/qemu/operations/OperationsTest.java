package io.jvirt.qemu.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.api.Connection;
import io.jvirt.api.DataStream;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainState;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.Jvirt;
import io.jvirt.api.JvirtException;
import io.jvirt.api.KeycodeSet;
import io.jvirt.api.Metadata;
import io.jvirt.api.StateReason;
import io.jvirt.api.TypedParameters;
import io.jvirt.host.file.Folders;
import io.jvirt.qemu.testkit.TestQemu;
import io.jvirt.qemu.testkit.TinyGuest;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Calls on one real guest with Linux and an agent in it. */
@Tag("slow")
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsTest {
    private static final Path AGENT = Path.of("/usr/sbin/qemu-ga");

    private Path root = Path.of("/nonexistent");
    private Connection connection;
    private Domain domain;

    @BeforeAll
    void bootGuest() throws Exception {
        assumeTrue(Files.isExecutable(TestQemu.BINARY), "no " + TestQemu.BINARY + ": install qemu-system-x86");
        assumeTrue(TinyGuest.missing().isEmpty(), TinyGuest.missing().orElse(""));
        assumeTrue(Files.isExecutable(AGENT), "no " + AGENT + ": install qemu-guest-agent");
        root = Files.createTempDirectory("jvo");
        Path initramfs = root.resolve("initramfs");
        TinyGuest.create()
                .program(AGENT)
                .run("mkdir -p /usr/local/var/run")
                .run("printf '#!/bin/sh\\npoweroff -f\\n' > /sbin/shutdown.sh; rm -f /sbin/shutdown; cp /sbin/shutdown.sh /sbin/shutdown; chmod 755 /sbin/shutdown")
                .run("(while :; do qemu-ga -m virtio-serial -p /dev/vport*p1 -f /run/qga.pid -t /run >/dev/null 2>&1; sleep 1; done) &")
                .options(initramfs);
        try (RandomAccessFile disk = new RandomAccessFile(root.resolve("disk.raw").toFile(), "rw")) {
            disk.setLength(8 << 20);
        }
        assertThat(new ProcessBuilder("qemu-img", "create", "-q", "-f", "qcow2", root.resolve("disk.qcow2").toString(), "16M")
                .inheritIO().start().waitFor()).isZero();
        connection = Jvirt.connect("qemu:///embed?root=" + root);
        domain = connection.define("""
                <domain type='qemu'>
                  <name>operations</name>
                  <title>Old title</title>
                  <memory unit='MiB'>256</memory>
                  <vcpu current='1'>3</vcpu>
                  <os><type arch='x86_64' machine='pc'>hvm</type><kernel>%s</kernel><initrd>%s</initrd>
                    <cmdline>console=ttyS0 quiet panic=-1</cmdline></os>
                  <features><acpi/></features>
                  <devices>
                    <disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='%s'/><target dev='vda' bus='virtio'/></disk>
                    <disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='%s'/><target dev='vdb' bus='virtio'/></disk>
                    <interface type='user'><mac address='52:54:00:aa:bb:cc'/><model type='virtio'/></interface>
                    <serial type='pty'/>
                    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
                    <graphics type='vnc' autoport='yes'/>
                    <video><model type='vga'/></video>
                  </devices>
                </domain>
                """.formatted(TinyGuest.kernel().orElseThrow(), initramfs, root.resolve("disk.raw"), root.resolve("disk.qcow2")));
        domain.start();
    }

    @AfterAll
    void removeGuest() {
        if (connection != null) {
            if (domain != null && domain.active()) {
                domain.destroy();
            }
            connection.close();
            Folders.deleteTree(root);
        }
    }

    @Test
    @Order(1)
    void consoleAnswersAndIsTakenOver() {
        DataStream first = domain.openConsole(null);
        // The shell asks for the cursor's place when it is ready for a line.
        readUntil(first, "/ # ");
        type(first, "echo $((6 * 7)) done\n");
        readUntil(first, "42 done");
        failsWith(ErrorCode.OPERATION_FAILED, () -> domain.openConsole("serial0"));
        DataStream second = domain.openConsole("serial0", DomainFlags.Console.FORCE);
        type(second, "echo $((6 * 8)) done\n");
        readUntil(second, "48 done");
        second.finish();
        failsWith(ErrorCode.INTERNAL_ERROR, () -> domain.openConsole("serial7"));
    }

    @Test
    @Order(2)
    void consoleIsLoggedWhoeverLooks() throws Exception {
        Path log = root.resolve("log/qemu/operations-console.log");
        // QEMU writes the log a moment after the client has the text.
        String logged = Files.readString(log, StandardCharsets.ISO_8859_1);
        for (int tries = 0; tries < 200 && !logged.contains("48 done"); tries++) {
            Thread.sleep(50);
            logged = Files.readString(log, StandardCharsets.ISO_8859_1);
        }
        assertThat(logged).contains("tiny guest is ready", "42 done", "48 done");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log))).isEqualTo("rw-------");
        assertThat(domain.xml()).contains("<log file='" + log + "' append='on'/>");
        assertThat(domain.xml(DomainFlags.Xml.INACTIVE)).doesNotContain("<log");
    }

    @Test
    @Order(2)
    void factsAtAGlance() {
        Domain.DomainInfo info = domain.info();
        assertThat(info.state()).isEqualTo(DomainState.RUNNING);
        assertThat(info.maxMemoryKib()).isEqualTo(256 * 1024);
        assertThat(info.vcpus()).isEqualTo(1);
        assertThat(info.cpuTimeNanos()).isPositive();
        assertThat(domain.controlInfo(0).state()).isZero();
        assertThat(domain.vcpuInfo()).singleElement().satisfies(vcpu -> {
            assertThat(vcpu.cpuTimeNanos()).isPositive();
            assertThat(vcpu.allowed().bits().isEmpty()).isFalse();
        });
        assertThat(domain.cpuStats(-1, 1, 0).getFirst().number("cpu_time").orElseThrow()).isPositive();
        assertThat(connection.nodeInfo().cpus()).isPositive();
        assertThat(connection.nodeFreeMemory()).isPositive();
        assertThat(connection.nodeCpuStats(-1)).hasSize(4);
        assertThat(connection.nodeMemoryStats(-1)).hasSize(4);
        assertThat(connection.nodeCpuMap().online()).contains(true);
    }

    @Test
    @Order(3)
    void disksAreMeasured() {
        DataStream console = domain.openConsole(null);
        type(console, "dd if=/dev/zero of=/dev/vda bs=1M count=2 conv=fsync && echo written $((3 + 4))\n");
        readUntil(console, "written 7");
        console.finish();
        assertThat(domain.blockStats("vda").writeBytes()).isGreaterThanOrEqualTo(2 << 20);
        assertThat(domain.blockStats(root.resolve("disk.raw").toString())).isEqualTo(domain.blockStats("vda"));
        assertThat(domain.blockStats("").writeBytes()).isGreaterThanOrEqualTo(2 << 20);
        assertThat(domain.blockStatsFlags("vda", 0).number("wr_bytes").orElseThrow()).isGreaterThanOrEqualTo(2 << 20);
        failsWith(ErrorCode.INVALID_ARG, () -> domain.blockStats("vdz"));
        Domain.BlockInfo raw = domain.blockInfo("vda", 0);
        assertThat(raw.capacity()).isEqualTo(8 << 20);
        assertThat(raw.physical()).isEqualTo(8 << 20);
        assertThat(raw.allocation()).isBetween(2L << 20, 8L << 20);
        assertThat(domain.blockInfo("vdb", 0).capacity()).isEqualTo(16 << 20);
        domain.resizeBlock("vdb", 32 << 10, 0);
        assertThat(domain.blockInfo("vdb", 0).capacity()).isEqualTo(32 << 20);
        assertThat(domain.diskErrors(0)).isEmpty();
    }

    @Test
    @Order(4)
    void memoryFollowsTheBalloon() throws Exception {
        domain.setMemoryStatsPeriod(1);
        domain.setMemory(200 * 1024);
        while (domain.info().memoryKib() != 200 * 1024) {
            Thread.sleep(20);
        }
        assertThat(domain.memoryStats()).extracting(Domain.MemoryStat::tag).contains(6, 7);
        while (domain.memoryStats().stream().noneMatch(stat -> stat.tag() == 4)) {
            Thread.sleep(50);
        }
        failsWith(ErrorCode.INVALID_ARG, () -> domain.setMemory(1 << 20));
        failsWith(ErrorCode.OPERATION_INVALID, () -> domain.setMemory(1 << 20, DomainFlags.Memory.MAXIMUM, DomainFlags.Memory.LIVE));
        domain.setMemory(300 * 1024, DomainFlags.Memory.MAXIMUM, DomainFlags.Memory.CONFIG);
        assertThat(domain.xml(DomainFlags.Xml.INACTIVE)).contains("<memory unit='KiB'>307200</memory>");
        assertThat(domain.maxMemory()).isEqualTo(256 * 1024);
    }

    @Test
    @Order(5)
    void cpusAreCountedPluggedAndPinned() {
        assertThat(domain.vcpus()).isEqualTo(1);
        assertThat(domain.vcpus(DomainFlags.Vcpu.MAXIMUM)).isEqualTo(3);
        domain.setVcpus(2);
        assertThat(domain.vcpus()).isEqualTo(2);
        assertThat(domain.vcpuInfo()).hasSize(2);
        failsWith(ErrorCode.INVALID_ARG, () -> domain.setVcpus(4));
        domain.setVcpus(3, DomainFlags.Vcpu.CONFIG);
        assertThat(domain.vcpus(DomainFlags.Vcpu.CONFIG)).isEqualTo(3);
        domain.setVcpu("2", true, DomainFlags.Affect.LIVE);
        assertThat(domain.vcpuInfo()).hasSize(3);
        failsWith(ErrorCode.INVALID_ARG, () -> domain.setVcpu("0", false));
        failsWith(ErrorCode.INVALID_ARG, () -> domain.setVcpu("7", true));
        failsWith(ErrorCode.INVALID_ARG, () -> domain.setVcpu("x", true));
        BitSet first = new BitSet();
        first.set(0);
        domain.pinVcpu(0, new Domain.CpuSet(first));
        assertThat(domain.vcpuInfo().getFirst().allowed().bits()).isEqualTo(first);
        assertThat(domain.vcpuPins().getFirst().bits()).isEqualTo(first);
        domain.pinEmulator(new Domain.CpuSet(first));
        assertThat(domain.emulatorPin().bits()).isEqualTo(first);
    }

    @Test
    @Order(6)
    void screenKeysAndMonitor() throws Exception {
        Domain.Screenshot screenshot = domain.screenshot(0, 0);
        ByteBuffer start = ByteBuffer.allocate(8);
        try (DataStream data = screenshot.data()) {
            while (start.hasRemaining() && data.read(start) >= 0) {
                continue;
            }
        }
        assertThat(new String(start.array(), StandardCharsets.ISO_8859_1)).startsWith(screenshot.mimeType().equals("image/png") ? "\u0089PNG" : "P6");
        failsWith(ErrorCode.INVALID_ARG, () -> domain.screenshot(5, 0));
        assertThat(root.resolve("run").toFile()).satisfies(folder -> assertThat(Files.walk(folder.toPath())
                        .map(path -> path.getFileName().toString()).filter(name -> name.startsWith("screenshot"))
                        .collect(Collectors.toList())).isEmpty());
        try (ByteChannel viewer = domain.openGraphics(0, DomainFlags.OpenGraphics.SKIPAUTH)) {
            ByteBuffer greeting = ByteBuffer.allocate(4);
            while (greeting.hasRemaining() && viewer.read(greeting) >= 0) {
                continue;
            }
            assertThat(new String(greeting.array(), StandardCharsets.US_ASCII)).isEqualTo("RFB ");
        }
        failsWith(ErrorCode.INTERNAL_ERROR, () -> domain.openGraphics(3));
        domain.sendKey(KeycodeSet.LINUX, 10, new int[] {29, 56, 111}, 0);
        domain.sendKey(KeycodeSet.USB, 0, new int[] {0x28}, 0);
        failsWith(ErrorCode.INTERNAL_ERROR, () -> domain.sendKey(KeycodeSet.WIN32, 0, new int[] {0xffff}, 0));
        failsWith(ErrorCode.INVALID_ARG, () -> domain.sendKey(KeycodeSet.LINUX, 0, new int[] {}, 0));
        assertThat(domain.monitorCommand("{\"execute\":\"query-status\"}")).contains("\"running\"");
        assertThat(domain.monitorCommand("info version", DomainFlags.Monitor.HMP)).isNotBlank();
        failsWith(ErrorCode.INTERNAL_ERROR, () -> domain.monitorCommand("nonsense"));
    }

    @Test
    @Order(7)
    void metadataGoesRoundTrip() {
        assertThat(domain.metadata(Metadata.TITLE, null)).isEqualTo("Old title");
        domain.setMetadata(Metadata.TITLE, "New title", null, null);
        assertThat(domain.metadata(Metadata.TITLE, null)).isEqualTo("New title");
        assertThat(domain.metadata(Metadata.TITLE, null, DomainFlags.Affect.CONFIG)).isEqualTo("Old title");
        failsWith(ErrorCode.NO_DOMAIN_METADATA, () -> domain.metadata(Metadata.DESCRIPTION, null));
        failsWith(ErrorCode.INVALID_ARG, () -> domain.setMetadata(Metadata.TITLE, "a\nb", null, null));
        domain.setMetadata(Metadata.ELEMENT, "<app mode='a'><part/></app>", "tool", "https://example.org/tool", DomainFlags.Affect.LIVE, DomainFlags.Affect.CONFIG);
        domain.setMetadata(Metadata.ELEMENT, "<other/>", "o", "https://example.org/other", DomainFlags.Affect.CONFIG);
        assertThat(domain.xml(DomainFlags.Xml.INACTIVE)).contains("<tool:app xmlns:tool=\"https://example.org/tool\" mode=\"a\"><part/></tool:app>");
        assertThat(domain.metadata(Metadata.ELEMENT, "https://example.org/tool")).isEqualTo("<app mode=\"a\"><part/></app>");
        domain.setMetadata(Metadata.ELEMENT, null, null, "https://example.org/tool", DomainFlags.Affect.CONFIG);
        assertThat(domain.xml(DomainFlags.Xml.INACTIVE)).contains("other").doesNotContain("tool:app");
        failsWith(ErrorCode.XML_ERROR, () -> domain.setMetadata(Metadata.ELEMENT, "<a>", "t", "urn:x"));
    }

    @Test
    @Order(8)
    void bulkStatisticsHaveLibvirtsNames() {
        TypedParameters stats = connection.domainStats(List.of(), List.of()).getFirst().values();
        assertThat(stats.values().keySet()).contains(
                "state.state", "state.reason", "cpu.time", "balloon.current", "balloon.maximum", "balloon.rss", "vcpu.current",
                "vcpu.0.state", "vcpu.0.time", "net.count", "block.count", "block.0.name", "block.0.path", "block.0.rd.reqs",
                "block.0.wr.bytes", "block.0.capacity", "dirtyrate.calc_status");
        assertThat(stats.number("state.state")).hasValue(1);
        assertThat(stats.number("block.count")).hasValue(2);
        assertThat(stats.number("block.1.capacity")).hasValue(32 << 20);
        TypedParameters some = connection.domainStats(List.of(domain), List.of(DomainFlags.Stats.STATE)).getFirst().values();
        assertThat(some.values().keySet()).containsExactly("state.state", "state.reason");
    }

    @Test
    @Order(9)
    void agentAnswersThroughTheApi() throws Exception {
        while (!domain.xml().contains("state='connected'")) {
            Thread.sleep(50);
        }
        assertThat(domain.hostname()).isEqualTo("tiny");
        assertThat(domain.guestInfo(List.of(DomainFlags.GuestInfo.OS), 0).string("os.id")).isEqualTo("tiny");
        assertThat(domain.guestVcpus(0).string("online")).isNotBlank();
        assertThat(domain.time(0).seconds()).isPositive();
        assertThat(domain.interfaceAddresses(1, 0)).anySatisfy(each -> assertThat(each.mac()).isEqualTo("52:54:00:aa:bb:cc"));
        assertThat(domain.agentCommand("{\"execute\":\"guest-ping\"}", -1, 0)).isEqualTo("{\"return\":{}}");
        failsWith(ErrorCode.INTERNAL_ERROR, () -> domain.agentCommand("{\"execute\":\"guest-nonsense\"}", -1, 0));
        domain.setAgentTimeout(10, 0);
        failsWith(ErrorCode.INVALID_ARG, () -> domain.setAgentTimeout(-3, 0));
        domain.suspend();
        failsWith(ErrorCode.OPERATION_INVALID, () -> domain.hostname());
        domain.resume();
    }

    @Test
    @Order(10)
    void savedWithPluggedCpusAndAnAgentItComesBackTheSame() {
        // The third CPU was plugged in: virtio disks have a queue for each CPU that the machine was built with.
        assertThat(domain.xml()).contains("<vcpu id='2' enabled='yes' hotpluggable='yes' order='3'/>");
        domain.managedSave();
        assertThat(domain.active()).isFalse();
        domain.start();
        assertThat(domain.status().reason()).isEqualTo(StateReason.RUNNING_RESTORED);
        assertThat(domain.vcpuInfo()).hasSize(3);
        DataStream console = domain.openConsole(null);
        type(console, "echo $((6 * 9)) done\n");
        readUntil(console, "54 done");
        console.finish();
        assertThat(domain.hostname()).as("the agent's channel works on").isEqualTo("tiny");
        domain.setVcpus(2, DomainFlags.Vcpu.CONFIG, DomainFlags.Vcpu.HOTPLUGGABLE);
        assertThat(domain.xml(DomainFlags.Xml.INACTIVE)).contains("<vcpu placement='static' current='2'>3</vcpu>");
    }

    @Test
    @Order(11)
    void agentShutsTheGuestDownAndCallsFailOnAGuestThatIsOff() throws Exception {
        DataStream watcher = domain.openConsole(null);
        domain.shutdown(DomainFlags.Shutdown.GUEST_AGENT);
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (watcher.read(buffer.clear()) >= 0) {
            continue;
        }
        while (domain.active()) {
            Thread.sleep(20);
        }
        assertThat(domain.info().cpuTimeNanos()).isZero();
        assertThat(domain.blockInfo("vdb", 0).capacity()).isEqualTo(32 << 20);
        List<ThrowingCallable> calls = List.of(
                () -> domain.openConsole(null), () -> domain.screenshot(0, 0), () -> domain.memoryStats(), () -> domain.vcpuInfo(),
                () -> domain.blockStats("vda"), () -> domain.hostname(), () -> domain.injectNmi(0),
                () -> domain.monitorCommand("{\"execute\":\"query-status\"}"), () -> domain.setVcpus(2, DomainFlags.Vcpu.LIVE));
        for (ThrowingCallable call : calls) {
            failsWith(ErrorCode.OPERATION_INVALID, call);
        }
        domain.setVcpus(2);
        assertThat(domain.vcpus()).isEqualTo(2);
        assertThat(connection.domainStats(List.of(), List.of()).getFirst().values().number("state.state")).hasValue(5);
    }

    private static void failsWith(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(JvirtException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    private static void type(DataStream stream, String text) {
        stream.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void readUntil(DataStream stream, String expected) {
        StringBuilder seen = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (!seen.toString().contains(expected)) {
            assertThat(stream.read(buffer.clear())).as(seen.toString()).isPositive();
            seen.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
        }
    }
}

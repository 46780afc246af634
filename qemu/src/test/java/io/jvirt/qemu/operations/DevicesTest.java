package io.jvirt.qemu.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.api.Connection;
import io.jvirt.api.DataStream;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags.Affect;
import io.jvirt.api.DomainFlags.UpdateDevice;
import io.jvirt.api.DomainFlags.Xml;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.Jvirt;
import io.jvirt.api.JvirtException;
import io.jvirt.api.TypedParameters;
import io.jvirt.host.file.Folders;
import io.jvirt.qemu.testkit.TestQemu;
import io.jvirt.qemu.testkit.TinyGuest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

/** Devices that a running Linux guest gets and gives back; it says itself what it sees. */
@Tag("slow")
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DevicesTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private Path root = Path.of("/nonexistent");
    private Connection connection;
    private Domain domain;
    private DataStream console;

    @BeforeAll
    void bootGuest() throws Exception {
        assumeTrue(Files.isExecutable(TestQemu.BINARY), "no " + TestQemu.BINARY + ": install qemu-system-x86");
        assumeTrue(TinyGuest.missing().isEmpty(), TinyGuest.missing().orElse(""));
        root = Files.createTempDirectory("jvd");
        Path initramfs = root.resolve("initramfs");
        TinyGuest.create().options(initramfs);
        for (String name : List.of("one.raw", "two.raw", "first.iso", "second.iso")) {
            image(name);
        }
        open();
        domain = connection.define("""
                <domain type='qemu'>
                  <name>devices</name>
                  <memory unit='MiB'>192</memory>
                  <vcpu>1</vcpu>
                  <os><type arch='x86_64' machine='pc'>hvm</type><kernel>%s</kernel><initrd>%s</initrd>
                    <cmdline>console=ttyS0 quiet panic=-1</cmdline></os>
                  <features><acpi/></features>
                  <devices>
                    <disk type='file' device='cdrom'><source file='%s'/><target dev='hda' bus='ide'/></disk>
                    <interface type='user'><mac address='52:54:00:aa:bb:01'/><model type='virtio'/></interface>
                    <serial type='pty'/>
                    <graphics type='vnc' autoport='yes'/>
                  </devices>
                </domain>
                """.formatted(TinyGuest.kernel().orElseThrow(), initramfs, root.resolve("first.iso")));
        domain.start();
        console = domain.openConsole(null);
        readUntil("/ # ");
    }

    private void open() {
        connection = Jvirt.connect("qemu:///embed?root=" + root);
        connection.onDomainEvent(DomainEvent.Kind.DEVICE_ADDED, null, e -> events.add("+" + ((DomainEvent.DeviceAdded) e).deviceAlias()));
        connection.onDomainEvent(DomainEvent.Kind.DEVICE_REMOVED, null, e -> events.add("-" + ((DomainEvent.DeviceRemoved) e).deviceAlias()));
    }

    private void image(String name) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(root.resolve(name).toFile(), "rw")) {
            file.setLength(name.equals("two.raw") ? 3 << 20 : 1 << 20);
        }
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

    private String disk(String file, String target, String bus) {
        return "<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='" + root.resolve(file)
                + "'/><target dev='" + target + "' bus='" + bus + "'/></disk>";
    }

    @Test
    @Order(1)
    void diskComesAndGoes() {
        domain.attachDevice(disk("one.raw", "vdb", "virtio"));
        await("+virtio-disk1");
        say("until [ -e /sys/block/vda/size ]; do sleep 0.1; done; cat /sys/block/vda/size | sed s/^/size=/");
        readUntil("size=2048");
        assertThat(domain.xml()).contains("<target dev='vdb' bus='virtio'/>", "<alias name='virtio-disk1'/>");
        assertThat(domain.xml(Xml.INACTIVE)).doesNotContain("vdb");
        assertThat(domain.blockInfo("vdb", 0).capacity()).isEqualTo(1 << 20);
        failsWith(ErrorCode.OPERATION_INVALID, () -> domain.attachDevice(disk("two.raw", "vdb", "virtio")));
        failsWith(ErrorCode.DEVICE_MISSING, () -> domain.detachDevice(disk("two.raw", "vdc", "virtio")));
        domain.detachDevice("<disk type='file'><target dev='vdb'/></disk>");
        await("-virtio-disk1");
        assertThat(domain.xml()).doesNotContain("vdb");
        assertThat(domain.monitorCommand("{\"execute\":\"query-named-block-nodes\"}")).doesNotContain("one.raw");
        say("[ -e /sys/block/vda ] || echo gone=$((1 + 1))");
        readUntil("gone=2");
    }

    @Test
    @Order(2)
    void bothDocumentsChangeOrNeither() {
        failsWith(ErrorCode.SYSTEM_ERROR, () -> domain.attachDevice(disk("none.raw", "vdb", "virtio"), Affect.LIVE, Affect.CONFIG));
        assertThat(domain.xml() + domain.xml(Xml.INACTIVE)).doesNotContain("none.raw");
        failsWith(ErrorCode.OPERATION_UNSUPPORTED, () -> domain.attachDevice(disk("one.raw", "sdb", "sata")));
        domain.attachDevice("<controller type='scsi' index='0' model='virtio-scsi'/>", Affect.LIVE, Affect.CONFIG);
        domain.attachDevice(disk("two.raw", "sda", "scsi"), Affect.LIVE, Affect.CONFIG);
        assertThat(domain.xml(Xml.INACTIVE)).contains("two.raw", "<controller type='scsi'");
        assertThat(domain.xml()).contains("two.raw", "<controller type='scsi'", "<alias name='scsi0-0-0-0'/>");
        await("+scsi0");
        await("+scsi0-0-0-0");
        domain.detachDeviceAlias("scsi0-0-0-0");
        await("-scsi0-0-0-0");
        domain.detachDevice(disk("two.raw", "sda", "scsi"), Affect.CONFIG);
        assertThat(domain.xml() + domain.xml(Xml.INACTIVE)).doesNotContain("two.raw");
    }

    @Test
    @Order(3)
    void cardComesAndIsUnplugged() {
        String card = "<interface type='user'><mac address='52:54:00:aa:bb:02'/><model type='virtio'/></interface>";
        domain.attachDevice(card);
        say("until grep -q 02 /sys/class/net/eth1/address; do sleep 0.1; done; ip link set eth1 up; cat /sys/class/net/eth1/address | sed s/^/mac=/");
        readUntil("mac=52:54:00:aa:bb:02");
        domain.updateDevice(card.replace("</interface>", "<link state='down'/></interface>"));
        assertThat(domain.xml()).contains("<link state='down'/>");
        say("until [ $(cat /sys/class/net/eth1/carrier) = 0 ]; do sleep 0.1; done; echo carrier=$((3 - 3))");
        readUntil("carrier=0");
        domain.updateDevice(card, UpdateDevice.LIVE);
        say("until [ $(cat /sys/class/net/eth1/carrier) = 1 ]; do sleep 0.1; done; echo carrier=$((3 - 2))");
        readUntil("carrier=1");
        failsWith(ErrorCode.OPERATION_UNSUPPORTED, () -> domain.updateDevice(card.replace("'virtio'", "'e1000'")));
        domain.detachDevice(card);
        await("-net1");
    }

    @Test
    @Order(4)
    void mediumIsChanged() {
        String drive = "<disk type='file' device='cdrom'><source file='" + root.resolve("second.iso") + "'/><target dev='hda' bus='ide'/></disk>";
        domain.updateDevice(drive);
        assertThat(domain.xml()).contains("second.iso").doesNotContain("first.iso");
        assertThat(domain.monitorCommand("{\"execute\":\"query-block\"}")).contains("second.iso").doesNotContain("first.iso");
        domain.updateDevice("<disk type='file' device='cdrom'><target dev='hda' bus='ide'/></disk>", UpdateDevice.FORCE);
        assertThat(domain.monitorCommand("{\"execute\":\"query-block\"}")).doesNotContain(".iso");
        domain.updateDevice(drive, UpdateDevice.LIVE, UpdateDevice.CONFIG);
        assertThat(domain.xml(Xml.INACTIVE)).contains("second.iso").doesNotContain("first.iso");
    }

    @Test
    @Order(5)
    void othersComeAndGo() throws InterruptedException {
        for (String device : List.of(
                "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>",
                "<channel type='pty'><target type='virtio' name='org.example.line'/></channel>",
                "<controller type='scsi' index='1' model='virtio-scsi'/>",
                "<input type='tablet' bus='usb'/>",
                "<watchdog model='i6300esb' action='none'/>")) {
            String before = domain.xml();
            int known = events.size();
            domain.attachDevice(device);
            while (events.size() == known) {
                Thread.sleep(5);
            }
            String alias = events.get(known).substring(1);
            assertThat(domain.xml()).contains("<alias name='" + alias + "'/>");
            domain.detachDevice(device);
            await("-" + alias);
            assertThat(events).as(device).contains("-" + alias);
            assertThat(domain.xml().lines().count()).as(device).isLessThanOrEqualTo(before.lines().count() + 12);
        }
        failsWith(ErrorCode.OPERATION_UNSUPPORTED, () -> domain.attachDevice("<video><model type='vga'/></video>"));
        failsWith(ErrorCode.XML_ERROR, () -> domain.attachDevice("<toaster/>"));
        failsWith(ErrorCode.DEVICE_MISSING, () -> domain.detachDeviceAlias("net7"));
    }

    @Test
    @Order(6)
    void threadsAndLimitsChange() {
        domain.addIoThread(1, Affect.LIVE, Affect.CONFIG);
        domain.attachDevice(disk("one.raw", "vdb", "virtio").replace("type='raw'", "type='raw' iothread='1'"));
        assertThat(domain.ioThreads()).singleElement().satisfies(thread -> assertThat(thread.allowed().bits().isEmpty()).isFalse());
        failsWith(ErrorCode.INVALID_ARG, () -> domain.deleteIoThread(1, Affect.LIVE));
        domain.setIoThread(1, TypedParameters.builder().addUnsigned("poll_max_ns", 4096L).build(), Affect.LIVE);
        assertThat(domain.monitorCommand("{\"execute\":\"query-iothreads\"}")).contains("\"poll-max-ns\":4096");
        BitSet first = new BitSet();
        first.set(0);
        domain.pinIoThread(1, new Domain.CpuSet(first), Affect.LIVE, Affect.CONFIG);
        assertThat(domain.ioThreads().getFirst().allowed().bits()).isEqualTo(first);
        assertThat(domain.xml(Xml.INACTIVE)).contains("<iothreadpin iothread='1' cpuset='0'/>");

        domain.setBlockIoTune("vdb", TypedParameters.builder().addUnsigned("total_iops_sec", 500L).build(), Affect.LIVE);
        assertThat(domain.monitorCommand("{\"execute\":\"query-block\"}")).contains("\"iops\":500");
        assertThat(domain.blockIoTune("vdb").number("total_iops_sec")).hasValue(500);
        failsWith(ErrorCode.INVALID_ARG, () -> domain.setBlockIoTune("vdz", TypedParameters.builder().build()));
        domain.setBlockIoTune("vdb", TypedParameters.builder().addUnsigned("read_iops_sec", 9L).build(), Affect.LIVE);
        assertThat(domain.blockIoTune("vdb").number("total_iops_sec")).as("replaced by that of each way").hasValue(0);
        events.clear();
        domain.detachDevice(disk("one.raw", "vdb", "virtio"));
        await("-virtio-disk1");
        domain.deleteIoThread(1, Affect.LIVE, Affect.CONFIG);
        assertThat(domain.ioThreads(Affect.CONFIG)).isEmpty();
        assertThat(domain.xml(Xml.INACTIVE)).doesNotContain("iothread");
    }

    @Test
    @Order(6)
    void sharesAreForTheNextStart() {
        domain.setSchedulerParameters(
                TypedParameters.builder().addUnsigned("cpu_shares", 2048L).add("vcpu_quota", 50000L).build(), Affect.CONFIG);
        domain.setMemoryParameters(TypedParameters.builder().addUnsigned("hard_limit", 1L << 20).build(), Affect.CONFIG);
        domain.setBlkioParameters(
                TypedParameters.builder().addUnsigned("weight", 500).add("device_weight", "/dev/null,300").build(), Affect.CONFIG);
        domain.setNumaParameters(
                TypedParameters.builder().add("numa_mode", 1).add("numa_nodeset", "0").build(), Affect.CONFIG);
        assertThat(domain.xml(Xml.INACTIVE))
                .contains("<shares>2048</shares>", "<quota>50000</quota>", "<hard_limit unit='KiB'>1048576</hard_limit>")
                .contains("<weight>500</weight>", "<path>/dev/null</path>", "<memory mode='preferred' nodeset='0'/>");
        assertThat(domain.schedulerParameters(Affect.CONFIG).number("cpu_shares")).hasValue(2048);
        assertThat(domain.memoryParameters(Affect.CONFIG).number("hard_limit")).hasValue(1 << 20);
        assertThat(domain.blkioParameters(Affect.CONFIG).string("device_weight")).isEqualTo("/dev/null,300");
        assertThat(domain.numaParameters(Affect.CONFIG).string("numa_nodeset")).isEqualTo("0");
        failsWith(ErrorCode.OPERATION_INVALID, () -> domain.schedulerParameters(Affect.LIVE));
        failsWith(ErrorCode.INVALID_ARG, () -> domain.setMemoryParameters(
                TypedParameters.builder().addUnsigned("cpu_shares", 1L).build(), Affect.CONFIG));
    }

    @Test
    @Order(7)
    void whatWentWhileNobodyLookedIsForgotten() throws Exception {
        domain.attachDevice(disk("one.raw", "vdb", "virtio"));
        domain.attachDevice(disk("two.raw", "vdc", "virtio"));
        domain.monitorCommand("{\"execute\":\"query-status\"}");
        console.finish();
        // The guest answers when nobody is there to hear it.
        domain.suspend();
        domain.detachDeviceAlias("virtio-disk1");
        String folder;
        try (var runs = Files.list(root.resolve("run/qemu"))) {
            folder = runs.filter(Files::isDirectory).findFirst().orElseThrow().toString();
        }
        connection.close();
        outside(folder + "/monitor.sock", "cont", "DEVICE_DELETED");
        open();
        domain = connection.domain("devices");
        assertThat(domain.xml()).contains("<target dev='vdc'").doesNotContain("<target dev='vdb'");
        domain.detachDevice(disk("two.raw", "vdc", "virtio"));
        await("-virtio-disk2");
    }

    /** Somebody else's visit at the monitor: gives a command and waits for an event. */
    private static void outside(String socket, String command, String event) throws IOException, InterruptedException {
        Process socat = new ProcessBuilder("socat", "-t60", "-", "UNIX-CONNECT:" + socket).start();
        try (var in = socat.outputWriter(); var out = socat.inputReader()) {
            in.write("{\"execute\":\"qmp_capabilities\"}{\"execute\":\"" + command + "\"}\n");
            in.flush();
            String line = out.readLine();
            while (line != null && !line.contains(event)) {
                line = out.readLine();
            }
            assertThat(line).contains(event);
        } finally {
            socat.destroyForcibly();
            socat.waitFor();
        }
    }

    private void await(String event) {
        long limit = System.nanoTime() + 30_000_000_000L;
        while (!events.contains(event)) {
            assertThat(System.nanoTime()).as(event + " among " + events).isLessThan(limit);
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void failsWith(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(JvirtException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    private void say(String line) {
        console.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private void readUntil(String expected) {
        StringBuilder seen = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (!seen.toString().contains(expected)) {
            assertThat(console.read(buffer.clear())).as(seen.toString()).isPositive();
            seen.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
        }
    }
}

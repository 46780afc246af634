package io.jvirt.acceptance.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jvirt.acceptance.testkit.Lab;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Devices that come and go by Debian's virsh and by our own command line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VirshDevicesTest {
    private Lab lab;

    @BeforeAll
    void open() {
        Lab.require("virsh", "libvirt-clients");
        Lab.require("qemu-img", "qemu-utils");
        lab = Lab.open();
        lab.startDaemon();
    }

    @AfterAll
    void close() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    private String virsh(String... words) {
        return lab.virsh(words).orFail();
    }

    private Path image(String name) {
        Path image = lab.folder().resolve(name);
        lab.run(List.of("qemu-img", "create", "-q", "-f", "raw", image.toString(), "1M")).orFail();
        return image;
    }

    private String started(String name, String machine) {
        virsh("define", lab.file(name + ".xml", """
                <domain type='qemu'>
                  <name>%s</name>
                  <memory unit='MiB'>32</memory>
                  <vcpu>1</vcpu>
                  <os><type arch='x86_64' machine='%s'>hvm</type></os>
                  <features><acpi/></features>
                  <devices>
                    <disk type='file' device='cdrom'><target dev='sda' bus='%s'/></disk>
                    <interface type='user'><mac address='52:54:00:01:02:03'/><model type='virtio'/></interface>
                  </devices>
                </domain>
                """.formatted(name, machine, machine.equals("pc") ? "ide" : "sata")).toString());
        virsh("start", name);
        return name;
    }

    @Test
    void disksAreAttachedAndMediaChanged() {
        String guest = started("disks", "pc");
        Path image = image("data.raw");
        Path medium = image("tools.iso");
        assertThat(virsh("attach-disk", guest, image.toString(), "vdb", "--persistent")).contains("Disk attached successfully");
        assertThat(virsh("domblklist", guest)).containsPattern("vdb +" + image);
        assertThat(virsh("domblklist", guest, "--inactive")).containsPattern("vdb +" + image);
        assertThat(virsh("qemu-monitor-command", guest, "--hmp", "info block")).contains("data.raw");
        assertThat(virsh("change-media", guest, "sda", medium.toString())).contains("Successfully updated media.");
        assertThat(virsh("domblklist", guest)).containsPattern("sda +" + medium);
        assertThat(virsh("change-media", guest, "sda", "--eject")).contains("Successfully ejected media.");
        assertThat(virsh("domblklist", guest)).containsPattern("sda +-");
        assertThat(lab.virsh("attach-disk", guest, image.toString(), "vdb").error()).contains("target vdb already exists");
        // Nobody in this guest lets go of the disk: the request is sent, the disk stays.
        virsh("detach-disk", guest, "vdb", "--config");
        assertThat(virsh("domblklist", guest, "--inactive")).doesNotContain("vdb");
        assertThat(virsh("domblklist", guest)).contains("vdb");
    }

    @Test
    void cardsAreAttachedByTheirDocumentAndUnplugged() {
        String guest = started("cards", "pc");
        String card = "<interface type='user'><mac address='52:54:00:01:02:04'/><model type='virtio'/></interface>";
        String file = lab.file("card.xml", card).toString();
        assertThat(virsh("attach-device", guest, file, "--config")).contains("Device attached successfully");
        assertThat(virsh("domiflist", guest)).doesNotContain("52:54:00:01:02:04");
        assertThat(virsh("domiflist", guest, "--inactive")).contains("52:54:00:01:02:04");
        assertThat(virsh("detach-device", guest, file, "--config")).contains("Device detached successfully");
        assertThat(virsh("domif-setlink", guest, "52:54:00:01:02:03", "down")).contains("Device updated successfully");
        assertThat(virsh("domif-getlink", guest, "52:54:00:01:02:03")).contains("down");
        assertThat(virsh("qemu-monitor-command", guest, "--hmp", "info network")).contains("net0");
        assertThat(lab.virsh("detach-device", guest, file).error()).contains("device not found: no device matching MAC address");
        assertThat(lab.virsh("detach-device-alias", guest, "nosuch", "--live").error())
                .contains("device not found: no device found with alias nosuch");
    }

    @Test
    void ourOwnCommandsDoTheSame() {
        String guest = started("own", "q35");
        Path image = image("own.raw");
        assertThat(List.of("vdc", "vdd", "vde", "vdf"))
                .extracting(target -> lab.jvirt("attach-disk", guest, image(target + ".raw").toString(), target).error())
                .anySatisfy(error -> assertThat(error).contains("No more available PCI slots").contains("pcie-root-port"));
        assertThat(lab.jvirt("attach-disk", guest, image.toString(), "vdb", "--config").orFail()).contains("Disk attached successfully");
        assertThat(lab.jvirt("attach-interface", guest, "user", "", "--model", "virtio", "--mac", "52:54:00:01:02:09", "--config").orFail())
                .contains("Interface attached successfully");
        assertThat(lab.jvirt("detach-interface", guest, "user", "--config").error()).contains("Please specify which one");
        assertThat(lab.jvirt("detach-interface", guest, "user", "--mac", "52:54:00:01:02:09", "--config").orFail())
                .contains("Interface detached successfully");
        assertThat(lab.jvirt("change-media", guest, "sda", image.toString(), "--insert").orFail()).contains("Successfully inserted media.");
        assertThat(lab.jvirt("attach-disk", guest, "/x", "vdz", "--print-xml").orFail()).contains("<target dev='vdz' bus='virtio'/>");
        virsh("destroy", guest);
        virsh("start", guest);
        assertThat(virsh("domblklist", guest)).containsPattern("vdb +" + image);
        await().atMost(Lab.LIMIT).until(() -> lab.jvirt("detach-disk", guest, "vdb", "--config").status() == 0);
    }

    @Test
    void sharesLimitsAndThreads() {
        String guest = started("tuned", "pc");
        virsh("schedinfo", guest, "--config", "--set", "cpu_shares=2048");
        assertThat(virsh("schedinfo", guest, "--config")).contains("Scheduler      : posix").containsPattern("cpu_shares +: 2048");
        virsh("memtune", guest, "--config", "--hard-limit", "1048576");
        assertThat(virsh("memtune", guest, "--config")).containsPattern("hard_limit +: 1048576").containsPattern("soft_limit +: unlimited");
        virsh("blkiotune", guest, "--config", "--weight", "500", "--device-weights", "/dev/null,300");
        assertThat(virsh("blkiotune", guest, "--config")).containsPattern("weight +: 500").contains("/dev/null,300");
        virsh("numatune", guest, "--config", "--mode", "preferred", "--nodeset", "0");
        assertThat(virsh("numatune", guest, "--config")).containsPattern("numa_mode +: preferred").containsPattern("numa_nodeset +: 0");
        assertThat(lab.virsh("memtune", guest, "--live").error()).contains("cgroup memory controller is not mounted");
        virsh("iothreadadd", guest, "2", "--live", "--config");
        assertThat(virsh("iothreadinfo", guest)).containsPattern("2 +0");
        virsh("iothreadset", guest, "2", "--poll-max-ns", "4096", "--live");
        virsh("iothreadpin", guest, "2", "0", "--live");
        assertThat(lab.jvirt("iothreadinfo", guest).orFail()).containsPattern("2 +0\\n");
        virsh("iothreaddel", guest, "2", "--live", "--config");
        assertThat(virsh("iothreadinfo", guest)).contains("No IOThreads found");
        assertThat(virsh("dumpxml", guest, "--inactive")).contains("<shares>2048</shares>", "<memory mode='preferred' nodeset='0'/>");
    }

    @Test
    void limitsOfADiskAreThereAfterARestartToo() {
        String guest = started("limited", "pc");
        virsh("attach-disk", guest, image("limited.raw").toString(), "vdb", "--persistent");
        virsh("blkdeviotune", guest, "vdb", "--total-iops-sec", "500", "--live", "--config");
        assertThat(virsh("blkdeviotune", guest, "vdb", "--live")).containsPattern("total_iops_sec *: 500");
        assertThat(lab.jvirt("blkdeviotune", guest, "vdb").orFail()).containsPattern("total_iops_sec *: 500");
        virsh("destroy", guest);
        virsh("start", guest);
        assertThat(virsh("qemu-monitor-command", guest, "--hmp", "info block -v")).contains("iops=500");
    }
}

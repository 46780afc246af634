package io.jvirt.qemu.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.api.GuestKind;
import io.jvirt.api.JvirtException;
import io.jvirt.qemu.capabilities.QemuCapabilitiesCache;
import io.jvirt.qemu.complete.FirmwareCatalog;
import io.jvirt.model.domain.SysInfo;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostDocumentsTest {
    @TempDir Path folder;

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }

    @Test
    void readsTopologyAndCachesUnderAnyRoot() throws IOException {
        write("system/node/online", "0-1");
        write("system/node/node0/cpulist", "0,2");
        write("system/node/node1/cpulist", "1,3");
        write("system/node/node1/meminfo", "Node 1 MemTotal:  4096 kB");
        write("system/node/node1/distance", "20 10");
        for (int cpu = 0; cpu < 4; cpu++) {
            write("system/cpu/cpu" + cpu + "/topology/physical_package_id", String.valueOf(cpu % 2));
            write("system/cpu/cpu" + cpu + "/topology/core_id", "5");
            write("system/cpu/cpu" + cpu + "/topology/cluster_id", "-1");
            write("system/cpu/cpu" + cpu + "/topology/thread_siblings_list", cpu % 2 + "," + (cpu % 2 + 2));
            write("system/cpu/cpu" + cpu + "/cache/index3/level", "3");
            write("system/cpu/cpu" + cpu + "/cache/index3/type", "Unified");
            write("system/cpu/cpu" + cpu + "/cache/index3/size", "8192K");
            write("system/cpu/cpu" + cpu + "/cache/index3/id", String.valueOf(cpu % 2));
            write("system/cpu/cpu" + cpu + "/cache/index3/shared_cpu_list", cpu % 2 + "," + (cpu % 2 + 2));
        }
        write("resctrl/info/L3/cbm_mask", "ff");
        write("resctrl/info/L3/min_cbm_bits", "2");
        write("resctrl/info/L3/num_closids", "4");
        Path system = folder.resolve("system");
        HostTopology topology = HostTopology.read(system, new SysfsNuma(system));
        assertThat(topology.cells()).extracting(HostTopology.Cell::id).containsExactly(0, 1);
        HostTopology.Cell second = topology.cells().get(1);
        assertThat(second.memoryKib()).isEqualTo(4096);
        assertThat(second.distances()).isEqualTo(Map.of(0, 20, 1, 10));
        assertThat(second.cpus().getFirst()).satisfies(c -> {
            assertThat(c.socket()).isEqualTo(1);
            assertThat(c.cluster()).isZero();
            assertThat(c.core()).isEqualTo(5);
            assertThat(c.siblings().toArray()).containsExactly(1, 3);
        });
        Markup out = new Markup();
        HostCaches.read(system, folder.resolve("resctrl")).write(out);
        assertThat(out.toString()).contains("<bank id='0' level='3' type='both' size='8' unit='MiB' cpus='0,2'>")
                .contains("<control granularity='1' min='2' unit='MiB' type='both' maxAllocs='4'/>");
    }

    @Test
    void readsWhatTheFirmwareTells() throws IOException {
        write("dmi/sys_vendor", "Maker");
        write("dmi/product_name", "Machine 3");
        write("dmi/product_serial", "");
        write("dmi/board_asset_tag", "A-7");
        SysInfo.Smbios tables = HostSmbios.read(folder.resolve("dmi")).orElseThrow();
        assertThat(Xml.format(SysInfo.class, tables, FormatOptions.LIVE)).isEqualTo("""
                <sysinfo type='smbios'>
                  <system>
                    <entry name='manufacturer'>Maker</entry>
                    <entry name='product'>Machine 3</entry>
                  </system>
                  <baseBoard>
                    <entry name='asset'>A-7</entry>
                  </baseBoard>
                </sysinfo>
                """);
        assertThat(HostSmbios.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void tellsWhatThisHostAndItsRealQemuCanDo() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/qemu-system-x86_64")), "qemu-system-x86 is not installed");
        HostDocuments documents = new HostDocuments(
                new QemuCapabilitiesCache(folder, "test", Duration.ofSeconds(60)), new FirmwareCatalog(List.of()));
        assertThat(documents.capabilities()).contains("<arch name='x86_64'>", "<domain type='qemu'/>", "<topology>",
                "<machine canonical='pc-q35-");
        String guest = documents.domainCapabilities(new GuestKind(null, "x86_64", "q35", "qemu"));
        assertThat(guest).contains("<mode name='host-model' supported='yes'>", "vendor='Intel' canonical='Haswell-v1'>Haswell</model>");
        assertThat(guest).contains("<domain>qemu</domain>", "<machine>pc-q35-", "<value>virtio</value>")
                .doesNotContain("<value>ide</value>");
        assertThatThrownBy(() -> documents.domainCapabilities(
                new GuestKind(null, "x86_64", "no-such-machine", null)))
                .isInstanceOf(JvirtException.class).hasMessageContaining("no-such-machine");
        assertThatThrownBy(() -> documents.domainCapabilities(
                new GuestKind("/usr/bin/qemu-system-x86_64", "s390x", null, null)))
                .isInstanceOf(JvirtException.class).hasMessageContaining("s390x");
    }
}

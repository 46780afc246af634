package io.jvirt.model.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Video;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainCompletionTest {
    private static final String FRAME = """
            <domain type='test'>
              <name>guest</name>
              <memory>1024</memory>
              %s
              <os><type arch='x86_64'>hvm</type></os>
              <devices>%s</devices>
            </domain>
            """;

    private static DomainDescription complete(String outside, String devices, DriverRules rules) {
        var domain = Xml.parse(DomainDescription.class, FRAME.formatted(outside, devices), ParseOptions.DEFINITION);
        return DomainCompletion.complete(domain, rules, CompletionOptions.DEFINE);
    }

    private static DomainDescription complete(String outside, String devices) {
        return complete(outside, devices, DriverRules.NONE);
    }

    private static String format(DomainDescription domain) {
        return Xml.format(DomainDescription.class, domain, FormatOptions.STORED);
    }

    @Test
    void fillsInWhatEveryGuestHas() {
        var domain = complete("", "");
        assertThat(domain.uuid()).isNotNull();
        assertThat(format(domain)).isEqualTo("""
                <domain type='test'>
                  <name>guest</name>
                  <uuid>%s</uuid>
                  <memory unit='KiB'>1024</memory>
                  <currentMemory unit='KiB'>1024</currentMemory>
                  <vcpu placement='static'>1</vcpu>
                  <os>
                    <type arch='x86_64'>hvm</type>
                    <boot dev='hd'/>
                  </os>
                  <clock offset='utc'/>
                  <on_poweroff>destroy</on_poweroff>
                  <on_reboot>restart</on_reboot>
                  <on_crash>destroy</on_crash>
                  <devices/>
                </domain>
                """.formatted(domain.uuid()));
    }

    @Test
    void aCompleteDescriptionStaysAsItIs() {
        var once = complete("<vcpu>2</vcpu>", """
                <disk><source file='/a'/><target dev='sdb'/></disk><serial type='pty'/><graphics type='spice'/>
                <interface type='user'/><input type='tablet'/>""");
        assertThat(DomainCompletion.complete(once, DriverRules.NONE, CompletionOptions.DEFINE)).isEqualTo(once);
    }

    @ParameterizedTest
    @CsvSource({"hda, IDE, 0, 0, 0", "hdd, IDE, 0, 1, 1", "hde, IDE, 1, 0, 0", "sda, SCSI, 0, 0, 0", "sdh, SCSI, 1, 0, 0", "fdb, FDC, 0, 0, 1"})
    void namesDecideBusAndAddressOfADisk(String name, Disk.Bus bus, int controller, int line, int unit) {
        String device = bus == Disk.Bus.FDC ? "floppy" : "disk";
        var domain = complete("", "<disk device='" + device + "'><source file='/a'/><target dev='" + name + "'/></disk>");
        var disk = domain.devices().disks().getFirst();
        assertThat(disk.target().bus()).isEqualTo(bus);
        assertThat(disk.info().address()).isEqualTo(new DeviceAddress.Drive(controller, line, 0, unit));
        assertThat(domain.devices().controllers()).extracting(Controller::index).contains(controller);
    }

    @Test
    void wideScsiControllersSkipTheirOwnUnit() {
        var rules = new DriverRules() {
            @Override
            public boolean wideScsi() {
                return true;
            }
        };
        var domain = complete("", "<disk><source file='/a'/><target dev='sdh'/></disk>", rules);
        assertThat(domain.devices().disks().getFirst().info().address()).isEqualTo(new DeviceAddress.Drive(0, 0, 0, 8));
    }

    @Test
    void disksAndControllersStandInOrder() {
        var domain = complete("", """
                <disk><target dev='vdb'/></disk><disk><target dev='hda'/></disk><disk><target dev='vda'/></disk>
                <controller type='scsi'/><controller type='pci' index='2' model='pci-bridge'/><controller type='scsi' index='0'/>
                <controller type='pci' index='1' model='pci-bridge'/>""");
        assertThat(domain.devices().disks()).extracting(disk -> disk.target().dev()).containsExactly("vda", "vdb", "hda");
        assertThat(domain.devices().controllers()).extracting(controller -> controller.type().xml() + controller.index())
                .containsExactly("scsi1", "scsi0", "pci1", "pci2", "ide0");
    }

    @Test
    void consoleAndSerialPortArePaired() {
        var fromConsole = complete("", "<console type='file'><source path='/log'/></console>");
        assertThat(fromConsole.devices().serials()).hasSize(1);
        assertThat(fromConsole.devices().serials().getFirst().backend()).isEqualTo(fromConsole.devices().consoles().getFirst().backend());
        var fromSerial = complete("", "<serial type='pty'><target port='1'/></serial>");
        assertThat(fromSerial.devices().consoles().getFirst().target())
                .isEqualTo(new CharacterDevice.ConsoleTarget(CharacterDevice.ConsoleType.SERIAL, 1));
        var pci = complete("", "<serial type='pty'><target type='pci-serial'/></serial>");
        assertThat(pci.devices().consoles()).isEmpty();
    }

    @Test
    void displaysHaveOneMeaningInBothForms() {
        String text = format(complete("", """
                <graphics type='vnc' listen='127.0.0.1' port='-1'/>
                <graphics type='vnc' port='5907'/>
                <graphics type='vnc' socket='/run/vnc'/>
                <graphics type='spice' autoport='yes'/>"""));
        assertThat(text).contains("""
                    <graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'>
                      <listen type='address' address='127.0.0.1'/>
                    </graphics>
                    <graphics type='vnc' port='5907' autoport='no'>
                      <listen type='address'/>
                    </graphics>
                    <graphics type='vnc' socket='/run/vnc'>
                      <listen type='socket' socket='/run/vnc'/>
                    </graphics>
                    <graphics type='spice' autoport='yes'>
                      <listen type='address'/>
                    </graphics>
                """.indent(0).replaceAll("(?m)^", ""));
    }

    @Test
    void aDisplayNeedsACardAndOneCardIsPrimary() {
        var rules = new DriverRules() {
            @Override
            public Video.@Nullable Type defaultVideo(DomainDescription domain) {
                return Video.Type.VGA;
            }
        };
        var domain = complete("", "<graphics type='vnc'/>", rules);
        assertThat(format(domain)).contains("<model type='vga' vram='16384' heads='1' primary='yes'/>");
        var ordered = complete("", "<video><model type='vga'/></video><video><model type='qxl' primary='yes'/></video>");
        assertThat(ordered.devices().videos()).extracting(video -> video.model().type()).containsExactly(Video.Type.QXL, Video.Type.VGA);
    }

    @Test
    void numaCellsDecideTheMemory() {
        var domain = complete("<vcpu>4</vcpu><cpu><numa><cell cpus='0-1' memory='2048'/><cell cpus='2-3' memory='4096'/></numa></cpu>", "");
        assertThat(domain.memory().size().kib()).isEqualTo(6144);
        assertThat(domain.cpu().numa().cell()).extracting(cell -> cell.id()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            <vcpu current='3'>2</vcpu> | ~~ | maximum vCPU count must not be less than current vCPU count
            <maxMemory slots='1'>512</maxMemory> | ~~ | maximum memory size must be equal or greater than the actual memory size
            <numatune><memory mode='strict'/></numatune> | ~~ | nodeset for NUMA memory tuning must be set if 'placement' is 'static'
            ~~ | <disk><target dev='vda'/></disk><disk><target dev='vda'/></disk> | target 'vda' duplicated for disk sources 'null' and 'null'
            ~~ | <disk><source file='/x'/></disk> | missing target information for device /x
            ~~ | <disk><target dev='zz'/></disk> | Unknown disk name 'zz' and no address specified
            ~~ | <disk><target dev='hda' bus='ide'/><address type='pci'/></disk> | Invalid address type 'pci' for the disk 'hda' with the bus type 'ide'
            ~~ | <controller type='scsi' index='1'/><controller type='scsi' index='1'/> | Multiple 'scsi' controllers with index '1'
            ~~ | <controller type='usb' model='none'/><input type='mouse' bus='usb'/> | Domain has USB devices attached
            ~~ | <interface type='user'><mac address='01:00:00:00:00:01'/></interface> | expected unicast mac address, found multicast '01:00:00:00:00:01'
            <on_reboot>coredump-destroy</on_reboot> | ~~ | The lifecycle event 'on_reboot' doesn't support 'coredump-destroy' action
            <idmap><uid start='1' target='1000' count='10'/></idmap> | ~~ | You must map the root user of container
            <vcpu>2</vcpu><cputune><vcpusched vcpus='0-1' scheduler='fifo'/></cputune> | ~~ | Missing scheduler priority
            <cputune><period>10</period></cputune> | ~~ | Value of cputune 'period' must be in range
            <vcpu>2</vcpu><vcpus><vcpu id='2' enabled='yes'/></vcpus> | ~~ | vcpu id '2' is out of range
            ~~ | <disk><target dev='sda'/><wwn>xyz</wwn></disk> | malformed wwn
            ~~ | <smartcard mode='host-certificates'><certificate>a</certificate></smartcard> | exactly three certificates
            ~~ | <input type='tablet' bus='ps2'/> | ps2 bus does not support tablet input device
            ~~ | <video><model type='vga' ram='1'/></video> | ram attribute only supported for type of qxl
            ~~ | <hostdev mode='subsystem' type='usb'><source><address bus='1' device='2'/></source><address type='pci'/></hostdev> | cannot have an address of this type
            ~~ | <filesystem><source dir='/a'/><target dir='t'/></filesystem><filesystem><source dir='/b'/><target dir='t'/></filesystem> | specified twice
            ~~ | <serial type='file'/> | Missing source path attribute for char device
            ~~ | <serial type='tcp'><source service='1'/></serial> | Missing source host attribute for char device
            ~~ | <serial type='udp'><source mode='bind' service='1'/></serial> | Missing source service attribute for char device
            ~~ | <serial type='tcp'><source host='a' service='1'/><source host='b' service='2'/></serial> | only one 'source' element is allowed in element 'serial'
            ~~ | <serial type='unix'><source path='/a'><reconnect enabled='yes'/></source></serial> | Missing required attribute 'timeout' in element 'reconnect'
            <vcpu>4</vcpu><cputune><memorytune vcpus='0-1'><node id='0' bandwidth='20'/><node id='0' bandwidth='30'/></memorytune></cputune> | ~~ | Memory Bandwidth already defined for node 0
            <vcpu>4</vcpu><cputune><cachetune vcpus='0-1'/><memorytune vcpus='1-2'><node id='0' bandwidth='20'/></memorytune></cputune> | ~~ | Overlapping vcpus in resctrls
            ~~ | <disk><target dev='vda'/><boot order='1'/></disk><interface type='user'><boot order='1'/></interface> | boot order '1' used for more than one device
            """)
    void rejectsContradictions(String outside, String devices, String message) {
        assertThatThrownBy(() -> complete(outside == null ? "" : outside, devices == null ? "" : devices))
                .isInstanceOf(XmlException.class).hasMessageContaining(message);
    }

    @Test
    void topologyAndCountAgree() {
        var domain = complete("<vcpu>3</vcpu><cpu><topology sockets='1' cores='2' threads='1'/></cpu>", "");
        assertThatThrownBy(() -> DomainValidation.checkTopology(domain)).hasMessage("CPU topology doesn't match maximum vcpu count");
    }

    @Test
    void aTitleIsOneLine() {
        assertThatThrownBy(() -> complete("<title>a\nb</title>", "")).hasMessage("Domain title can't contain newlines");
    }

    @Test
    void namesOfDisksCountLikeLetters() {
        for (int i : new int[] {0, 1, 25, 26, 27, 701, 702, 18277}) {
            assertThat(DiskTargets.index(DiskTargets.name(i, "vd"))).isEqualTo(i);
        }
        assertThat(DiskTargets.name(26, "sd")).isEqualTo("sdaa");
        assertThat(DiskTargets.index("vda1")).isZero();
        assertThat(DiskTargets.index("vd1")).isEqualTo(-1);
    }
}

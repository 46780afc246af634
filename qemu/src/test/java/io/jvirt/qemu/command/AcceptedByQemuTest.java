package io.jvirt.qemu.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.host.Descriptor;
import io.jvirt.host.process.HostProcess;
import io.jvirt.host.process.ProcessSpec;
import io.jvirt.host.process.Signal;
import io.jvirt.host.socket.UnixListener;
import io.jvirt.host.socket.UnixSocket;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.qemu.qmp.QmpClient;
import io.jvirt.qemu.qmp.QmpEvent;
import io.jvirt.qemu.qmp.QmpException;
import io.jvirt.qemu.qmp.QmpListener;
import io.jvirt.qemu.testkit.TestQemu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real QEMU starts with our command lines and says that it stands before the first instruction. */
class AcceptedByQemuTest {
    private static final int MONITOR = 10;

    @TempDir
    Path folder;

    @BeforeEach
    void needsQemu() {
        Assumptions.assumeTrue(Files.isExecutable(TestQemu.BINARY), TestQemu.BINARY + " is not installed");
    }

    private void accepts(DomainDescription complete) throws Exception {
        byte[] key = MasterKey.random().bytes();
        Path keyFile = Files.write(folder.resolve("master-key.aes"), key);
        MasterKey master = new MasterKey(key, () -> new byte[16]);
        LaunchEnvironment environment = LaunchEnvironment
                .of(folder.toString(), new MonitorEndpoint.Inherited(MONITOR))
                .withSecrets(new FixedSecrets(master), keyFile.toString());
        CommandLine command = CommandSamples.command(complete, environment);
        Path socketPath = folder.resolve("monitor.sock");
        Path log = folder.resolve("qemu.log");
        UnixListener listener = UnixListener.listen(socketPath, 0600, OptionalInt.empty());
        HostProcess process;
        List<String> argv = command.argv();
        try (Descriptor output = Descriptor.open(log, 02 | 0100 | 02000, 0600)) {
            process = HostProcess.start(ProcessSpec.of(Path.of(command.emulator()), argv.subList(1, argv.size()))
                    .withEnvironment(command.environment()).withOutput(output)
                    .withDescriptor(MONITOR, listener.descriptor()));
        } finally {
            listener.release();
        }
        try (QmpClient monitor = QmpClient.over(UnixSocket.connect(socketPath, TestQemu.LIMIT), TestQemu.LIMIT, new Silent())) {
            assertThat(monitor.execute("query-status").path("status").asString()).isEqualTo("prelaunch");
        } catch (QmpException e) {
            throw new AssertionError(Files.readString(log) + "\n" + command.shellText(), e);
        } finally {
            process.signal(Signal.KILL);
            process.await(TestQemu.LIMIT);
        }
    }

    private static final class Silent implements QmpListener {
        @Override
        public void event(QmpEvent event) {
        }

        @Override
        public void closed(QmpException reason) {
        }
    }

    private Path image(String name) throws IOException {
        return Files.write(folder.resolve(name), new byte[1 << 16]);
    }

    @Test
    void ordinaryPc() throws Exception {
        accepts(CommandSamples.guest("pc", "<features><acpi/><apic/></features>", """
                <disk type='file' device='disk'><driver name='qemu' type='raw' cache='none'/><source file='%s'/><target dev='hda' bus='ide'/></disk>
                <disk type='file' device='disk'><driver name='qemu' type='raw' discard='unmap'/><source file='%s'/><target dev='vda' bus='virtio'/><serial>a b+c</serial></disk>
                <disk type='file' device='cdrom'><target dev='hdc' bus='ide'/><readonly/></disk>
                <disk type='file' device='floppy'><source file='%s'/><target dev='fda' bus='fdc'/></disk>
                <interface type='user'><mac address='52:54:00:01:02:03'/><model type='virtio'/></interface>
                <serial type='pty'/>
                <parallel type='null'/>
                <graphics type='vnc' port='5999'/>
                <video><model type='cirrus'/></video>
                <sound model='ac97'/>
                """.formatted(image("a"), image("b"), image("c"))));
    }

    @Test
    void ordinaryQ35() throws Exception {
        accepts(CommandSamples.guest("q35", "<features><acpi/><apic/><pae/></features><cpu mode='maximum'/>", """
                <disk type='file' device='disk'><source file='%s'/><target dev='sda' bus='sata'/><boot order='1'/></disk>
                <disk type='file' device='disk'><source file='%s'/><target dev='sdb' bus='scsi'/><wwn>5000c50015ea71ac</wwn></disk>
                <disk type='file' device='disk'><source file='%s'/><target dev='sdc' bus='usb' removable='on'/></disk>
                <controller type='scsi' model='virtio-scsi'/>
                <controller type='usb' model='qemu-xhci' ports='15'/>
                <interface type='user'><mac address='52:54:00:01:02:03'/><model type='e1000e'/></interface>
                <serial type='pty'/>
                <console type='pty'><target type='virtio'/></console>
                <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
                <input type='tablet' bus='usb'/>
                <input type='keyboard' bus='virtio'/>
                <hub type='usb'/>
                <graphics type='vnc' socket='%s/vnc'><listen type='socket' socket='%s/vnc'/></graphics>
                <video><model type='virtio'/></video>
                <sound model='ich9'/>
                <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
                <watchdog model='i6300esb' action='pause'/>
                <watchdog model='itco' action='pause'/>
                <memballoon model='virtio' freePageReporting='on'/>
                <panic model='isa'/>
                """.formatted(image("a"), image("b"), image("c"), folder, folder)));
    }

    @Test
    void memoryAndProcessors() throws Exception {
        accepts(CommandSamples.guest("q35", """
                <maxMemory slots='4' unit='MiB'>1024</maxMemory>
                <vcpu current='2'>4</vcpu>
                <iothreads>2</iothreads><features><acpi/></features>
                <memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>
                <cpu><topology sockets='2' dies='1' cores='2' threads='1'/>
                  <numa><cell id='0' cpus='0-1' memory="32" unit="MiB"><distances><sibling id='1' value='21'/></distances></cell>
                  <cell id='1' cpus='2-3' memory="32" unit="MiB"/></numa></cpu>
                <clock offset='variable' adjustment='3600'><timer name='rtc' tickpolicy='catchup'/><timer name='hpet' present='no'/></clock>
                <pm><suspend-to-mem enabled='no'/></pm>
                """, """
                <disk type='file' device='disk'><driver name='qemu' type='raw' iothread='1' queues='2'/><source file='%s'/><target dev='vda' bus='virtio'/></disk>
                <memory model='dimm'><target><size unit='MiB'>128</size><node>0</node></target></memory>
                """.formatted(image("a"))));
    }

    @Test
    void rareDevices() throws Exception {
        accepts(CommandSamples.guest("q35", """
                <genid/>
                <sysinfo type='smbios'><bios><entry name='vendor'>a, b</entry></bios><system><entry name='product'>c</entry></system><oemStrings><entry>x,y</entry></oemStrings></sysinfo>
                <sysinfo type='fwcfg'><entry name='opt/org.example/name'>value</entry></sysinfo>
                <features><acpi/><vmcoreinfo state='on'/><ioapic driver='qemu'/></features>
                """, """
                <iommu model='intel'><driver intremap='on' caching_mode='on' eim='off'/></iommu>
                <crypto model='virtio' type='qemu'><backend model='builtin' queues='1'/></crypto>
                <shmem name='%s'><model type='ivshmem-plain'/><size unit='M'>4</size></shmem>
                <serial type='file'><source path='%s/log,1'/><target type='isa-serial' port='0'/></serial>
                <serial type='tcp'><source mode='bind' host='127.0.0.1' service='0'/><target type='pci-serial'/></serial>
                <serial type='unix'><source mode='bind' path='%s/serial'/><log file='%s/copy' append='off'/></serial>
                <redirdev bus='usb' type='pty'/>
                <video><model type='bochs'/></video>
                """.formatted("jvirt-" + ProcessHandle.current().pid(), folder, folder, folder)));
        Files.deleteIfExists(Path.of("/dev/shm/jvirt-" + ProcessHandle.current().pid()));
    }

    @Test
    void encryptedDiskWithSealedSecret() throws Exception {
        Path disk = folder.resolve("luks.img");
        // qemu-img measures how fast this host derives keys, and gives up when it was not on the processor long enough.
        int code = 1;
        for (int tries = 0; tries < 20 && code != 0; tries++) {
            Files.deleteIfExists(disk);
            code = new ProcessBuilder("qemu-img", "create", "-q", "-f", "luks", "--object",
                    "secret,id=s,data=" + FixedSecrets.VALUE, "-o", "key-secret=s,iter-time=50", disk.toString(), "1M")
                    .inheritIO().start().waitFor();
        }
        assertThat(code).isZero();
        accepts(CommandSamples.guest("pc", "", """
                <disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='%s'>
                  <encryption format='luks'><secret type='passphrase' uuid='0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f'/></encryption></source>
                  <target dev='vda' bus='virtio'/></disk>
                """.formatted(disk)));
    }

    @Test
    void chainOfImages() throws Exception {
        Path base = image("base.img");
        Path top = folder.resolve("top.qcow2");
        Process create = new ProcessBuilder("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b",
                base.toString(), top.toString()).inheritIO().start();
        assertThat(create.waitFor()).isZero();
        accepts(CommandSamples.guest("pc", "", """
                <disk type='file' device='disk'><driver name='qemu' type='qcow2' copy_on_read='on' detect_zeroes='unmap' discard='unmap'/>
                  <source file='%s'/><backingStore type='file'><format type='raw'/><source file='%s'/><backingStore/></backingStore>
                  <target dev='vda' bus='virtio'/></disk>
                """.formatted(top, base)));
    }
}

package io.jvirt.model.domain;

import java.util.List;

/** Domain documents in the layout that the writer gives, each as a whole. */
public final class Documents {
    private Documents() {
    }

    /** A desktop guest of an ordinary PC. */
    public static final String DESKTOP = """
            <domain type='kvm'>
              <name>desk &amp; chair</name>
              <uuid>2f1b7c5e-8a54-4c0b-9d43-6a1e0f7d2b90</uuid>
              <title>Desktop</title>
              <description>Two lines
            of &lt;text&gt;</description>
              <metadata>
                <note:note xmlns:note='http://example.org/note' level='1'>kept  as <b>it</b> is</note:note>
              </metadata>
              <maxMemory slots='4' unit='KiB'>16777216</maxMemory>
              <memory unit='KiB'>4194304</memory>
              <currentMemory unit='KiB'>2097152</currentMemory>
              <memoryBacking>
                <hugepages>
                  <page size='2048' unit='KiB' nodeset='0'/>
                </hugepages>
                <locked/>
                <source type='memfd'/>
                <access mode='shared'/>
              </memoryBacking>
              <vcpu placement='static' cpuset='0-3,6' current='2'>4</vcpu>
              <iothreads>2</iothreads>
              <iothreadids>
                <iothread id='1'/>
                <iothread id='2' thread_pool_max='8'/>
              </iothreadids>
              <cputune>
                <shares>2048</shares>
                <quota>-1</quota>
                <vcpupin vcpu='0' cpuset='0'/>
                <emulatorpin cpuset='1-2'/>
              </cputune>
              <sysinfo type='smbios'>
                <system>
                  <entry name='manufacturer'>Example</entry>
                </system>
              </sysinfo>
              <os firmware='efi'>
                <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
                <firmware>
                  <feature enabled='yes' name='secure-boot'/>
                </firmware>
                <loader readonly='yes' secure='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE.fd</loader>
                <nvram template='/usr/share/OVMF/OVMF_VARS.fd'>/var/lib/guest_VARS.fd</nvram>
                <boot dev='cdrom'/>
                <boot dev='hd'/>
                <bootmenu enable='yes' timeout='3000'/>
                <smbios mode='sysinfo'/>
              </os>
              <features>
                <acpi/>
                <apic/>
                <hyperv mode='custom'>
                  <relaxed state='on'/>
                  <spinlocks state='on' retries='8191'/>
                  <vendor_id state='on' value='example'/>
                </hyperv>
                <kvm>
                  <hidden state='on'/>
                </kvm>
                <smm state='on'>
                  <tseg unit='MiB'>48</tseg>
                </smm>
              </features>
              <cpu mode='custom' match='exact' check='partial'>
                <model fallback='allow'>Haswell</model>
                <topology sockets='1' dies='1' clusters='1' cores='2' threads='2'/>
                <feature policy='disable' name='hle'/>
                <numa>
                  <cell id='0' cpus='0-3' memory='4194304' unit='KiB'/>
                </numa>
              </cpu>
              <clock offset='localtime'>
                <timer name='rtc' tickpolicy='catchup'/>
                <timer name='hpet' present='no'/>
              </clock>
              <on_poweroff>destroy</on_poweroff>
              <on_reboot>restart</on_reboot>
              <on_crash>preserve</on_crash>
              <pm>
                <suspend-to-mem enabled='no'/>
              </pm>
              <devices>
                <emulator>/usr/bin/qemu-system-x86_64</emulator>
                <disk type='file' device='disk'>
                  <driver name='qemu' type='qcow2' cache='none' io='native' discard='unmap'/>
                  <source file='/var/lib/images/desk.qcow2'>
                    <seclabel model='dac' relabel='no'/>
                  </source>
                  <backingStore type='block'>
                    <format type='raw'/>
                    <source dev='/dev/base'/>
                    <backingStore/>
                  </backingStore>
                  <target dev='vda' bus='virtio'/>
                  <iotune>
                    <total_bytes_sec>10000000</total_bytes_sec>
                  </iotune>
                  <serial>D-1</serial>
                  <alias name='ua-system'/>
                  <address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/>
                </disk>
                <disk type='file' device='cdrom'>
                  <target dev='sda' bus='sata' tray='open'/>
                  <readonly/>
                  <address type='drive' controller='0' bus='0' target='0' unit='0'/>
                </disk>
                <controller type='usb' index='0' model='qemu-xhci' ports='15'>
                  <address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x0'/>
                </controller>
                <controller type='pci' index='1' model='pcie-root-port'>
                  <model name='pcie-root-port'/>
                  <target chassis='1' port='0x10'/>
                  <address type='pci' domain='0x0000' bus='0x00' slot='0x02' function='0x0' multifunction='on'/>
                </controller>
                <filesystem type='mount' accessmode='passthrough'>
                  <driver type='virtiofs' queue='1024'/>
                  <source dir='/srv/share'/>
                  <target dir='share'/>
                </filesystem>
                <interface type='network'>
                  <mac address='52:54:00:12:34:56'/>
                  <source network='default'/>
                  <model type='virtio'/>
                  <driver name='vhost' queues='4'>
                    <host csum='off'/>
                  </driver>
                  <link state='down'/>
                  <boot order='2'/>
                </interface>
                <interface type='direct'>
                  <mac address='52:54:00:12:34:57'/>
                  <source dev='eth0' mode='bridge'/>
                  <vlan trunk='yes'>
                    <tag id='42'/>
                  </vlan>
                  <virtualport type='802.1Qbg'>
                    <parameters managerid='11' typeid='1193047' typeidversion='2'/>
                  </virtualport>
                  <bandwidth>
                    <inbound average='1000' peak='5000'/>
                  </bandwidth>
                  <model type='e1000e'/>
                </interface>
                <serial type='pty'>
                  <target type='isa-serial' port='0'>
                    <model name='isa-serial'/>
                  </target>
                </serial>
                <console type='pty'>
                  <target type='serial' port='0'/>
                </console>
                <channel type='unix'>
                  <source mode='bind' path='/run/agent.sock'/>
                  <target type='virtio' name='org.qemu.guest_agent.0'/>
                  <address type='virtio-serial' controller='0' bus='0' port='1'/>
                </channel>
                <input type='tablet' bus='usb'>
                  <address type='usb' bus='0' port='1.2'/>
                </input>
                <tpm model='tpm-crb'>
                  <backend type='emulator' version='2.0'>
                    <active_pcr_banks>
                      <sha256/>
                    </active_pcr_banks>
                  </backend>
                </tpm>
                <graphics type='vnc' port='-1' autoport='yes' keymap='de' listen='127.0.0.1' passwd='secret'>
                  <listen type='address' address='127.0.0.1'/>
                </graphics>
                <graphics type='spice' port='5901' autoport='no' defaultMode='secure'>
                  <listen type='address'/>
                  <channel name='main' mode='secure'/>
                  <image compression='auto_glz'/>
                  <gl enable='yes'/>
                </graphics>
                <sound model='ich9'>
                  <codec type='duplex'/>
                  <audio id='1'/>
                </sound>
                <audio id='1' type='spice'>
                  <input mixingEngine='yes'>
                    <settings frequency='44100' channels='2' format='s16'/>
                  </input>
                </audio>
                <video>
                  <model type='qxl' ram='65536' vram='65536' vgamem='16384' heads='1' primary='yes'>
                    <acceleration accel3d='yes'/>
                  </model>
                </video>
                <hostdev mode='subsystem' type='usb' managed='no'>
                  <source startupPolicy='optional'>
                    <vendor id='0x1234'/>
                    <product id='0xbeef'/>
                  </source>
                </hostdev>
                <hostdev mode='subsystem' type='pci' managed='yes'>
                  <driver name='vfio'/>
                  <source>
                    <address domain='0x0000' bus='0x06' slot='0x02' function='0x0'/>
                  </source>
                </hostdev>
                <redirdev type='spicevmc' bus='usb'/>
                <redirfilter>
                  <usbdev class='0x08' allow='yes'/>
                  <usbdev allow='no'/>
                </redirfilter>
                <watchdog model='itco' action='reset'/>
                <memballoon model='virtio'>
                  <stats period='10'/>
                </memballoon>
                <rng model='virtio'>
                  <rate bytes='1024' period='1000'/>
                  <backend model='random'>/dev/urandom</backend>
                </rng>
                <panic model='isa'/>
                <memory model='dimm'>
                  <target>
                    <size unit='KiB'>524288</size>
                    <node>0</node>
                  </target>
                </memory>
                <iommu model='intel'>
                  <driver intremap='on'/>
                </iommu>
                <vsock model='virtio'>
                  <cid auto='no' address='4'/>
                </vsock>
              </devices>
              <seclabel type='dynamic' model='dac' relabel='yes'/>
            </domain>
            """;

    /** A server whose disks are on the network, with QEMU's own namespace. */
    public static final String SERVER = """
            <domain type='qemu' id='7' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
              <name>server</name>
              <memory unit='KiB'>1048576</memory>
              <vcpu placement='auto'>8</vcpu>
              <numatune>
                <memory mode='strict' placement='auto'/>
              </numatune>
              <os>
                <type arch='aarch64' machine='virt-7.2'>hvm</type>
                <kernel>/boot/vmlinuz</kernel>
                <initrd>/boot/initrd</initrd>
                <cmdline>console=ttyAMA0 root=/dev/vda1</cmdline>
                <dtb>/boot/virt.dtb</dtb>
              </os>
              <features>
                <gic version='3'/>
              </features>
              <clock offset='absolute' start='1577836800'/>
              <devices>
                <disk type='network' device='disk'>
                  <driver name='qemu' type='raw' iothread='1'/>
                  <source protocol='rbd' name='pool/image' index='2'>
                    <host name='mon1.example.org' port='6321'/>
                    <host name='mon2.example.org' port='6322'/>
                    <snapshot name='before'/>
                    <config file='/etc/ceph.conf'/>
                    <auth username='reader'>
                      <secret type='ceph' usage='cluster'/>
                    </auth>
                    <encryption format='luks'>
                      <secret type='passphrase' uuid='0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f'/>
                    </encryption>
                  </source>
                  <target dev='vda' bus='virtio'/>
                  <transient/>
                </disk>
                <disk type='nvme' device='disk'>
                  <source type='pci' managed='yes' namespace='1'>
                    <address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
                  </source>
                  <target dev='vdb' bus='virtio'/>
                </disk>
                <lease>
                  <lockspace>area</lockspace>
                  <key>thekey</key>
                  <target path='/leases' offset='1024'/>
                </lease>
                <smartcard mode='host-certificates'>
                  <certificate>one</certificate>
                  <certificate>two</certificate>
                  <certificate>three</certificate>
                  <database>/etc/pki</database>
                </smartcard>
                <serial type='tcp'>
                  <source mode='bind' host='127.0.0.1' service='2445' tls='no'/>
                  <protocol type='telnet'/>
                  <log file='/var/log/serial.log' append='on'/>
                  <target type='system-serial' port='0'/>
                </serial>
                <channel type='udp'>
                  <source mode='bind' host='127.0.0.1' service='7777'/>
                  <source mode='connect' host='127.0.0.1' service='7778'/>
                  <target type='guestfwd' address='10.0.2.1' port='4600'/>
                </channel>
                <shmem name='shared' role='peer'>
                  <model type='ivshmem-doorbell'/>
                  <server path='/run/shm.sock'/>
                  <msi vectors='32' ioeventfd='on'/>
                </shmem>
                <crypto model='virtio' type='qemu'>
                  <backend model='builtin' queues='2'/>
                </crypto>
                <pstore backend='acpi-erst'>
                  <path>/tmp/erst</path>
                  <size unit='KiB'>64</size>
                </pstore>
              </devices>
              <seclabel type='static' model='selinux' relabel='no'>
                <label>system_u:system_r:svirt_t:s0</label>
              </seclabel>
              <launchSecurity type='sev'>
                <cbitpos>47</cbitpos>
                <reducedPhysBits>1</reducedPhysBits>
                <policy>0x0001</policy>
              </launchSecurity>
              <qemu:commandline>
                <qemu:arg value='-nographic'/>
                <qemu:env name='QEMU_AUDIO_DRV' value='none'/>
              </qemu:commandline>
              <qemu:capabilities>
                <qemu:add capability='blockdev'/>
              </qemu:capabilities>
            </domain>
            """;

    /** The least that can be defined. */
    public static final String LEAST = """
            <domain type='test'>
              <name>least</name>
              <memory unit='KiB'>1024</memory>
              <os>
                <type>hvm</type>
              </os>
              <devices/>
            </domain>
            """;

    /** All of them. */
    public static final List<String> ALL = List.of(DESKTOP, SERVER, LEAST);
}

package io.jvirt.device.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.device.NodeDevice;
import io.jvirt.api.device.NodeDeviceEvent;
import io.jvirt.api.device.NodeDeviceFlags;
import io.jvirt.api.device.NodeDeviceFlags.ListAll;
import io.jvirt.api.device.NodeDevices;
import io.jvirt.api.spi.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeDeviceServiceTest {
    private static final String CARD = "pci_0000_00_02_0";
    private static final String UUID = "d069d019-36ea-4111-8f0a-8c9a70e21366";
    private static final String MDEV = "mdev_d069d019_36ea_4111_8f0a_8c9a70e21366_0000_00_02_0";
    private static final String DOCUMENT = """
            <device><parent>%s</parent><capability type='mdev'><type id='t-1'/><uuid>%s</uuid><attr name='power/level' value='2'/></capability></device>
            """.formatted(CARD, UUID);

    @TempDir
    Path folder;

    private FakeSysfs sysfs;

    @BeforeEach
    void makeTree() throws IOException {
        sysfs = new FakeSysfs(Files.createDirectory(folder.resolve("sys")).toRealPath());
    }

    private NodeDevices open() {
        return new NodeDeviceService(sysfs.root, folder.resolve("udev")).open(Place.embed(folder.resolve("place")), false);
    }

    private NodeDevices host(boolean readOnly) {
        return new NodeDeviceService().open(Place.embed(folder.resolve("host")), readOnly);
    }

    private static List<String> names(List<NodeDevice> devices) {
        return devices.stream().map(NodeDevice::name).toList();
    }

    @Test
    void thisHostHasATreeOfDevices() {
        try (NodeDevices devices = host(true)) {
            List<NodeDevice> all = devices.list();
            assertThat(names(all)).contains("computer").doesNotHaveDuplicates();
            for (NodeDevice device : all) {
                if (device.name().equals("computer")) {
                    assertThat(device.parent()).isEmpty();
                    assertThat(device.xml()).contains("<capability type='system'>");
                } else {
                    assertThat(names(all)).contains(device.parent().orElseThrow());
                }
                assertThat(device.xml()).contains("<name>" + device.name() + "</name>");
                assertThat(device.capabilities()).isNotEmpty();
            }
            assertThat(devices.list(ListAll.NET)).anySatisfy(device -> assertThat(device.xml()).contains("<interface>lo</interface>"));
            assertThat(devices.list(ListAll.INACTIVE)).isEmpty();
            assertThatThrownBy(() -> devices.device("computer").reset()).hasMessageContaining("read only access prevents virNodeDeviceReset");
        }
    }

    @Test
    void whatComesAndGoesIsTold() throws Exception {
        Path trigger = Path.of("/sys/class/mem/null/uevent");
        assumeTrue(Files.isWritable(trigger) && System.getProperty("user.name", "").equals("root"), "only root can have the kernel tell something");
        var told = new LinkedBlockingQueue<NodeDeviceEvent>();
        try (NodeDevices devices = open()) {
            devices.onEvent(NodeDeviceEvent.Kind.LIFECYCLE, null, told::add);
            devices.onEvent(NodeDeviceEvent.Kind.UPDATE, null, told::add);
            Path card = sysfs.card();
            Files.writeString(trigger, "change");
            assertThat(told.poll(30, TimeUnit.SECONDS)).isInstanceOfSatisfying(NodeDeviceEvent.Lifecycle.class, event -> {
                assertThat(event.change()).isEqualTo(NodeDeviceEvent.Change.CREATED);
                assertThat(event.device().name()).isEqualTo(CARD);
            });
            Files.writeString(card.resolve("class"), "0x038000\n");
            Files.writeString(trigger, "change");
            assertThat(told.poll(30, TimeUnit.SECONDS)).isInstanceOf(NodeDeviceEvent.Update.class);
            Files.delete(sysfs.root.resolve("bus/pci/devices/0000:00:02.0"));
            Files.writeString(trigger, "change");
            assertThat(told.poll(30, TimeUnit.SECONDS)).isInstanceOfSatisfying(NodeDeviceEvent.Lifecycle.class,
                    event -> assertThat(event.change()).isEqualTo(NodeDeviceEvent.Change.DELETED));
        }
    }

    @Test
    void aMediatedDeviceIsMadeByWritingToItsParent() throws IOException {
        Path card = sysfs.card();
        // No kernel makes the folder of the new device here, so it is there before.
        Path made = card.resolve(UUID);
        Files.createDirectories(made.resolve("power"));
        Files.writeString(made.resolve("power/level"), "");
        try (NodeDevices devices = open()) {
            assertThat(names(devices.list(ListAll.MDEV_TYPES))).containsExactly(CARD);
            NodeDevice device = devices.define(DOCUMENT);
            assertThat(device.name()).isEqualTo(MDEV);
            assertThat(device.active()).isFalse();
            assertThat(names(devices.list(ListAll.INACTIVE, ListAll.MDEV))).containsExactly(MDEV);
            device.create();
            assertThat(card.resolve("mdev_supported_types/t-1/create")).hasContent(UUID);
            assertThat(made.resolve("power/level")).hasContent("2");
            device.setAutostart(true);
        }
        try (NodeDevices devices = open()) {
            NodeDevice device = devices.device(MDEV);
            assertThat(device.autostart()).isTrue();
            assertThat(device.xml(NodeDeviceFlags.Xml.INACTIVE)).contains("<attr name='power/level' value='2'/>");
            device.update(DOCUMENT.replace("value='2'", "value='3'"), NodeDeviceFlags.Update.AFFECT_CONFIG);
            assertThat(device.xml()).contains("value='3'");
            Files.writeString(card.resolve("mdev_supported_types/t-1/create"), "");
            new NodeDeviceService().autostart(devices);
            assertThat(card.resolve("mdev_supported_types/t-1/create")).hasContent(UUID);
            device.undefine();
            assertThatThrownBy(device::xml).isInstanceOfSatisfying(JvirtException.class,
                    e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_NODE_DEVICE));
        }
    }

    @Test
    void whatCannotBeMadeIsRefused() throws IOException {
        sysfs.card();
        try (NodeDevices devices = open()) {
            assertThatThrownBy(() -> devices.create(DOCUMENT.replace("t-1", "t-2"))).hasMessageContaining("no mediated devices of type 't-2'");
            assertThatThrownBy(() -> devices.create(DOCUMENT.replace("power/level", "../../../remove"))).isInstanceOf(JvirtException.class);
            assertThatThrownBy(() -> devices.create(DOCUMENT.replace(CARD, "pci_none"))).hasMessageContaining("pci_none");
            assertThatThrownBy(() -> devices.device(CARD).destroy()).hasMessageContaining("Unsupported device type");
        }
    }

    @Test
    void aFunctionChangesItsDriverAlone() throws IOException {
        Path card = sysfs.card();
        Path vfio = Files.createDirectories(sysfs.root.resolve("bus/pci/drivers/vfio-pci"));
        Path host = Files.createDirectories(sysfs.root.resolve("bus/pci/drivers/i915"));
        Files.writeString(host.resolve("unbind"), "");
        Files.writeString(sysfs.root.resolve("bus/pci/drivers_probe"), "");
        Files.createSymbolicLink(card.resolve("driver"), host);
        try (NodeDevices devices = open()) {
            NodeDevice device = devices.device(CARD);
            device.detach(null);
            assertThat(card.resolve("driver_override")).hasContent("vfio-pci");
            assertThat(host.resolve("unbind")).hasContent("0000:00:02.0");
            assertThat(sysfs.root.resolve("bus/pci/drivers_probe")).hasContent("0000:00:02.0");
            Files.delete(card.resolve("driver"));
            Files.createSymbolicLink(card.resolve("driver"), vfio);
            Files.writeString(vfio.resolve("unbind"), "");
            device.reattach();
            assertThat(Files.readString(card.resolve("driver_override"))).isBlank();
            assertThat(vfio.resolve("unbind")).hasContent("0000:00:02.0");
            assertThatThrownBy(() -> device.detach("no-such-driver")).hasMessageContaining("no driver 'no-such-driver'");
            assertThatThrownBy(device::reset).hasMessageContaining("no FLR");
            Files.writeString(card.resolve("reset"), "");
            device.reset();
            assertThat(card.resolve("reset")).hasContent("1");
        }
    }

    @Test
    void devicesOfManyKindsAreDescribed() throws IOException {
        sysfs.device("bus/usb", "pci0000:00/usb1/1-2", "uevent", "DEVTYPE=usb_device\n", "idVendor", "1d6b\n", "idProduct", "0002\n", "busnum", "1\n",
                "devnum", "7\n", "product", "Key\n");
        sysfs.device("bus/usb", "pci0000:00/usb1/1-2/1-2:1.0", "uevent", "DEVTYPE=usb_interface\n", "bInterfaceNumber", "00\n", "bInterfaceClass", "08\n");
        sysfs.device("bus/scsi", "pci0000:00/host3/target3:0:0/3:0:0:1", "type", "0\n");
        sysfs.device("class/block", "pci0000:00/host3/target3:0:0/3:0:0:1/block/sdx", "uevent", "MAJOR=8\nMINOR=16\nDEVNAME=sdx\nDEVTYPE=disk\n",
                "size", "2048\n", "removable", "0\n", "queue/logical_block_size", "512\n", "device/model", "Fast\n", "serial", "S-1\n");
        sysfs.device("bus/css", "css0/0.0.ffff", "dev_busid", "0.0.0815\n");
        sysfs.device("bus/ap", "ap/card07/07.0038");
        Path udev = Files.createDirectories(folder.resolve("udev"));
        Files.writeString(udev.resolve("b8:16"), "I:1\nS:disk/by-id/fast\n");
        try (NodeDevices devices = open()) {
            assertThat(names(devices.list())).contains("usb_1_2", "usb_1_2_1_0", "scsi_3_0_0_1", "block_sdx_S_1", "css_0_0_ffff", "ap_07_0038");
            assertThat(devices.device("usb_1_2_1_0").parent()).contains("usb_1_2");
            assertThat(devices.device("block_sdx_S_1").xml()).contains("<size>1048576</size>", "<num_blocks>2048</num_blocks>",
                    "<devnode type='link'>/dev/disk/by-id/fast</devnode>", "<parent>scsi_3_0_0_1</parent>", "<model>Fast</model>");
            assertThat(devices.device("css_0_0_ffff").xml()).contains("<channel_dev_addr>", "<devno>0x0815</devno>");
            assertThat(names(devices.list(ListAll.USB_DEV, ListAll.STORAGE))).containsExactlyInAnyOrder("usb_1_2", "block_sdx_S_1");
        }
    }

    @Test
    void vitalProductDataOfAnyCardAreRead() {
        byte[] data = "\u0082\u0003\u0000Fab\u0090\u0012\u0000PN\u0003P-1SN\u0002S2V0\u0002ab".getBytes(StandardCharsets.ISO_8859_1);
        data[7] = (byte) (data.length - 9);
        byte[] whole = java.util.Arrays.copyOf(data, data.length + 1);
        whole[data.length] = 0x78;
        var read = VitalProductData.parse(whole).orElseThrow();
        assertThat(read.name()).isEqualTo("Fab");
        assertThat(read.fields().getFirst().partNumber()).isEqualTo("P-1");
        assertThat(read.fields().getFirst().serialNumber()).isEqualTo("S2");
        for (int cut = 1; cut < whole.length; cut++) {
            // A damaged one is none or part of one, and never an error.
            assertThat(VitalProductData.parse(java.util.Arrays.copyOf(whole, cut))).isNotNull();
        }
    }
}

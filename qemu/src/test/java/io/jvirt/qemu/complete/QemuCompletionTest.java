package io.jvirt.qemu.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuCapabilitiesCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completes documents for the real QEMU of this machine. */
class QemuCompletionTest {
    private static final Path QEMU = Path.of("/usr/bin/qemu-system-x86_64");
    @TempDir static Path folder;
    private static QemuCapabilities caps;
    private static FirmwareCatalog firmware;

    @BeforeAll
    static void probe() throws IOException {
        assumeTrue(Files.isExecutable(QEMU), QEMU + " is not installed (package qemu-system-x86)");
        caps = new QemuCapabilitiesCache(folder.resolve("cache"), "test", Duration.ofSeconds(60)).of(QEMU);
        Path descriptors = Files.createDirectories(folder.resolve("firmware"));
        Files.writeString(descriptors.resolve("50-test.json"), """
                {"interface-types":["uefi"],"mapping":{"device":"flash",
                 "executable":{"filename":"/fw/code.fd","format":"raw"},
                 "nvram-template":{"filename":"/fw/vars.fd","format":"raw"}},
                 "targets":[{"architecture":"x86_64","machines":["pc-q35-*"]}],"features":["acpi-s3"]}""");
        Files.writeString(descriptors.resolve("60-masked.json"), "");
        Files.writeString(descriptors.resolve("70-broken.json"), "{");
        firmware = FirmwareCatalog.read(List.of(descriptors, folder.resolve("absent")));
    }

    private static CompletionContext context() {
        return new CompletionContext(caps, true,
                new CompletionSettings(false, Path.of("/lib/guests"), Set.of("1.2", "2.0")), firmware,
                device -> OptionalInt.empty());
    }

    private static String complete(String machine, String rest, String devices) {
        DomainDescription parsed = Xml.parse(DomainDescription.class, """
                <domain type='qemu'><name>unit</name><memory unit='MiB'>64</memory>
                <os%s><type arch='x86_64' machine='%s'>hvm</type></os>%s<devices>%s</devices></domain>"""
                .formatted(rest.startsWith(" ") ? rest : "", machine, rest.startsWith(" ") ? "" : rest, devices),
                ParseOptions.DEFINITION);
        DomainDescription complete = QemuCompletion.complete(parsed, context());
        String text = Xml.format(DomainDescription.class, complete, FormatOptions.INACTIVE);
        DomainDescription again = QemuCompletion.complete(
                Xml.parse(DomainDescription.class, text, ParseOptions.DEFINITION), context());
        assertThat(Xml.format(DomainDescription.class, again, FormatOptions.INACTIVE)).isEqualTo(text);
        return text;
    }

    @Test
    void aBarePcGetsWhatItsChipsetHas() {
        String text = complete("pc", "", "");
        assertThat(text).contains("machine='pc-i440fx-", "<emulator>/usr/bin/qemu-system-x86_64</emulator>",
                "<controller type='usb' index='0' model='piix3-uhci'>", "<controller type='pci' index='0' model='pci-root'/>",
                "<memballoon model='virtio'>", "<boot dev='hd'/>", "<clock offset='utc'/>", "<audio id='1' type='none'/>");
    }

    @Test
    void q35GetsPortsForItsDevicesAndOneToSpare() {
        String text = complete("q35", "", """
                <disk type='file' device='disk'><source file='/a.img'/><target dev='vda'/></disk>
                <interface type='user'><model type='virtio'/></interface>""");
        assertThat(text.split("model='pcie-root-port'>", -1)).hasSize(1 + 5);
        assertThat(text).contains("<controller type='sata' index='0'>", "<watchdog model='itco' action='reset'/>");
    }

    @Test
    void firmwareIsChosenByDescriptor() {
        assertThat(complete("q35", " firmware='efi'", "")).contains(
                "<loader readonly='yes' type='pflash' format='raw'>/fw/code.fd</loader>",
                ">/lib/guests/nvram/unit_VARS.fd</nvram>", "<feature enabled='no' name='secure-boot'/>");
    }

    @Test
    void usbDevicesOverflowIntoAHub() {
        String text = complete("pc", "", "<input type='tablet' bus='usb'/>".repeat(3));
        assertThat(text).contains("<hub type='usb'>", "port='1.1'");
    }

    @Test
    void whatCannotBeHadIsNamed() {
        assertRejected("<iommu model='intel'/>", ErrorCode.CONFIG_UNSUPPORTED, "intel");
        assertRejected("<watchdog model='diag288'/>", ErrorCode.CONFIG_UNSUPPORTED, "diag288");
        assertRejected("<disk type='file' device='cdrom'><target dev='vda' bus='virtio'/></disk>",
                ErrorCode.CONFIG_UNSUPPORTED, "vda");
        assertRejected("<controller type='pci' index='0' model='pcie-root'/>", ErrorCode.XML_ERROR, "pcie-root");
        assertRejected("<shmem name='s'><model type='ivshmem-plain'/><size unit='M'>3</size></shmem>",
                ErrorCode.XML_ERROR, "3 MiB");
    }

    private static void assertRejected(String device, ErrorCode code, String names) {
        assertThatThrownBy(() -> complete("pc", "", device)).isInstanceOfSatisfying(JvirtException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(names);
        });
    }
}

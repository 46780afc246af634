package io.jvirt.model.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jvirt.model.MemorySize;
import io.jvirt.model.PciAddress;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class DomainDescriptionTest {
    private static final FormatOptions ALL = FormatOptions.LIVE.withSecure(true);

    private static DomainDescription parse(String text) {
        return Xml.parse(DomainDescription.class, text, ParseOptions.LIVE.withStrict(true));
    }

    private static String format(DomainDescription domain) {
        return Xml.format(DomainDescription.class, domain, ALL);
    }

    @ParameterizedTest
    @FieldSource("io.jvirt.model.domain.Documents#ALL")
    void whatWasWrittenReadsTheSameToTheLetter(String document) {
        assertThat(format(parse(document))).isEqualTo(document);
    }

    @Test
    void valuesAreTyped() {
        var domain = parse(Documents.DESKTOP);
        assertThat(domain.memory().size()).isEqualTo(MemorySize.ofMib(4096));
        assertThat(domain.devices().disks().getFirst().source()).isInstanceOf(StorageSource.File.class);
        assertThat(domain.devices().disks().getFirst().backingStore().source()).isInstanceOf(StorageSource.Block.class);
        assertThat(domain.devices().controllers().getFirst().info().address())
                .isEqualTo(new DeviceAddress.Pci(new PciAddress(0, 2, 0, 0)));
        assertThat(domain.devices().all()).hasSize(28);
        assertThat(parse(Documents.SERVER).clock().offset()).isEqualTo(new Clock.Absolute(1577836800));
    }

    @Test
    void definitionsLackWhatOnlyARunningGuestHas() {
        var definition = Xml.format(DomainDescription.class, parse(Documents.SERVER), FormatOptions.INACTIVE);
        assertThat(definition).doesNotContain("id='7'", "index='2'").contains("protocol='rbd'");
        assertThat(Xml.format(DomainDescription.class, parse(Documents.DESKTOP), FormatOptions.INACTIVE))
                .doesNotContain("secret", "tray").contains("ua-system");
    }

    @Test
    void devicesChangeInOneWalk() {
        var domain = parse(Documents.DESKTOP);
        var changed = domain.devices().map(device -> device instanceof Watchdog watchdog ? watchdog.withAction(Watchdog.Action.PAUSE) : device);
        assertThat(format(domain.withDevices(changed)))
                .isEqualTo(Documents.DESKTOP.replace("model='itco' action='reset'", "model='itco' action='pause'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bus='virtio'/>       | bus='foo'/>            | Invalid value for attribute 'bus' in element 'target': 'foo'.
            dev='hd'             | dev='tape'             | Invalid value for attribute 'dev' in element 'boot': 'tape'.
            type='kvm'           | kind='kvm'             | missing domain type attribute
            52:54:00:12:34:56    | 52:54:00:12:34         | unable to parse mac address '52:54:00:12:34'
            slot='0x02'          | slot='0x20'            | Invalid PCI address slot='0x20', must be <= 0x1F
            port='1.2'           | port='1.2.3.4.5'       | Cannot parse <address> 'port' attribute
            sockets='1'          | sockets='0'            | Zero is not permitted
            2f1b7c5e-8a54        | 2f1b7c5e-8a5           | Expected UUID value
            destroy<             | explode<               | unknown on_poweroff action: explode
            """)
    void rejectsWhatTheDefinitionDoesNotAllow(String right, String wrong, String message) {
        var failure = catchThrowableOfType(XmlException.class,
                () -> Xml.parse(DomainDescription.class, Documents.DESKTOP.replace(right, wrong), ParseOptions.LIVE));
        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.line()).isPositive();
        assertThat(failure.path()).startsWith("domain");
    }
}

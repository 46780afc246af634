package io.jvirt.model.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import org.junit.jupiter.api.Test;

class DeviceDocumentTest {
    @Test
    void everyDeviceHasItsOwnDocument() {
        var devices = Xml.parse(DomainDescription.class, Documents.DESKTOP, ParseOptions.LIVE).devices();
        var rebuilt = Devices.NONE.withEmulator(devices.emulator());
        for (var device : devices.all()) {
            String text = DeviceDocument.format(device, FormatOptions.LIVE.withSecure(true));
            var again = DeviceDocument.parse(text, ParseOptions.LIVE.withStrict(true));
            assertThat(again).isEqualTo(device);
            rebuilt = DeviceDocument.add(rebuilt, again);
        }
        assertThat(rebuilt).isEqualTo(devices);
    }

    @Test
    void unknownKindsAndSecondSingleDevicesAreRefused() {
        assertThatThrownBy(() -> DeviceDocument.parse("<toaster/>", ParseOptions.LIVE))
                .isInstanceOf(XmlException.class).hasMessage("unknown device type 'toaster'");
        var balloon = MemBalloon.of(MemBalloon.Model.VIRTIO);
        var devices = DeviceDocument.add(Devices.NONE, balloon);
        assertThatThrownBy(() -> DeviceDocument.add(devices, balloon)).hasMessageContaining("memballoon");
    }
}

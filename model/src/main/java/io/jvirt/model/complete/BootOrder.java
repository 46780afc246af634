package io.jvirt.model.complete;

import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Os;
import io.jvirt.model.xml.XmlException;
import java.util.HashSet;
import java.util.List;

/** What boots first: kinds of devices in {@code <os>}, or an order of single devices. */
final class BootOrder {
    private BootOrder() {
    }

    static DomainDescription complete(DomainDescription domain) {
        var type = domain.os().type();
        if (type == null || !type.value().equals("hvm")) {
            return domain;
        }
        var used = new HashSet<Integer>();
        for (var device : domain.devices().all()) {
            var boot = device.info().boot();
            if (boot != null && !used.add(boot.order())) {
                throw XmlException.unsupported("boot order '" + boot.order() + "' used for more than one device");
            }
        }
        if (!used.isEmpty() && !domain.os().boot().isEmpty()) {
            throw XmlException.unsupported("per-device boot elements cannot be used together with os/boot elements");
        }
        return used.isEmpty() && domain.os().boot().isEmpty()
                ? domain.withOs(domain.os().withBoot(List.of(Os.BootDevice.HD)))
                : domain;
    }
}

package io.jvirt.model.complete;

import io.jvirt.model.domain.DomainDescription;

/**
 * Fills in what libvirt fills in for every driver when a guest is defined, so that clients can rely on the full
 * document: identity, lifecycle actions, clock, boot order, memory sizes, consoles, controllers that disks need, drive
 * addresses, display listeners. The order of the steps is libvirt's, since a driver's defaults build on some of them
 * and others build on the driver's.
 */
public final class DomainCompletion {
    private DomainCompletion() {
    }

    /**
     * {@return the completed description}
     *
     * @throws io.jvirt.model.xml.XmlException when the description contradicts itself
     */
    public static DomainDescription complete(DomainDescription given, DriverRules rules, CompletionOptions options) {
        var domain = BasicDefaults.fill(given, rules, options);
        domain = NumaCompletion.complete(domain);
        domain = domain.withDevices(DeviceDefaults.fill(domain, rules, options));
        domain = Controllers.assignIndexes(domain);
        domain = rules.completeDomain(domain);
        domain = ConsolePairing.addMissing(domain);
        var whole = domain;
        domain = domain.withDevices(domain.devices()
                .map(device -> DiskCompletion.address(rules.completeDevice(device, whole), whole, rules)));
        domain = MemorySizes.complete(domain, options);
        domain = BootOrder.complete(domain);
        domain = Controllers.addImplicit(domain);
        domain = VideoCompletion.complete(domain, rules);
        domain = CpuTuneCompletion.complete(domain);
        domain = rules.assignAddresses(domain);
        domain = ConsolePairing.mirror(domain);
        if (options.validate()) {
            DomainValidation.check(domain);
            rules.validate(domain);
        }
        return domain;
    }
}

package io.jvirt.qemu.complete;

import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DomainDescription;

/** Rejects what this QEMU, this machine or this host cannot run. The areas are in classes of their own. */
final class QemuValidation {
    private final Draft draft;
    private final CompletionContext context;

    QemuValidation(DomainDescription domain, CompletionContext context) {
        draft = new Draft(domain);
        this.context = context;
    }

    /** @throws io.jvirt.api.JvirtException naming the first part of the document that cannot be had */
    void check() {
        new GuestValidation(draft, context.capabilities()).check();
        DiskRules disks = new DiskRules(draft, context.capabilities());
        draft.disks.forEach(disks::check);
        DeviceRules devices = new DeviceRules(draft, context);
        draft.slots().forEach(slot -> {
            Device device = slot.device();
            devices.check(device);
        });
        devices.checkTogether();
        new DisplayRules(draft, context.capabilities()).check();
    }
}

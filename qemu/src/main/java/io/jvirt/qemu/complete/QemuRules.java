package io.jvirt.qemu.complete;

import io.jvirt.model.complete.DomainValidation;
import io.jvirt.model.complete.DriverRules;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.Video;
import io.jvirt.model.xml.Records;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the QEMU driver adds to the completion that every driver shares. */
final class QemuRules implements DriverRules {
    private final CompletionContext context;

    QemuRules(CompletionContext context) {
        this.context = context;
    }

    @Override
    public String defaultArchitecture() {
        return DomainDefaults.documentArch(context.capabilities().arch());
    }

    @Override
    public boolean wideScsi() {
        return true;
    }

    @Override
    public DomainDescription completeDomain(DomainDescription domain) {
        Draft draft = new Draft(domain);
        DomainDefaults defaults = new DomainDefaults(draft, context);
        defaults.basics();
        new FirmwareSelection(draft, context).select();
        new DefaultDevices(draft, context.capabilities()).ofMachine();
        defaults.features();
        new NeutralDefaults(draft).complete();
        defaults.numa();
        new MemoryModules(draft, context.newGuest()).align();
        defaults.cpu();
        new DriveAddresses(draft).assign();
        return draft.finish();
    }

    @Override
    public Device completeDevice(Device device, DomainDescription domain) {
        return new DeviceDefaults(kind(domain), context).complete(device);
    }

    @Override
    public Video.@Nullable Type defaultVideo(DomainDescription domain) {
        return new DeviceDefaults(kind(domain), context).defaultVideo();
    }

    @Override
    public DomainDescription assignAddresses(DomainDescription domain) {
        Draft draft = new Draft(domain);
        scsiControllers(draft);
        OtherAddresses other = new OtherAddresses(draft);
        other.virtioSerial();
        other.spaprVio();
        other.ccw();
        other.virtioMmio();
        new PciPlacement(draft, context).assign();
        new ZpciAddresses(draft, context.capabilities()).assign();
        new UsbAddresses(draft, context.newGuest()).assign();
        other.memorySlots();
        return draft.finish();
    }

    @Override
    public void validate(DomainDescription domain) {
        DomainValidation.checkTopology(domain);
        new QemuValidation(domain, context).check();
    }

    /** Controllers that were added for SCSI devices are like the guest's others, else the machine's default. */
    private void scsiControllers(Draft draft) {
        DeviceDefaults defaults = new DeviceDefaults(draft.kind(), context);
        String present = draft.hostdevs.stream().noneMatch(DefaultDevices::isScsi) ? null
                : draft.controllers.stream().filter(c -> c.type() == Controller.Type.SCSI).map(Controller::model)
                        .filter(Objects::nonNull).findFirst().orElse(null);
        for (int i = 0; i < draft.controllers.size(); i++) {
            Controller c = draft.controllers.get(i);
            if (c.type() == Controller.Type.SCSI && c.model() == null) {
                draft.controllers.set(i, present == null ? defaults.controller(c) : Records.with(c, "model", present));
            }
        }
    }

    private static Machines kind(DomainDescription domain) {
        Os.OsType type = Objects.requireNonNull(domain.os().type());
        return new Machines(Objects.requireNonNullElse(type.arch(), ""),
                Objects.requireNonNullElse(type.machine(), ""));
    }
}

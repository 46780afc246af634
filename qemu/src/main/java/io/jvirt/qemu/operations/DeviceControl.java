package io.jvirt.qemu.operations;

import io.jvirt.api.DomainFlags.Affect;
import io.jvirt.api.DomainFlags.UpdateDevice;
import io.jvirt.api.Flag;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceDocument;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.XmlException;
import io.jvirt.qemu.Documents;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.life.LiveDevices;
import io.jvirt.qemu.plug.DeviceMatch;
import io.jvirt.qemu.plug.PlugRules;
import java.util.function.UnaryOperator;

/** A guest's devices, one by one: added, removed and changed, in the running guest and for the next start. */
public final class DeviceControl {
    private final StoredDefinition definitions;
    private final UnaryOperator<DomainDescription> complete;
    private final LiveDevices live;

    /**
     * For the guests of one instance.
     *
     * @param complete fills in what a new document leaves open
     */
    public DeviceControl(StoredDefinition definitions, UnaryOperator<DomainDescription> complete, LiveDevices live) {
        this.definitions = definitions;
        this.complete = complete;
        this.live = live;
    }

    private static Device parse(String xml) {
        try {
            return DeviceDocument.parse(xml, ParseOptions.DEFINITION.withLabel("(device_definition)"));
        } catch (XmlException e) {
            throw Documents.translate(e);
        }
    }

    private static Scope scope(Guest guest, Affect... flags) {
        return Scope.of(guest, Flag.has(flags, Affect.LIVE), Flag.has(flags, Affect.CONFIG));
    }

    private static DomainDescription definition(Guest guest) {
        return guest.definition().orElseGet(guest::description);
    }

    /** Adds a device. Neither place is changed when it cannot be in one of them. */
    public void attach(Guest guest, String xml, Affect... flags) {
        Device given = parse(xml);
        try (JobLock.Job job = guest.jobs().begin("virDomainAttachDeviceFlags")) {
            Scope scope = scope(guest, flags);
            if (scope.config()) {
                with(definition(guest), given);
            }
            if (scope.live()) {
                attachLive(guest, guest.run(), given);
            }
            if (scope.config()) {
                definitions.change(guest, old -> with(old, given));
            }
        }
    }

    /** A drive that is there already gets the medium: so libvirt reads a second CD drive at the same target. */
    private void attachLive(Guest guest, Run run, Device given) {
        Devices present = guest.description().devices();
        if (given instanceof Disk disk
                && PlugRules.isRemovable(disk)
                && DeviceMatch.find(present, given).orElse(null) instanceof Disk drive) {
            live.changeMedium(guest, run, drive, disk, false);
            return;
        }
        requireNew(present, given);
        live.attach(guest, run, given);
    }

    private DomainDescription with(DomainDescription old, Device given) {
        requireNew(old.devices(), given);
        try {
            return complete.apply(old.withDevices(DeviceDocument.add(old.devices(), given)));
        } catch (IllegalStateException e) {
            throw Errors.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static void requireNew(Devices present, Device given) {
        if (given instanceof Disk disk && DeviceMatch.find(present, disk).isPresent()) {
            throw Errors.invalid("target " + Disks.target(disk) + " already exists");
        }
        String alias = given.info().alias();
        if (alias != null && DeviceMatch.byAlias(present, alias).isPresent()) {
            throw Errors.invalid("non unique alias detected: " + alias);
        }
    }

    /** Removes the device that a document describes. */
    public void detach(Guest guest, String xml, Affect... flags) {
        Device given = parse(xml);
        try (JobLock.Job job = guest.jobs().begin("virDomainDetachDeviceFlags")) {
            Scope scope = scope(guest, flags);
            if (scope.config()) {
                DeviceMatch.require(definition(guest).devices(), given);
            }
            if (scope.live()) {
                Run run = guest.run();
                live.detach(guest, run, DeviceMatch.require(guest.description().devices(), given));
            }
            if (scope.config()) {
                definitions.change(guest, old -> without(old, DeviceMatch.require(old.devices(), given)));
            }
        }
    }

    /** Removes the device with a name. A running guest is only asked: the event tells when it has let go of it. */
    public void detachAlias(Guest guest, String alias, Affect... flags) {
        try (JobLock.Job job = guest.jobs().begin("virDomainDetachDeviceAlias")) {
            Scope scope = scope(guest, flags);
            if (scope.config()) {
                named(definition(guest), alias);
            }
            if (scope.live()) {
                live.beginDetach(guest.run(), named(guest.description(), alias));
            }
            if (scope.config()) {
                definitions.change(guest, old -> without(old, named(old, alias)));
            }
        }
    }

    private static Device named(DomainDescription description, String alias) {
        return DeviceMatch.byAlias(description.devices(), alias)
                .orElseThrow(() -> DeviceMatch.missing("no device found with alias " + alias));
    }

    private static DomainDescription without(DomainDescription old, Device removed) {
        return old.withDevices(old.devices().keep(device -> !device.equals(removed)));
    }

    /** Changes a device: the medium of a drive, the cable of a network card, the password of a display; a definition's in any way. */
    public void update(Guest guest, String xml, UpdateDevice... flags) {
        Device given = parse(xml);
        try (JobLock.Job job = guest.jobs().begin("virDomainUpdateDeviceFlags")) {
            Scope scope = Scope.of(
                    guest, Flag.has(flags, UpdateDevice.LIVE), Flag.has(flags, UpdateDevice.CONFIG));
            if (scope.config()) {
                replaced(definition(guest), given);
            }
            if (scope.live()) {
                updateLive(guest, guest.run(), given, Flag.has(flags, UpdateDevice.FORCE));
            }
            if (scope.config()) {
                definitions.change(guest, old -> replaced(old, given));
            }
        }
    }

    private DomainDescription replaced(DomainDescription old, Device given) {
        Device present = given instanceof Graphics display
                ? display(old.devices(), display)
                : DeviceMatch.require(old.devices(), given);
        Device changed = keepingPlace(given, present);
        return complete.apply(old.withDevices(old.devices().map(device -> device.equals(present) ? changed : device)));
    }

    /** The guest finds a changed device where it was, unless it is told to be elsewhere. */
    private static Device keepingPlace(Device changed, Device present) {
        DeviceInfo info = changed.info();
        return info.address() == null ? changed.withInfo(info.withAddress(present.info().address())) : changed;
    }

    private static Device display(Devices devices, Graphics given) {
        return devices.graphics().stream()
                .filter(display -> display.getClass() == given.getClass())
                .findFirst()
                .orElseThrow(() -> DeviceMatch.missing("cannot find existing graphics device to modify"));
    }

    private void updateLive(Guest guest, Run run, Device given, boolean force) {
        Devices devices = guest.description().devices();
        switch (given) {
            case Disk disk -> {
                Disk present = (Disk) DeviceMatch.require(devices, disk);
                if (!PlugRules.isRemovable(present)) {
                    throw Errors.operationUnsupported("disk '" + Disks.target(disk)
                            + "' cannot be changed while the guest runs: only CD and floppy drives take another medium");
                }
                live.changeMedium(guest, run, present, disk, force);
            }
            case NetworkInterface card -> {
                NetworkInterface present = (NetworkInterface) DeviceMatch.require(devices, card);
                if (!DeviceMatch.says(card.withLink(null).withTarget(null), present)) {
                    throw Errors.operationUnsupported("of network card " + card.mac()
                            + " only the link's state can be changed while the guest runs");
                }
                NetworkInterface changed = present.withLink(
                        card.link() == null ? NetworkInterface.LinkState.UP : card.link());
                live.setLink(run, changed);
                live.noteChanged(guest, run, present, present.withLink(card.link()));
            }
            case Graphics display -> live.changePassword(guest, run, (Graphics) display(devices, display), display);
            default -> throw PlugRules.refusal("update", given);
        }
    }
}

package io.jvirt.qemu.life;

import io.jvirt.api.DomainEvent;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.host.HostException;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceDocument;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.command.HandleSource;
import io.jvirt.qemu.command.PlugStep;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.plug.DeviceMatch;
import io.jvirt.qemu.plug.PlugRules;
import io.jvirt.qemu.plug.Plugger;
import io.jvirt.qemu.qmp.QmpException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * The devices of a running guest: given, taken away and changed. What QEMU has to be given is what a command line with
 * the device has more than one without it, so that a device that is plugged in is the one that a start would have made.
 * The status file tells of a device before QEMU has it and until nothing is left of it; a successor finds out from QEMU
 * which of them are there.
 */
public final class LiveDevices {
    private static final System.Logger LOG = System.getLogger(LiveDevices.class.getName());

    /** How long a caller waits for the guest to let go of a device; it may do so later too. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Launcher launcher;
    private final QemuUser user;
    private final GuestCards cards;

    LiveDevices(Launcher launcher, QemuUser user, GuestCards cards) {
        this.launcher = launcher;
        this.user = user;
        this.cards = cards;
    }

    /** Gives a running guest a device. For the holder of the guest's job. */
    public void attach(Guest guest, Run run, Device given) {
        if (!(given instanceof Disk)) {
            // A disk may leave its bus open.
            PlugRules.requirePluggable(given);
        }
        DomainDescription before = guest.description();
        DomainDescription wanted = cards.announced(launcher.withDevice(before, given, run.folder()), before);
        List<Device> added = wanted.devices().all().stream()
                .filter(device -> !before.devices().all().contains(device))
                .toList();
        added.forEach(PlugRules::requirePluggable);
        added.stream().filter(Disk.class::isInstance).map(Disk.class::cast).forEach(DiskFiles::require);
        note(guest, run, devices -> addAll(devices, added));
        boolean done = false;
        try (CardFiles files = cards.plugAdded(guest, run, before)) {
            user.lendFiles(guest, run);
            List<PlugStep> steps = launcher.difference(
                    before, guest.description(), run.folder(), files.handles(guest.description().devices().interfaces()));
            new Plugger(run.monitor()).add(steps, files.numbered());
            Terminals.learn(guest, run);
            done = true;
        } catch (QmpException e) {
            throw e.toJvirt();
        } catch (HostException e) {
            throw Errors.failed(String.valueOf(e.getMessage()), e);
        } finally {
            if (!done) {
                guest.description().devices().all().stream().filter(device -> contains(added, device)).forEach(cards::release);
                note(guest, run, devices -> devices.keep(device -> !contains(added, device)));
                user.takeBackUnused(guest, run);
            }
        }
        // A controller that came along is not announced, as with libvirt.
        added.stream().filter(device -> device.getClass() == given.getClass()).forEach(device -> {
            setLink(run, device);
            guest.publish(domain -> new DomainEvent.DeviceAdded(domain, alias(device)));
        });
    }

    private static boolean contains(List<Device> devices, Device wanted) {
        return devices.stream().anyMatch(device -> alias(device).equals(wanted.info().alias()));
    }

    private static Devices addAll(Devices devices, List<Device> added) {
        Devices all = devices;
        for (Device device : added) {
            all = DeviceDocument.add(all, device);
        }
        return all;
    }

    private static void note(Guest guest, Run run, UnaryOperator<Devices> change) {
        guest.note(run, notes -> notes.description(old -> old.withDevices(change.apply(old.devices()))));
    }

    private static String alias(Device device) {
        String alias = device.info().alias();
        return alias == null ? "" : alias;
    }

    /**
     * Asks a running guest to let go of a device, and waits a while for that. When the guest takes longer, the call
     * succeeds all the same, and the event tells when it has.
     *
     * @throws JvirtException when the guest refuses
     */
    public void detach(Guest guest, Run run, Device present) {
        ask(run, present);
        Unplugs unplugs = unplugs(run);
        if (unplugs.await(alias(present), PATIENCE).orElse(true)) {
            return;
        }
        throw Errors.failed("unplug of device was rejected by the guest");
    }

    /** Asks a running guest to let go of a device, and does not wait. */
    public void beginDetach(Run run, Device present) {
        ask(run, present);
    }

    private static void ask(Run run, Device present) {
        PlugRules.requireRemovable(present);
        unplugs(run).expect(alias(present));
        try {
            run.monitor().execute("device_del", Map.of("id", alias(present)));
        } catch (QmpException.Refused e) {
            if (e.errorClass().equals("DeviceNotFound")) {
                throw DeviceMatch.missing("device " + alias(present) + " is not there any more");
            }
            throw e.toJvirt();
        } catch (QmpException e) {
            throw e.toJvirt();
        }
    }

    private static Unplugs unplugs(Run run) {
        synchronized (run) {
            Unplugs present = run.part(Unplugs.class);
            return present == null ? run.part(Unplugs.class, new Unplugs()) : present;
        }
    }

    /** QEMU has removed a device: what stood behind it goes too. Returns at once. */
    void gone(Guest guest, Run run, String alias) {
        DeviceMatch.byAlias(guest.description().devices(), alias)
                .ifPresent(device -> Thread.ofVirtual().name("jvirt-unplug-" + alias).start(() -> remove(guest, run, device)));
    }

    private void remove(Guest guest, Run run, Device device) {
        String alias = alias(device);
        try {
            DomainDescription before = guest.description();
            DomainDescription after = before.withDevices(before.devices().keep(each -> !alias.equals(each.info().alias())));
            List<PlugStep> behind = launcher.difference(after, before, run.folder(), HandleSource.NONE);
            new Plugger(run.monitor()).removeBackends(behind);
        } catch (QmpException | JvirtException e) {
            LOG.log(System.Logger.Level.WARNING, "Something is left of device {0} of {1}: {2}", alias, guest, e.getMessage());
        } finally {
            note(guest, run, devices -> devices.keep(each -> !alias.equals(each.info().alias())));
            cards.release(device);
            user.takeBackUnused(guest, run);
            guest.publish(domain -> new DomainEvent.DeviceRemoved(domain, alias));
            unplugs(run).finish(alias, true);
        }
    }

    /** The guest keeps a device that it was asked to let go of. */
    void refused(Guest guest, Run run, String alias) {
        guest.publish(domain -> new DomainEvent.DeviceRemovalFailed(domain, alias));
        unplugs(run).finish(alias, false);
    }

    /** Forgets those devices of a guest taken over that came or went while nobody looked. */
    void reconcile(Guest guest, Run run) {
        DomainDescription description = guest.description();
        Set<String> expected = new HashSet<>();
        try {
            DomainDescription bare = description.withDevices(Devices.NONE.withControllers(description.devices().controllers()));
            for (PlugStep step : launcher.difference(bare, description, run.folder(), HandleSource.NONE)) {
                if (step.kind() == PlugStep.Kind.DEVICE) {
                    expected.add(step.id());
                }
            }
        } catch (JvirtException e) {
            LOG.log(System.Logger.Level.DEBUG, "Devices of {0} are not compared: {1}", guest, e.getMessage());
            return;
        }
        for (JsonNode present : run.monitor().execute("qom-list", Map.of("path", "/machine/peripheral"))) {
            expected.remove(present.path("name").asString(""));
        }
        for (String alias : expected) {
            DeviceMatch.byAlias(description.devices(), alias).ifPresent(device -> remove(guest, run, device));
        }
    }

    /** Plugs the cable of a network card in or out. */
    public void setLink(Run run, Device device) {
        if (device instanceof NetworkInterface card && card.link() != null) {
            try {
                run.monitor().execute("set_link", Map.of(
                        "name", alias(card), "up", card.link() == NetworkInterface.LinkState.UP));
            } catch (QmpException e) {
                throw e.toJvirt();
            }
        }
    }

    /**
     * Puts another medium into a drive, or none.
     *
     * @param force whether a guest that has locked the drive is not asked
     */
    public void changeMedium(Guest guest, Run run, Disk drive, Disk wanted, boolean force) {
        DiskFiles.require(wanted);
        DomainDescription before = guest.description();
        Disk empty = drive.withSource(new StorageSource.File(null)).withBackingStore(null);
        Disk changed = empty.withSource(wanted.source()).withDriver(wanted.driver() == null ? drive.driver() : wanted.driver());
        DomainDescription after = launcher.named(before.withDevices(replace(before.devices(), drive, changed)), run.folder());
        Disk named = (Disk) DeviceMatch.byAlias(after.devices(), alias(drive)).orElseThrow();
        DomainDescription without = before.withDevices(replace(before.devices(), drive, empty));
        Plugger plugger = new Plugger(run.monitor());
        List<PlugStep> old = launcher.difference(without, before, run.folder(), HandleSource.NONE);
        List<PlugStep> fresh = launcher.difference(without, after, run.folder(), HandleSource.NONE);
        try {
            openTray(run, drive, force);
            run.monitor().execute("blockdev-remove-medium", Map.of("id", alias(drive)));
            plugger.removeBackends(old);
            note(guest, run, devices -> replace(devices, byAlias(devices, drive), named));
            user.lendFiles(guest, run);
            plugger.add(fresh, Map.of());
            Optional<PlugStep> top = fresh.stream().filter(step -> step.kind() == PlugStep.Kind.BLOCKDEV).reduce((a, b) -> b);
            if (top.isPresent()) {
                run.monitor().execute(
                        "blockdev-insert-medium", Map.of("id", alias(drive), "node-name", top.get().id()));
            }
            run.monitor().execute("blockdev-close-tray", Map.of("id", alias(drive)));
        } catch (QmpException e) {
            note(guest, run, devices -> replace(devices, byAlias(devices, drive), empty));
            throw e.toJvirt();
        } finally {
            user.takeBackUnused(guest, run);
        }
    }

    private static void openTray(Run run, Disk drive, boolean force) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                run.monitor().execute("blockdev-open-tray", Map.of("id", alias(drive), "force", force));
                return;
            } catch (QmpException.Refused e) {
                // A guest that has locked its drive was told that somebody wants to open it.
                if (!e.description().contains("is locked") || System.nanoTime() > deadline) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JvirtException(ErrorCode.OPERATION_ABORTED, ErrorDomain.QEMU, "interrupted while a drive opens");
        }
    }

    /** The document may have changed since; a device without a name is found as it was. */
    private static Device byAlias(Devices devices, Device wanted) {
        return alias(wanted).isEmpty() ? wanted : DeviceMatch.byAlias(devices, alias(wanted)).orElse(wanted);
    }

    private static Devices replace(Devices devices, Device old, Device changed) {
        return devices.map(device -> device.equals(old) ? changed : device);
    }

    /** Sets the password of a display, and until when it is good. */
    public void changePassword(Guest guest, Run run, Graphics display, Graphics wanted) {
        Graphics changed;
        if (display instanceof Graphics.Vnc vnc && wanted instanceof Graphics.Vnc given) {
            changed = vnc.withPassword(given.password());
        } else if (display instanceof Graphics.Spice spice && wanted instanceof Graphics.Spice given) {
            changed = spice.withPassword(given.password());
        } else {
            throw PlugRules.refusal("update", wanted);
        }
        noteChanged(guest, run, display, changed);
        try {
            Displays.setPasswords(guest, run.monitor());
        } catch (QmpException e) {
            throw e.toJvirt();
        }
    }

    /** Changes what a running guest's document says of a device. */
    public void noteChanged(Guest guest, Run run, Device old, Device changed) {
        note(guest, run, devices -> replace(devices, byAlias(devices, old), changed));
    }
}

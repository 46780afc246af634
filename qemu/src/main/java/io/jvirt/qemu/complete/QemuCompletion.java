package io.jvirt.qemu.complete;

import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.Records;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the document of a QEMU guest complete, as libvirt does when a guest is defined: every default that a user sees
 * later in {@code dumpxml} is decided here, once, and stays as decided.
 */
public final class QemuCompletion {
    private QemuCompletion() { }

    /**
     * {@return the document with everything filled in that the user left open}
     *
     * <p>A complete document comes back unchanged. No blocking; any thread.
     *
     * @throws JvirtException when the document contradicts itself (XML_ERROR) or asks for what this QEMU cannot do
     *     (CONFIG_UNSUPPORTED)
     */
    public static DomainDescription complete(DomainDescription document, CompletionContext context) {
        Draft draft = new Draft(document);
        order(draft);
        new NeutralDefaults(draft).complete();
        DomainDefaults defaults = new DomainDefaults(draft, context);
        defaults.basics();
        numberControllers(draft);
        new FirmwareSelection(draft, context).select();
        DefaultDevices added = new DefaultDevices(draft, context.capabilities());
        added.ofMachine();
        defaults.features();
        defaults.numa();
        new MemoryModules(draft, context.newGuest()).align();
        defaults.neutral();
        defaults.cpu();
        devices(draft, context, added);
        addresses(draft, context);
        return draft.finish();
    }

    private static void devices(Draft draft, CompletionContext context, DefaultDevices added) {
        added.consoles();
        added.video();
        DeviceDefaults devices = new DeviceDefaults(draft, context);
        devices.all();
        devices.characterDevices();
        new DriveAddresses(draft).assign();
        added.controllers();
        draft.controllers.replaceAll(devices::controller);
    }

    private static void addresses(Draft draft, CompletionContext context) {
        OtherAddresses other = new OtherAddresses(draft);
        other.virtioSerial();
        other.spaprVio();
        other.ccw();
        other.virtioMmio();
        other.smartcards();
        new PciPlacement(draft, context.capabilities()).assign();
        new ZpciAddresses(draft, context.capabilities()).assign();
        new UsbAddresses(draft, context.newGuest()).assign();
        other.memorySlots();
        new DeviceDefaults(draft, context).mirrorConsole();
    }

    /** Controllers and disks have an order of their own, whatever the document's. */
    private static void order(Draft draft) {
        draft.controllers.replaceAll(DeviceDefaults::companion);
        List<Controller> given = new ArrayList<>(draft.controllers);
        draft.controllers.clear();
        given.forEach(draft::insert);
        List<Disk> disks = new ArrayList<>(draft.disks);
        draft.disks.clear();
        disks.forEach(disk -> insert(draft.disks, disk));
    }

    /** Disks of a bus stand together, in the order of their names. */
    private static void insert(List<Disk> disks, Disk added) {
        int at = -1;
        for (int i = disks.size() - 1; i >= 0; i--) {
            Disk present = disks.get(i);
            if (sameBus(present, added)) {
                int has = DriveAddresses.index(name(present));
                int wanted = DriveAddresses.index(name(added));
                if (has > wanted) {
                    at = i;
                } else if (at < 0) {
                    at = i + 1;
                }
            }
        }
        disks.add(at < 0 ? disks.size() : at, added);
    }

    private static boolean sameBus(Disk a, Disk b) {
        return a.target() != null && b.target() != null && a.target().bus() == b.target().bus();
    }

    private static String name(Disk disk) {
        String name = disk.target() == null ? null : disk.target().dev();
        return name == null ? "" : name;
    }

    private static void numberControllers(Draft draft) {
        for (int i = 0; i < draft.controllers.size(); i++) {
            Controller c = draft.controllers.get(i);
            if (c.index() == null) {
                int next = 0;
                while (draft.controller(c.type(), next) != null) {
                    next++;
                }
                boolean companion = c.type() == Controller.Type.USB && c.model() != null
                        && c.model().startsWith("ich9-uhci") && next > 0;
                draft.controllers.set(i, Records.with(c, "index", companion ? next - 1 : next));
            }
        }
    }
}

package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.StorageSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Disks: their images as block nodes, and the devices that the guest sees. */
final class DiskDevices {
    private DiskDevices() {
    }

    static void add(Guest guest, Arguments out) {
        floppyController(guest, out);
        for (Disk disk : guest.devices().disks()) {
            // A disk on an image that others use too is plugged in after the start, when its overlay exists.
            boolean later = disk.transientDisk() != null && YesNo.isYes(disk.transientDisk().shareBacking());
            if (!later) {
                add(guest, out, disk);
            }
        }
    }

    private static void add(Guest guest, Arguments out, Disk disk) {
        if (bus(disk) == Disk.Bus.SD) {
            SecureDigitalDisk.add(guest, out, disk);
            return;
        }
        String node = null;
        if (disk.source() instanceof StorageSource.VhostUser socket) {
            CharDevices.vhostUser(guest, out, vhostUserId(guest.alias(disk)), new CharBackend.UnixSource(
                    CharBackend.Mode.CONNECT, socket.path(), List.of(), socket.reconnect()));
        } else if (!DiskImages.isEmpty(disk)) {
            BlockNode image = DiskImages.top(guest, disk);
            BlockNodes.add(guest, out, image);
            node = image.effectiveNode();
            if (BlockNodes.copiesOnRead(disk)) {
                node = BlockNodes.copyOnRead(out, targetName(disk), node);
            }
            node = throttled(out, disk, image, node);
        }
        Addresses.extension(guest, out, disk.info());
        out.device(DiskFrontend.props(guest, disk, node));
    }

    /** Adds a node for each group of limits that the disk is in, each upon the one before. */
    private static String throttled(Arguments out, Disk disk, BlockNode image, String below) {
        String node = below;
        int number = DiskImages.lastNumber(image);
        for (String group : disk.throttlefilters()) {
            String filter = "libvirt-" + ++number + "-filter";
            out.blockdev(Props.device("throttle").text("node-name", filter)
                    .text("throttle-group", ThrottleObjects.id(group)).text("file", node));
            node = filter;
        }
        return node;
    }

    static Disk.@Nullable Bus bus(Disk disk) {
        return disk.target() == null ? null : disk.target().bus();
    }

    static String targetName(Disk disk) {
        return disk.target() == null || disk.target().dev() == null ? "" : disk.target().dev();
    }

    static String vhostUserId(String alias) {
        return "chr-vu-" + alias;
    }

    /** Boot indexes of floppy drives belong to their controller, which old machines have and new ones are given. */
    private static void floppyController(Guest guest, Arguments out) {
        Integer first = null;
        Integer second = null;
        boolean any = false;
        for (Disk disk : guest.devices().disks()) {
            if (bus(disk) == Disk.Bus.FDC) {
                any = true;
                if (disk.info().address() instanceof DeviceAddress.Drive drive && drive.unit() != 0) {
                    second = guest.bootOrder().of(disk);
                } else {
                    first = guest.bootOrder().of(disk);
                }
            }
        }
        if (!any) {
            return;
        }
        if (needsFloppyController(guest)) {
            out.device(Props.device("isa-fdc").number("bootindexA", first).number("bootindexB", second));
            return;
        }
        if (first != null) {
            out.add("global", "isa-fdc.bootindexA=" + first);
        }
        if (second != null) {
            out.add("global", "isa-fdc.bootindexB=" + second);
        }
    }

    /** Q35 machines have had no floppy controller of their own since version 2.4. */
    private static boolean needsFloppyController(Guest guest) {
        if (!guest.isQ35()) {
            return false;
        }
        String version = guest.machine().startsWith("pc-q35-") ? guest.machine().substring(7) : "";
        return !version.startsWith("1.") && !version.equals("2.0") && !version.equals("2.1")
                && !version.equals("2.2") && !version.equals("2.3");
    }
}

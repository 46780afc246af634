package io.jvirt.qemu.complete;

import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mainframe guests know a PCI function by a user id and a function id of their own. */
final class ZpciAddresses {
    private static final int MAX_UID = 0xffff;

    private final Draft draft;
    private final QemuCapabilities caps;
    private final Set<Integer> uids = new HashSet<>();
    private final Set<Long> fids = new HashSet<>();

    ZpciAddresses(Draft draft, QemuCapabilities caps) {
        this.draft = draft;
        this.caps = caps;
    }

    void assign() {
        if (!draft.kind().isS390() || !caps.has(QemuFact.ZPCI)) {
            return;
        }
        List<Slot> slots = draft.slots().stream().filter(s -> s.address() instanceof DeviceAddress.Pci
                && !(s.device() instanceof Controller c && c.type() == Controller.Type.PCI)).toList();
        for (Slot slot : slots) {
            DeviceAddress.Zpci zpci = zpci(slot);
            if (zpci != null && zpci.uid() != null && !uids.add(zpci.uid())) {
                throw Errors.xml("The zPCI uid 0x" + Integer.toHexString(zpci.uid()) + " is used by two devices");
            }
            if (zpci != null && zpci.fid() != null && !fids.add(zpci.fid())) {
                throw Errors.xml("The zPCI fid 0x" + Long.toHexString(zpci.fid()) + " is used by two devices");
            }
        }
        slots.stream().filter(s -> zpci(s) != null).forEach(this::complete);
        slots.stream().filter(s -> zpci(s) == null).forEach(this::complete);
    }

    private static DeviceAddress.@Nullable Zpci zpci(Slot slot) {
        return slot.address() instanceof DeviceAddress.Pci pci ? pci.zpci() : null;
    }

    private void complete(Slot slot) {
        DeviceAddress.Zpci given = zpci(slot);
        Integer uid = given == null ? null : given.uid();
        Long fid = given == null ? null : given.fid();
        if (uid == null) {
            uid = 1;
            while (!uids.add(uid)) {
                uid++;
            }
        }
        if (uid == 0 || uid > MAX_UID) {
            throw Errors.xml("The zPCI uid 0x" + Integer.toHexString(uid) + " is not between 0x1 and 0xffff");
        }
        if (fid == null) {
            fid = 0L;
            while (!fids.add(fid)) {
                fid++;
            }
        }
        if (slot.address() instanceof DeviceAddress.Pci pci) {
            slot.setAddress(new DeviceAddress.Pci(pci.slot(), pci.multifunction(), new DeviceAddress.Zpci(uid, fid)));
        }
    }
}

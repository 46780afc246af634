package io.jvirt.qemu.operations;

import io.jvirt.model.PciAddress;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Disk;
import io.jvirt.qemu.agent.AgentDisk;
import io.jvirt.qemu.agent.DiskLocator;
import io.jvirt.qemu.guest.Guest;
import java.util.List;
import java.util.Optional;

/** Which disk of a guest's document lies where the agent sees one: by its own PCI address, or by its controller's and the place on it. */
public final class DiskAddresses implements DiskLocator {
    private final List<Disk> disks;
    private final List<Controller> controllers;

    public DiskAddresses(Guest guest) {
        disks = guest.description().devices().disks();
        controllers = guest.description().devices().controllers();
    }

    @Override
    public Optional<String> target(AgentDisk address) {
        return disks.stream().filter(disk -> lies(disk, address)).map(Disks::target).findFirst();
    }

    private boolean lies(Disk disk, AgentDisk address) {
        DeviceAddress place = disk.info().address();
        if (place instanceof DeviceAddress.Pci pci) {
            return same(pci, address);
        }
        if (place instanceof DeviceAddress.Drive drive) {
            return drive.bus() == address.controllerBus()
                    && drive.target() == address.target()
                    && drive.unit() == address.unit()
                    && controllers.stream()
                            .filter(c -> c.index() != null && c.index() == drive.controller())
                            .anyMatch(c -> c.info().address() instanceof DeviceAddress.Pci pci && same(pci, address));
        }
        return false;
    }

    private static boolean same(DeviceAddress.Pci pci, AgentDisk address) {
        PciAddress slot = pci.slot();
        return slot != null
                && slot.domain() == address.domain()
                && slot.bus() == address.bus()
                && slot.slot() == address.slot()
                && slot.function() == address.function();
    }
}

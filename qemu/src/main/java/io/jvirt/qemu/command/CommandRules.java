package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.BlkioTune;
import io.jvirt.model.domain.CpuTune;
import io.jvirt.model.domain.DomainType;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.domain.MemoryTune;
import io.jvirt.model.domain.Os;
import java.util.HashSet;
import java.util.Set;

/** What must hold before a command line is worth writing. */
final class CommandRules {
    private CommandRules() {
    }

    static void check(Guest guest) {
        technology(guest);
        if (!guest.environment().privileged()) {
            tuning(guest);
        }
        guest.devices().disks().forEach(disk -> DiskRules.check(guest, disk));
        Set<Class<?>> seen = new HashSet<>();
        for (Graphics graphics : guest.devices().graphics()) {
            guest.require(seen.add(graphics.getClass()), "only 1 graphics device of each type (sdl, vnc, spice, "
                    + "headless, dbus) is supported");
        }
    }

    private static void technology(Guest guest) {
        Os.OsType type = guest.domain().os().type();
        boolean xen = guest.domain().type() == DomainType.XEN
                || type != null && (type.value().equals("xen") || type.value().equals("linux"));
        if (xen) {
            throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU,
                    "qemu emulator '" + guest.devices().emulator() + "' does not support xen");
        }
    }

    /** Users' own instances have no control groups. */
    private static void tuning(Guest guest) {
        MemoryTune memory = guest.domain().memtune();
        guest.require(memory == null || memory.hardLimit() == null && memory.softLimit() == null
                && memory.swapHardLimit() == null, "Memory tuning is not available in session mode");
        BlkioTune blkio = guest.domain().blkiotune();
        guest.require(blkio == null || blkio.weight() == null, "Block I/O tuning is not available in session mode");
        CpuTune cpu = guest.domain().cputune();
        guest.require(cpu == null || cpu.shares() == null && cpu.period() == null && cpu.quota() == null
                && cpu.globalPeriod() == null && cpu.globalQuota() == null && cpu.emulatorPeriod() == null
                && cpu.emulatorQuota() == null && cpu.iothreadPeriod() == null && cpu.iothreadQuota() == null,
                "CPU tuning is not available in session mode");
    }
}

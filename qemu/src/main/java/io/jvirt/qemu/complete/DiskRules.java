package io.jvirt.qemu.complete;

import io.jvirt.api.spi.Driver;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.Encryption;
import io.jvirt.model.domain.IoThread;
import io.jvirt.model.domain.MemoryAccess;
import io.jvirt.model.domain.MemoryBacking;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.domain.VirtioOptions;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Disks that QEMU cannot have as the document wants them. */
final class DiskRules {
    private final Draft draft;
    private final QemuCapabilities caps;

    DiskRules(Draft draft, QemuCapabilities caps) {
        this.draft = draft;
        this.caps = caps;
    }

    void check(Disk disk) {
        format(disk);
        encryption(disk);
        frontEnd(disk);
        driver(disk);
        texts(disk);
        ioThreads(disk);
        source(disk);
    }

    private static String name(Disk disk) {
        return disk.target() == null || disk.target().dev() == null ? "" : disk.target().dev();
    }

    private static RuntimeException no(Disk disk, String why) {
        return Errors.unsupported("Disk '" + name(disk) + "' " + why);
    }

    private static @Nullable StorageFormat format(Disk.@Nullable Driver driver) {
        return driver == null ? null : driver.type();
    }

    private static void format(Disk disk) {
        StorageFormat format = format(disk.driver());
        if (format == StorageFormat.DIR) {
            throw no(disk, "has format 'dir', which is no image format; use disk type 'dir'");
        }
        if (format == StorageFormat.ISO) {
            throw no(disk, "has format 'iso', which is no image format; use 'raw'");
        }
        if (format == StorageFormat.FAT && !(disk.source() instanceof StorageSource.Dir)
                && !(disk.source() instanceof StorageSource.Volume)) {
            throw no(disk, "has format 'fat', which only a source of type 'dir' can have");
        }
        if (disk.source() instanceof StorageSource.Dir && format != StorageFormat.FAT && format != null) {
            throw no(disk, "has a folder as its source, which can only have format 'fat'");
        }
    }

    private void encryption(Disk disk) {
        Encryption e = disk.encryption() != null ? disk.encryption() : disk.source().common().encryption();
        if (e == null) {
            return;
        }
        StorageFormat format = format(disk.driver());
        if (format != StorageFormat.RAW && format != StorageFormat.QCOW2) {
            throw no(disk, "is encrypted, which only works with formats 'raw' and 'qcow2'");
        }
        boolean rbd = disk.source() instanceof StorageSource.Network n && n.location() != null
                && n.location().protocol() == StorageSource.Protocol.RBD;
        if (e.engine() == Encryption.Engine.LIBRBD) {
            if (!rbd) {
                throw no(disk, "has encryption engine 'librbd' but is no RBD image");
            }
            if (!caps.has(QemuFact.RBD_ENCRYPTION)) {
                throw no(disk, "needs librbd encryption, which this QEMU cannot do");
            }
            if (e.secret().size() > 1 && !caps.has(QemuFact.RBD_ENCRYPTION_LAYERING)) {
                throw no(disk, "needs layered librbd encryption, which this QEMU cannot do");
            }
            if (e.format() == Encryption.Format.LUKS_ANY && !caps.has(QemuFact.RBD_ENCRYPTION_LUKS_ANY)) {
                throw no(disk, "needs encryption format 'luks-any', which this QEMU cannot do");
            }
            return;
        }
        if (e.format() == Encryption.Format.LUKS2 || e.format() == Encryption.Format.LUKS_ANY) {
            throw no(disk, "has encryption format '" + e.format().xml() + "', which needs engine 'librbd'");
        }
        if (e.secret().size() > 1) {
            throw no(disk, "has several secrets, which needs encryption engine 'librbd'");
        }
    }

    private void frontEnd(Disk disk) {
        Disk.Bus bus = disk.target() == null ? null : disk.target().bus();
        boolean removable = disk.device() == Disk.DeviceKind.CDROM || disk.device() == Disk.DeviceKind.FLOPPY;
        if (removable && bus == Disk.Bus.VIRTIO) {
            throw no(disk, "is removable, which bus 'virtio' cannot do; use 'sata', 'scsi' or 'ide'");
        }
        if (disk.device() == Disk.DeviceKind.FLOPPY && bus != Disk.Bus.FDC) {
            throw no(disk, "is a floppy and can only be on bus 'fdc'");
        }
        if (bus == Disk.Bus.FDC && disk.device() != Disk.DeviceKind.FLOPPY) {
            throw no(disk, "is on bus 'fdc' and can only be a floppy");
        }
        if (bus == Disk.Bus.XEN || bus == Disk.Bus.UML) {
            throw no(disk, "is on bus '" + bus.xml() + "', which QEMU guests do not have");
        }
        if (disk.device() == Disk.DeviceKind.LUN) {
            lun(disk, bus);
        } else if (disk.sgio() != null) {
            throw no(disk, "sets sgio, which only device='lun' can have");
        }
        if (disk.model() != null && bus != Disk.Bus.VIRTIO) {
            throw no(disk, "has model '" + disk.model().xml() + "', which only bus 'virtio' has");
        }
        if (bus == Disk.Bus.USB && "none".equals(usbModel())) {
            throw no(disk, "is on USB, which the guest has switched off");
        }
        if (disk.target() != null && disk.target().rotationRate() != null && bus != Disk.Bus.SCSI
                && bus != Disk.Bus.IDE && bus != Disk.Bus.SATA) {
            throw no(disk, "has a rotation rate, which only buses 'scsi', 'ide' and 'sata' have");
        }
        drive(disk, bus);
    }

    private @Nullable String usbModel() {
        return draft.controllers.stream().filter(c -> c.type() == Controller.Type.USB)
                .map(Controller::model).filter(m -> m != null).findFirst().orElse(null);
    }

    private static void lun(Disk disk, Disk.@Nullable Bus bus) {
        boolean block = disk.source() instanceof StorageSource.Block || disk.source() instanceof StorageSource.Volume
                || disk.source() instanceof StorageSource.Network n && n.location() != null
                && n.location().protocol() == StorageSource.Protocol.ISCSI;
        if (!block) {
            throw no(disk, "is a LUN and needs a block device or an iSCSI source");
        }
        if (bus != Disk.Bus.SCSI && bus != Disk.Bus.VIRTIO) {
            throw no(disk, "is a LUN and can only be on bus 'scsi' or 'virtio'");
        }
        StorageFormat format = format(disk.driver());
        if (format != null && format != StorageFormat.RAW) {
            throw no(disk, "is a LUN and can only have format 'raw'");
        }
        if (disk.vendor() != null || disk.product() != null || disk.wwn() != null && bus == Disk.Bus.VIRTIO) {
            throw no(disk, "is a LUN: vendor, product and WWN are the device's own");
        }
    }

    private static void drive(Disk disk, Disk.@Nullable Bus bus) {
        if (!(disk.info().address() instanceof DeviceAddress.Drive d) || bus == null) {
            return;
        }
        boolean fits = switch (bus) {
            case IDE -> d.target() == 0 && d.controller() >= 0;
            case FDC -> d.bus() == 0 && d.target() == 0 && d.unit() <= 1 && d.controller() == 0;
            case SATA -> d.bus() == 0 && d.target() == 0;
            case SCSI, VIRTIO, XEN, USB, UML, SD, NVME -> true;
        };
        if (!fits) {
            throw no(disk, "has controller='" + d.controller() + "' bus='" + d.bus() + "' target='" + d.target()
                    + "' unit='" + d.unit() + "', a place that bus '" + bus.xml() + "' does not have");
        }
    }

    private static void driver(Disk disk) {
        Disk.Driver driver = disk.driver();
        if (driver == null) {
            return;
        }
        if (driver.name() != null && !driver.name().equals("qemu")) {
            throw no(disk, "has driver '" + driver.name() + "', QEMU guests have 'qemu'");
        }
        if (driver.copyOnRead() == OnOff.ON && (disk.readonly() || disk.device() == Disk.DeviceKind.CDROM
                || disk.device() == Disk.DeviceKind.FLOPPY)) {
            throw no(disk, "cannot copy what it reads: it is read-only or removable");
        }
        Disk.Bus bus = disk.target() == null ? null : disk.target().bus();
        if (bus != Disk.Bus.VIRTIO) {
            if (driver.queues() != null || driver.queueSize() != null) {
                throw no(disk, "sets queues, which only bus 'virtio' has");
            }
            if (driver.ioeventfd() != null || driver.eventIdx() != null) {
                throw no(disk, "sets ioeventfd or event_idx, which only bus 'virtio' has");
            }
            if (!driver.virtio().equals(VirtioOptions.NONE)) {
                throw no(disk, "sets virtio driver options, which only bus 'virtio' has");
            }
        }
        if (driver.io() == Disk.Io.NATIVE && driver.cache() != null && driver.cache() != Disk.Cache.NONE
                && driver.cache() != Disk.Cache.DIRECTSYNC && driver.cache() != Disk.Cache.DEFAULT) {
            throw no(disk, "has io='native', which needs cache 'none' or 'directsync'");
        }
        if (driver.iothread() != null && !driver.iothreads().isEmpty()) {
            throw no(disk, "names one I/O thread and several at once");
        }
        if (driver.discardNoUnref() == OnOff.ON && driver.type() != StorageFormat.QCOW2) {
            throw no(disk, "sets discard_no_unref, which only format 'qcow2' has");
        }
        if (driver.metadataCacheMaxSize() != null && driver.type() != StorageFormat.QCOW2) {
            throw no(disk, "sets the metadata cache, which only format 'qcow2' has");
        }
        if (disk.shareable() && driver.type() != null && driver.type() != StorageFormat.RAW) {
            throw no(disk, "is shared between guests, which format '" + driver.type().xml() + "' does not bear; use 'raw'");
        }
    }

    private static void texts(Disk disk) {
        if (disk.serial() != null && !disk.serial().matches("[A-Za-z0-9_ .+-]*")) {
            throw no(disk, "has serial '" + disk.serial()
                    + "'; allowed are letters, digits, blanks and the characters _ . + -");
        }
        Disk.Bus bus = disk.target() == null ? null : disk.target().bus();
        if ((disk.vendor() != null || disk.product() != null) && bus != Disk.Bus.SCSI) {
            throw no(disk, "has a vendor or product, which only bus 'scsi' has");
        }
        if (disk.wwn() != null && bus != Disk.Bus.SCSI && bus != Disk.Bus.IDE && bus != Disk.Bus.SATA) {
            throw no(disk, "has a WWN, which only buses 'scsi', 'ide' and 'sata' have");
        }
        Disk.BlockIo io = disk.blockio();
        if (io != null && (odd(io.logicalBlockSize()) || odd(io.physicalBlockSize()))) {
            throw no(disk, "has a block size that is no power of two");
        }
        if (disk.geometry() != null && bus != Disk.Bus.IDE && bus != Disk.Bus.SCSI && bus != Disk.Bus.VIRTIO) {
            throw no(disk, "has a geometry, which bus '" + (bus == null ? "" : bus.xml()) + "' does not have");
        }
    }

    private static boolean odd(@Nullable Long size) {
        return size != null && size != 0 && Long.bitCount(size) != 1;
    }

    private void ioThreads(Disk disk) {
        Disk.Driver driver = disk.driver();
        if (driver == null || driver.iothread() == null && driver.iothreads().isEmpty()) {
            return;
        }
        Disk.Bus bus = disk.target() == null ? null : disk.target().bus();
        if (bus != Disk.Bus.VIRTIO && bus != Disk.Bus.SCSI) {
            throw no(disk, "has an I/O thread, which bus '" + (bus == null ? "" : bus.xml()) + "' does not have");
        }
        Set<Integer> known = new HashSet<>();
        draft.domain.iothreadids().stream().map(IoThread::id).forEach(known::add);
        Integer count = draft.domain.iothreads();
        if (known.isEmpty() && count != null) {
            IntStream.rangeClosed(1, count).forEach(known::add);
        }
        Set<Integer> wanted = new HashSet<>();
        if (driver.iothread() != null) {
            wanted.add(driver.iothread());
        }
        driver.iothreads().forEach(t -> wanted.add(t.id()));
        for (int id : wanted) {
            if (!known.contains(id)) {
                throw no(disk, "has I/O thread " + id + ", which the guest does not have");
            }
        }
    }

    private void source(Disk disk) {
        if (disk.source() instanceof StorageSource.VhostUser) {
            if (disk.target() == null || disk.target().bus() != Disk.Bus.VIRTIO) {
                throw no(disk, "is of type 'vhostuser' and can only be on bus 'virtio'");
            }
            if (!sharesMemory(draft)) {
                throw no(disk, "is of type 'vhostuser', which needs memory that is shared (<access mode='shared'/>)");
            }
            Disk.Driver driver = disk.driver();
            if (disk.readonly() || disk.shareable() || disk.transientDisk() != null
                    || driver != null && driver.cache() != null) {
                throw no(disk, "is of type 'vhostuser': caching, sharing and write protection are the other side's");
            }
        }
        if (disk.source() instanceof StorageSource.Nvme nvme && nvme.address() == null) {
            throw no(disk, "is of type 'nvme' and needs the PCI address of its controller");
        }
        if (disk.transientDisk() != null && disk.device() != Disk.DeviceKind.DISK) {
            throw no(disk, "is transient, which only device='disk' can be");
        }
        if (disk.transientDisk() != null && disk.readonly()) {
            throw no(disk, "is transient and read-only at once");
        }
        if (disk.source() instanceof StorageSource.Network network && network.location() != null
                && network.location().tls() == YesNo.YES) {
            StorageSource.Protocol protocol = network.location().protocol();
            if (protocol != StorageSource.Protocol.NBD && protocol != StorageSource.Protocol.VXHS) {
                throw no(disk, "wants TLS, which protocol '" + protocol.xml() + "' does not have");
            }
        }
    }

    /** {@return whether other processes can map the guest's memory} */
    static boolean sharesMemory(Draft draft) {
        MemoryBacking backing = draft.domain.memoryBacking();
        if (backing != null && backing.access() == MemoryAccess.SHARED) {
            return true;
        }
        var cpu = draft.domain.cpu();
        return cpu != null && cpu.numa() != null && !cpu.numa().cell().isEmpty()
                && cpu.numa().cell().stream().allMatch(c -> c.memAccess() == MemoryAccess.SHARED)
                || backing != null && backing.source() == MemoryBacking.MemorySource.MEMFD
                        && backing.access() == null;
    }
}

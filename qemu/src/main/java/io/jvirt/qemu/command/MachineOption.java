package io.jvirt.qemu.command;

import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Clock;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.Features;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.Iommu;
import io.jvirt.model.domain.KeyWrap;
import io.jvirt.model.domain.LaunchSecurity;
import io.jvirt.model.domain.Memory;
import io.jvirt.model.domain.MemoryDevice;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.Sound;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The board and what belongs to it. */
final class MachineOption {
    private MachineOption() {
    }

    static void add(Guest guest, Arguments out) {
        KeyValues values = KeyValues.of(guest.machine());
        // The board would otherwise add a USB controller of its own, in the way of ours.
        values.put("usb", "off");
        keyWrap(guest, values);
        if (guest.features() != null) {
            features(guest, guest.features(), values);
        }
        if (guest.devices().iommus().stream().anyMatch(i -> i.model() == Iommu.Model.SMMU_V3)) {
            values.put("iommu", "smmuv3");
        }
        memory(guest, values);
        powerCompatibility(guest, values);
        loadParameter(guest, values);
        launchSecurity(guest, values);
        FirmwareOptions.flash(guest, values);
        if (NumaOptions.describesLatencies(guest)) {
            values.put("hmat", "on");
        }
        Os.Bios bios = guest.domain().os().bios();
        if (bios != null && YesNo.isYes(bios.useserial())) {
            // On x86 this makes the firmware use the serial port.
            values.put("graphics", "off");
        }
        eventTimer(guest, values);
        speaker(guest, values);
        if (guest.machineType().map(m -> Boolean.TRUE.equals(m.acpi())).orElse(false)) {
            values.put("acpi", OnOff.of(guest.features() != null && guest.features().acpi()));
        }
        out.add("machine", values);
    }

    private static void keyWrap(Guest guest, KeyValues values) {
        KeyWrap keyWrap = guest.domain().keywrap();
        if (keyWrap == null || keyWrap.cipher().isEmpty()) {
            return;
        }
        guest.require(guest.isS390(), "'aes-key-wrap'/'dea-key-wrap' is not available on this architecture");
        for (KeyWrap.CipherName name : KeyWrap.CipherName.values()) {
            keyWrap.cipher().stream().filter(c -> c.name() == name)
                    .forEach(c -> values.put(name.xml() + "-key-wrap", c.state()));
        }
    }

    private static void features(Guest guest, Features features, KeyValues values) {
        values.put("vmport", features.vmport());
        if (features.smm() != null) {
            values.put("smm", features.smm().state());
        }
        interruptController(guest, features, values);
        if (features.ioapic() != null) {
            values.put("kernel_irqchip", features.ioapic() == Features.IoApic.QEMU ? "split" : "on");
        }
        Features.Hpt hpt = features.hpt();
        if (hpt != null) {
            values.put("resize-hpt", hpt.resizing() == null ? null : hpt.resizing().xml());
            values.put("cap-hpt-max-page-size", hpt.maxpagesize() == null ? null : hpt.maxpagesize().kib() + "k");
        }
        values.put("cap-htm", features.htm());
        values.put("cap-nested-hv", features.nestedHv());
        values.put("cap-ccf-assist", features.ccfAssist());
        values.put("cap-cfpc", features.cfpc() == null ? null : features.cfpc().xml());
        values.put("cap-sbbc", features.sbbc() == null ? null : features.sbbc().xml());
        values.put("cap-ibs", features.ibs() == null ? null : features.ibs().xml());
        values.put("ras", features.ras());
        values.put("i8042", features.ps2());
        values.put("aia", features.aia() == null ? null : features.aia().xml());
    }

    private static void interruptController(Guest guest, Features features, KeyValues values) {
        Features.Gic gic = features.gic();
        if (gic == null || gic.version() == null) {
            return;
        }
        if (guest.capabilities().arch().equals("aarch64")) {
            values.put("gic-version", gic.version().xml());
        } else if (gic.version() != Features.GicVersion.V2) {
            throw Guest.unsupported("gic-version option is not available with this QEMU binary");
        }
    }

    private static void memory(Guest guest, KeyValues values) {
        Memory memory = guest.domain().memory();
        OnOff dump = memory == null ? null : memory.dumpCore();
        values.put("dump-guest-core", dump == null ? OnOff.of(guest.settings().dumpGuestCore()) : dump);
        if (guest.domain().memoryBacking() != null && guest.domain().memoryBacking().nosharepages()) {
            values.put("mem-merge", "off");
        }
        List<MemoryDevice> devices = guest.devices().memories();
        if (devices.stream().anyMatch(d -> d.model() == MemoryDevice.Model.NVDIMM)) {
            values.put("nvdimm", "on");
        }
        int enclave = 0;
        for (MemoryDevice device : devices) {
            if (device.model() == MemoryDevice.Model.SGX_EPC) {
                Integer node = device.target().node();
                values.put("sgx-epc." + enclave + ".memdev", "mem" + guest.alias(device));
                values.put("sgx-epc." + enclave + ".node", node == null ? (Integer) 0 : node);
                enclave++;
            }
        }
        if (guest.numaCells().isEmpty()) {
            values.put("memory-backend", guest.defaultRamId());
        }
    }

    private static void powerCompatibility(Guest guest, KeyValues values) {
        Cpu cpu = guest.domain().cpu();
        if (guest.isPseries() && cpu != null && cpu.mode() == Cpu.Mode.HOST_MODEL && cpu.model() != null) {
            values.put("max-cpu-compat", cpu.model().name());
        }
    }

    /** The first boot device may choose an entry of the boot loader. */
    private static void loadParameter(Guest guest, KeyValues values) {
        if (!guest.isS390() || guest.has(QemuFact.VIRTIO_CCW_DEVICE_LOADPARM)) {
            return;
        }
        List<Disk> disks = guest.devices().disks();
        List<NetworkInterface> interfaces = guest.devices().interfaces();
        Stream<HostDevice> hostDevices = guest.devices().hostdevs().stream().filter(MachineOption::bootable);
        Stream.<Device>concat(Stream.concat(disks.stream(), interfaces.stream()), hostDevices)
                .map(d -> d.info().boot())
                .filter(boot -> boot != null && boot.order() == 1 && boot.loadparm() != null)
                .findFirst().map(DeviceInfo.Boot::loadparm).ifPresent(parameter -> values.put("loadparm", parameter));
    }

    private static boolean bootable(HostDevice device) {
        return device.source() instanceof HostDevice.Subsystem subsystem && switch (subsystem.source()) {
            case HostDevice.Scsi _ -> true;
            case HostDevice.Mediated mediated -> mediated.model().equals("vfio-ccw");
            default -> false;
        };
    }

    private static void launchSecurity(Guest guest, KeyValues values) {
        LaunchSecurity security = guest.domain().launchSecurity();
        if (security == null) {
            return;
        }
        boolean old = security instanceof LaunchSecurity.Sev && !guest.has(QemuFact.CONFIDENTAL_GUEST_SUPPORT);
        values.put(old ? "memory-encryption" : "confidential-guest-support", LaunchSecurityObject.ID);
        if (security instanceof LaunchSecurity.Tdx) {
            values.put("kernel-irqchip", "split");
        }
    }

    private static void eventTimer(Guest guest, KeyValues values) {
        Clock clock = guest.domain().clock();
        if (clock != null && guest.has(QemuFact.MACHINE_HPET)) {
            clock.timer().stream().filter(t -> t.name() == Clock.TimerName.HPET)
                    .forEach(t -> values.put("hpet", t.present()));
        }
    }

    private static void speaker(Guest guest, KeyValues values) {
        guest.devices().sounds().stream().filter(s -> s.model() == Sound.Model.PCSPK).findFirst()
                .ifPresent(s -> values.put("pcspk-audiodev", audio(guest, s)));
    }

    private static @Nullable String audio(Guest guest, Sound sound) {
        return AudioBackends.id(guest, sound.audio());
    }
}

package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.OnOff;
import io.jvirt.model.PciAddress;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.domain.Teaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Devices of the host given to the guest; network cards among them first. */
final class HostDevices {
    private HostDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (NetworkInterface card : guest.devices().interfaces()) {
            if (card.source() instanceof InterfaceSource.HostCard host) {
                switch (host.address()) {
                    case InterfaceSource.PciSource pci when pci.address() != null ->
                            pci(guest, out, pci.address(), card.info(), card.teaming(), guest.bootOrder().of(card));
                    case InterfaceSource.UsbSource usb -> out.device(usb(guest, usb.bus(), usb.device(), null, card.info()));
                    case null, default -> throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU,
                            "interface '" + guest.alias(card) + "' names no device of the host");
                }
            }
        }
        for (HostDevice device : guest.devices().hostdevs()) {
            if (device.source() instanceof HostDevice.Subsystem subsystem) {
                subsystem(guest, out, device, subsystem.source());
            }
        }
    }

    private static void subsystem(Guest guest, Arguments out, HostDevice device, HostDevice.SubsystemSource source) {
        DeviceInfo info = device.info();
        switch (source) {
            case HostDevice.Usb usb -> usbDevice(guest, out, usb, info);
            case HostDevice.Pci pci -> {
                if (!(info.address() instanceof DeviceAddress.Unassigned)) {
                    if (pci.address() == null) {
                        throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU,
                                "PCI host device '" + guest.alias(device) + "' has no source address");
                    }
                    pci(guest, out, pci.address(), info, device.teaming(), BootOrder.own(info));
                }
            }
            case HostDevice.Scsi scsi -> scsi(guest, out, device, scsi);
            case HostDevice.ScsiHost host -> scsiHost(guest, out, host, info);
            case HostDevice.Mediated mediated -> mediated(guest, out, mediated, info);
        }
    }

    private static void pci(Guest guest, Arguments out, PciAddress address, DeviceInfo info,
            @Nullable Teaming teaming, @Nullable Integer bootIndex) {
        Addresses.extension(guest, out, info);
        String partner = teaming != null && teaming.type() == Teaming.Type.TRANSIENT ? teaming.persistent() : null;
        Props props = Props.device("vfio-pci").text("host", address.toString()).text("id", guest.alias(info))
                .number("bootindex", bootIndex)
                .text("failover_pair_id", partner);
        Addresses.add(guest, props, info);
        Addresses.rom(props, info);
        out.device(props);
    }

    private static void usbDevice(Guest guest, Arguments out, HostDevice.Usb usb, DeviceInfo info) {
        HostDevice.UsbAddress address = usb.address();
        boolean missing = YesNo.isYes(usb.missing());
        if (address == null && !missing) {
            throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU,
                    "USB host device is missing bus/device information");
        }
        out.device(missing || address == null ? usb(guest, null, usb.guestReset(), info)
                : usb(guest, address.bus(), address.device(), usb.guestReset(), info));
    }

    private static Props usb(Guest guest, int bus, int device, HostDevice.@Nullable GuestReset reset, DeviceInfo info) {
        return usb(guest, String.format("/dev/bus/usb/%03d/%03d", bus, device), reset, info);
    }

    private static Props usb(Guest guest, @Nullable String path, HostDevice.@Nullable GuestReset reset,
            DeviceInfo info) {
        Props props = Props.device("usb-host").text("hostdevice", path).text("id", guest.alias(info))
                .number("bootindex", BootOrder.own(info));
        switch (reset) {
            case null -> { }
            case OFF -> props.flag("guest-reset", false);
            case UNINITIALIZED -> props.flag("guest-reset", true).flag("guest-resets-all", false);
            case ON -> props.flag("guest-reset", true).flag("guest-resets-all", true);
        }
        Addresses.add(guest, props, info);
        return props;
    }

    private static void scsi(Guest guest, Arguments out, HostDevice device, HostDevice.Scsi scsi) {
        DeviceInfo info = device.info();
        String alias = guest.alias(info);
        BlockNode node = new BlockNode(alias, scsiSource(guest, scsi, alias), StorageFormat.RAW)
                .withReadOnly(device.readonly()).withAuth(scsi.auth());
        String name = "libvirt-" + guest.scsiNodeNumber(info) + "-backend";
        if (scsi.auth() != null) {
            SecretObjects.auth(guest, out, name + "-secret0", scsi.auth());
        }
        Props storage = StorageProps.of(guest, out, node).text("node-name", name).flag("read-only", device.readonly());
        if (scsi.auth() != null) {
            storage.text("password-secret", name + "-secret0");
        }
        out.blockdev(storage);
        Props props = Props.device("scsi-generic").text("drive", name)
                .text("id", alias).number("bootindex", BootOrder.own(info))
                .text("loadparm", BootOrder.loadParameter(guest, info));
        Addresses.add(guest, props, info);
        out.device(props);
    }

    private static StorageSource scsiSource(Guest guest, HostDevice.Scsi scsi, String alias) {
        if ("iscsi".equals(scsi.protocol())) {
            return new StorageSource.Network(new StorageSource.NetworkLocation(StorageSource.Protocol.ISCSI,
                    scsi.name(), null, null, null, scsi.host(), null, null, scsi.initiator(), null, List.of(), null,
                    null, null, null, null), StorageSource.Common.NONE);
        }
        String path = guest.environment().paths().get(alias);
        if (path == null) {
            throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU, "the device file of SCSI host device '"
                    + alias + "' on adapter '" + scsi.adapter() + "' is not known");
        }
        return new StorageSource.Block(path, StorageSource.Common.NONE);
    }

    private static void scsiHost(Guest guest, Arguments out, HostDevice.ScsiHost host, DeviceInfo info) {
        List<Integer> handles = guest.environment().handles().of(guest.alias(info), Handle.VHOST_SCSI);
        Props props = VirtioDevice.props("vhost-scsi", host.model(), null, info)
                .text("wwpn", host.wwpn())
                .text("vhostfd", handles.isEmpty() ? null : handles.getFirst().toString())
                .text("id", guest.alias(info));
        Addresses.add(guest, props, info);
        Addresses.extension(guest, out, info);
        out.device(props);
    }

    private static void mediated(Guest guest, Arguments out, HostDevice.Mediated mediated, DeviceInfo info) {
        boolean ramfb = OnOff.isOn(mediated.ramfb());
        // The early frame buffer exists only in the variant that cannot be unplugged.
        String driver = mediated.model().equals("vfio-pci") && ramfb ? "vfio-pci-nohotplug" : mediated.model();
        Props props = Props.device(driver).text("id", guest.alias(info))
                .text("sysfsdev", "/sys/bus/mdev/devices/" + mediated.uuid())
                .word("display", mediated.display()).when("ramfb", ramfb)
                .number("bootindex", BootOrder.own(info))
                .text("loadparm", BootOrder.loadParameter(guest, info));
        Addresses.extension(guest, out, info);
        Addresses.add(guest, props, info);
        out.device(props);
    }
}

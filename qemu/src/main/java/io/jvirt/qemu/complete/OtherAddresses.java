package io.jvirt.qemu.complete;

import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Crypto;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.Filesystem;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.Input;
import io.jvirt.model.domain.MaxMemory;
import io.jvirt.model.domain.MemBalloon;
import io.jvirt.model.domain.MemoryDevice;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.NvramDevice;
import io.jvirt.model.domain.Rng;
import io.jvirt.model.domain.Sound;
import io.jvirt.model.domain.Tpm;
import io.jvirt.model.domain.Video;
import io.jvirt.model.domain.Vsock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Addresses on buses other than PCI and USB: channel subsystem, POWER's virtual bus, virtio ports, memory slots. */
final class OtherAddresses {
    private static final int VIRTIO_PORTS = 31;
    private static final int CCW_CHANNEL = 0xfe;
    private static final int CCW_DEVICES = 0xffff;

    private final Draft draft;
    private final Machines kind;

    OtherAddresses(Draft draft) {
        this.draft = draft;
        kind = draft.kind();
    }

    /** Ports of virtio serial controllers; port 0 is for a console only. */
    void virtioSerial() {
        Map<Integer, BitSet> ports = new HashMap<>();
        List<Slot> wanted = new ArrayList<>();
        List<Slot> all = new ArrayList<>();
        for (int i = 0; i < draft.consoles.size(); i++) {
            CharacterDevice.ConsoleTarget target = draft.consoles.get(i).target();
            if (target != null && target.type() == CharacterDevice.ConsoleType.VIRTIO
                    && draft.consoles.get(i).info().address() instanceof DeviceAddress.VirtioSerial) {
                all.add(Slot.of(draft.consoles, i));
            }
        }
        for (int i = 0; i < draft.channels.size(); i++) {
            if (draft.channels.get(i).target() instanceof CharacterDevice.VirtioChannel) {
                all.add(Slot.of(draft.channels, i));
            }
        }
        for (Slot slot : all) {
            boolean console = slot.device() instanceof CharacterDevice.Console;
            if (slot.address() instanceof DeviceAddress.VirtioSerial v && (v.port() != 0 || console)) {
                BitSet used = ports.computeIfAbsent(v.controller(), c -> new BitSet());
                if (used.get(v.port())) {
                    throw Errors.xml("Port " + v.port() + " of virtio serial controller " + v.controller()
                            + " is used by two devices");
                }
                used.set(v.port());
            } else {
                wanted.add(slot);
            }
        }
        wanted.forEach(slot -> virtioPort(slot, ports));
    }

    private void virtioPort(Slot slot, Map<Integer, BitSet> ports) {
        int first = slot.device() instanceof CharacterDevice.Console ? 0 : 1;
        boolean fixed = slot.address() instanceof DeviceAddress.VirtioSerial;
        int controller = slot.address() instanceof DeviceAddress.VirtioSerial v ? v.controller() : 0;
        while (true) {
            Controller c = draft.controller(Controller.Type.VIRTIO_SERIAL, controller);
            if (c == null) {
                draft.insertMissing(Controller.Type.VIRTIO_SERIAL, controller, null);
            }
            int count = c == null || c.ports() == null || c.ports() < 0 ? VIRTIO_PORTS : c.ports();
            BitSet used = ports.computeIfAbsent(controller, n -> new BitSet());
            int port = used.nextClearBit(first);
            if (port < count) {
                used.set(port);
                slot.setAddress(new DeviceAddress.VirtioSerial(controller, 0, port));
                return;
            }
            if (fixed) {
                throw Errors.xml("Virtio serial controller " + controller + " has no free port");
            }
            controller++;
        }
    }

    /** The registers of POWER's virtual devices. */
    void spaprVio() {
        Set<Long> used = new HashSet<>();
        List<Slot> wanted = new ArrayList<>();
        for (Slot slot : spaprSlots()) {
            if (slot.address() instanceof DeviceAddress.SpaprVio vio && vio.reg() != null) {
                if (!used.add(vio.reg())) {
                    throw Errors.xml("The spapr-vio register 0x" + Long.toHexString(vio.reg())
                            + " is used by two devices");
                }
            } else if (slot.address() == null || slot.address() instanceof DeviceAddress.SpaprVio) {
                wanted.add(slot);
            }
        }
        for (Slot slot : wanted) {
            long register = firstRegister(slot.device());
            while (!used.add(register)) {
                register += 0x1000;
            }
            slot.setAddress(new DeviceAddress.SpaprVio(register));
        }
    }

    private List<Slot> spaprSlots() {
        return draft.slots().stream().filter(s -> firstRegister(s.device()) != 0).toList();
    }

    private static long firstRegister(Device device) {
        return switch (device) {
            case NetworkInterface n when "spapr-vlan".equals(n.model()) -> 0x1000;
            case Controller c when c.type() == Controller.Type.SCSI && "ibmvscsi".equals(c.model()) -> 0x2000;
            case CharacterDevice.Serial s when s.target() != null
                    && s.target().type() == CharacterDevice.SerialType.SPAPR_VIO_SERIAL -> 0x30000000;
            case NvramDevice n -> 0x3000;
            case Tpm t when t.model() == Tpm.Model.TPM_SPAPR -> 0x4000;
            default -> 0;
        };
    }

    /** Mainframe guests have their virtio devices in the channel subsystem. */
    void ccw() {
        if (!kind.isCcw()) {
            return;
        }
        Set<Integer> used = new HashSet<>();
        List<Slot> wanted = new ArrayList<>();
        for (Slot slot : draft.slots()) {
            if (slot.address() instanceof DeviceAddress.Ccw ccw && ccw.devno() != null) {
                if (!used.add(key(ccw))) {
                    throw Errors.xml("The CCW device number %x.%x.%04x is used by two devices".formatted(
                            ccw.cssid(), ccw.ssid(), ccw.devno()));
                }
            } else if (slot.address() instanceof DeviceAddress.Ccw
                    || slot.address() == null && isVirtio(slot.device())) {
                wanted.add(slot);
            }
        }
        int number = 0;
        for (Slot slot : wanted) {
            DeviceAddress.Ccw ccw = new DeviceAddress.Ccw(CCW_CHANNEL, 0, number);
            while (!used.add(key(ccw))) {
                if (number > CCW_DEVICES) {
                    throw Errors.internal("No CCW device number is left");
                }
                number++;
                ccw = new DeviceAddress.Ccw(CCW_CHANNEL, 0, number);
            }
            slot.setAddress(ccw);
        }
    }

    private static int key(DeviceAddress.Ccw ccw) {
        int channel = ccw.cssid() == null ? CCW_CHANNEL : ccw.cssid();
        int set = ccw.ssid() == null ? 0 : ccw.ssid();
        int device = ccw.devno() == null ? 0 : ccw.devno();
        return channel << 24 | set << 16 | device;
    }

    /** Boards without PCI, and guests that began so, have their virtio devices mapped into memory. */
    void virtioMmio() {
        boolean board = kind.isVexpress() || kind.isArmVirt() || kind.isRiscvVirt();
        boolean any = draft.slots().stream().anyMatch(s -> s.address() instanceof DeviceAddress.VirtioMmio);
        if (!board || kind.isVirt() && !any) {
            return;
        }
        for (Slot slot : draft.slots()) {
            if (slot.address() == null && isVirtio(slot.device()) && !(slot.device() instanceof HostDevice)) {
                slot.setAddress(new DeviceAddress.VirtioMmio());
            }
        }
    }

    private boolean isVirtio(Device device) {
        boolean pciCapable = switch (device) {
            case HostDevice h -> h.source() instanceof HostDevice.Subsystem(HostDevice.SubsystemSource s)
                    && (s instanceof HostDevice.ScsiHost
                    || s instanceof HostDevice.Mediated m && m.model().equals("vfio-ccw"));
            case Video v -> v.model() != null && v.model().type() == Video.Type.VIRTIO;
            case Disk d -> d.target() != null && d.target().bus() == Disk.Bus.VIRTIO;
            case NetworkInterface n -> "virtio".equals(n.model());
            case Controller c -> c.type() == Controller.Type.VIRTIO_SERIAL
                    || c.type() == Controller.Type.SCSI && "virtio-scsi".equals(c.model());
            case Sound s -> s.model() == Sound.Model.VIRTIO;
            case MemoryDevice m -> m.model() == MemoryDevice.Model.VIRTIO_MEM
                    || m.model() == MemoryDevice.Model.VIRTIO_PMEM;
            default -> false;
        };
        return pciCapable || switch (device) {
            case Input i -> i.bus() == Input.Bus.VIRTIO;
            case MemBalloon b -> b.model() == MemBalloon.Model.VIRTIO;
            case Rng r -> true;
            case Filesystem f -> true;
            case Vsock v -> true;
            case Crypto c -> true;
            default -> false;
        };
    }

    /** Slots of memory modules. */
    void memorySlots() {
        MaxMemory max = draft.domain.maxMemory();
        if (max == null) {
            return;
        }
        BitSet used = new BitSet();
        for (MemoryDevice m : draft.memories) {
            if (m.info().address() instanceof DeviceAddress.Dimm dimm) {
                used.set(dimm.slot());
            }
        }
        for (int i = 0; i < draft.memories.size(); i++) {
            MemoryDevice m = draft.memories.get(i);
            boolean module = m.model() == MemoryDevice.Model.DIMM || m.model() == MemoryDevice.Model.NVDIMM;
            if (module && m.info().address() == null) {
                int slot = used.nextClearBit(0);
                used.set(slot);
                draft.memories.set(i, (MemoryDevice) m.withInfo(
                        m.info().withAddress(new DeviceAddress.Dimm(slot, null))));
            }
        }
    }

    /** Smart cards sit in the slots of CCID controllers. */
    void smartcards() {
        int slot = 0;
        for (int i = 0; i < draft.smartcards.size(); i++) {
            if (draft.smartcards.get(i).info().address() == null) {
                Slot.of(draft.smartcards, i).setAddress(new DeviceAddress.Ccid(0, slot));
            }
            slot++;
        }
    }
}

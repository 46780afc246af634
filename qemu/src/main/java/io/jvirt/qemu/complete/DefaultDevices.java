package io.jvirt.qemu.complete;

import io.jvirt.model.OnOff;
import io.jvirt.model.domain.Audio;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.Input;
import io.jvirt.model.domain.MemBalloon;
import io.jvirt.model.domain.Panic;
import io.jvirt.model.domain.Watchdog;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.Optional;

/** Devices that a guest has although its document does not name them. */
final class DefaultDevices {
    private final Draft draft;
    private final QemuCapabilities caps;
    private final Machines kind;

    DefaultDevices(Draft draft, QemuCapabilities caps) {
        this.draft = draft;
        this.caps = caps;
        kind = draft.kind();
    }

    /** What the machine itself brings: root bus, USB, balloon, panic device, watchdog, keyboard. */
    void ofMachine() {
        if (addsUsb() && !draft.hasController(Controller.Type.USB)) {
            addUsb();
        }
        if (kind.isQ35()) {
            draft.insertMissing(Controller.Type.SATA, 0, null);
        }
        rootBus().ifPresent(this::addRoot);
        if (draft.memballoon == null && addsBalloon()) {
            draft.memballoon = MemBalloon.of(MemBalloon.Model.VIRTIO);
        }
        if (kind.isPpc64() && !draft.graphics.isEmpty() && draft.inputs.isEmpty()) {
            addInput(Input.Type.KEYBOARD, Input.Bus.USB);
            addInput(Input.Type.MOUSE, Input.Bus.USB);
        }
        if (draft.panics.isEmpty() && kind.isPseries()) {
            draft.panics.add(new Panic(Panic.Model.PSERIES, DeviceInfo.NONE));
        }
        if (draft.panics.isEmpty() && kind.isS390()) {
            draft.panics.add(new Panic(Panic.Model.S390, DeviceInfo.NONE));
        }
        if (kind.isQ35() && draft.watchdogs.stream().noneMatch(w -> w.model() == Watchdog.Model.ITCO)) {
            draft.watchdogs.add(new Watchdog(Watchdog.Model.ITCO, Watchdog.Action.RESET, DeviceInfo.NONE));
        }
        if (kind.isX86() && !kind.isMicrovm() && draft.features().ps2() != OnOff.OFF) {
            addInput(Input.Type.MOUSE, Input.Bus.PS2);
            addInput(Input.Type.KEYBOARD, Input.Bus.PS2);
        }
        audio();
    }

    private boolean addsUsb() {
        return !kind.isIsaPc() && !kind.isMicrovm() && (!kind.isArm() || kind.machine().equals("versatilepb")) && !kind.isRiscv() && !kind.isS390()
                && !kind.isLoongArch();
    }

    private boolean addsBalloon() {
        return !kind.isArm();
    }

    private void addUsb() {
        if (kind.isQ35()) {
            Optional<String> model = caps.has(QemuFact.DEVICE_QEMU_XHCI) ? Optional.of("qemu-xhci")
                    : caps.has(QemuFact.NEC_USB_XHCI) ? Optional.of("nec-xhci")
                    : caps.has(QemuFact.ICH9_USB_EHCI1) ? Optional.of("ich9-ehci1") : Optional.empty();
            if (model.isEmpty()) {
                return;
            }
            draft.insert(Controller.of(Controller.Type.USB, 0, model.get()));
            if (model.get().equals("ich9-ehci1")) {
                addCompanions(0);
            }
            return;
        }
        draft.insert(Controller.of(Controller.Type.USB, 0, null));
    }

    /** The three USB 1 controllers that serve slow devices for a USB 2 controller of ICH9. */
    private void addCompanions(int index) {
        for (int i = 1; i <= 3; i++) {
            Controller companion = Controller.of(Controller.Type.USB, index, "ich9-uhci" + i);
            draft.insert((Controller) companion.withInfo(companion.info().withMasterStartPort((i - 1) * 2)));
        }
    }

    private Optional<PciModel> rootBus() {
        if (kind.isQ35() || kind.isVirt()) {
            return Optional.of(PciModel.PCIE_ROOT);
        }
        if (kind.isI440fx() || kind.isPpc64() || kind.arch().equals("ppc") || kind.arch().startsWith("sparc")
                || kind.arch().equals("alpha") || kind.arch().startsWith("sh4") || kind.arch().startsWith("mips")
                || kind.isS390() && caps.has(QemuFact.ZPCI)
                || kind.isArm() && kind.machine().equals("versatilepb")) {
            return Optional.of(PciModel.PCI_ROOT);
        }
        return Optional.empty();
    }

    private void addRoot(PciModel model) {
        Controller root = draft.controller(Controller.Type.PCI, 0);
        if (root == null) {
            draft.insert(Controller.of(Controller.Type.PCI, 0, model.xml()));
        } else if (!model.xml().equals(root.model())) {
            throw Errors.xml("Machine '" + kind.machine() + "' has a " + model.xml()
                    + " as its PCI controller with index 0, not the '" + root.model() + "' of the document");
        }
    }

    private void addInput(Input.Type type, Input.Bus bus) {
        if (draft.inputs.stream().noneMatch(i -> i.type() == type && i.bus() == bus)) {
            draft.inputs.add(Input.of(type, bus));
        }
    }

    private void audio() {
        if (!draft.audios.isEmpty()) {
            return;
        }
        Audio.Type type = Audio.Type.NONE;
        for (Graphics g : draft.graphics) {
            if (g instanceof Graphics.Spice) {
                type = Audio.Type.SPICE;
                break;
            }
            if (g instanceof Graphics.Sdl) {
                type = Audio.Type.SDL;
                break;
            }
            if (g instanceof Graphics.Dbus) {
                return;
            }
        }
        draft.audios.add(Audio.of(1, type));
    }

    static boolean isScsi(HostDevice hostdev) {
        return hostdev.source() instanceof HostDevice.Subsystem(HostDevice.Scsi scsi);
    }
}

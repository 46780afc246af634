package io.jvirt.qemu.command;

import io.jvirt.model.domain.Input;

/** Mice, keyboards and tablets. PS/2 ones belong to the board. */
final class InputDevices {
    private InputDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (Input input : guest.devices().inputs()) {
            Addresses.extension(guest, out, input.info());
            if (input.type() == Input.Type.EVDEV) {
                out.object(hostEvents(guest, input));
            } else if (input.bus() == Input.Bus.USB) {
                Props props = Props.device(usbDevice(input)).text("id", guest.alias(input));
                Addresses.add(guest, props, input.info());
                out.device(props);
            } else if (input.bus() == Input.Bus.VIRTIO) {
                out.device(virtio(guest, input));
            }
        }
    }

    private static String usbDevice(Input input) {
        return switch (input.type()) {
            case MOUSE -> "usb-mouse";
            case TABLET -> "usb-tablet";
            case KEYBOARD -> "usb-kbd";
            case PASSTHROUGH, EVDEV -> throw Guest.unsupported(
                    "input device '" + input.type().xml() + "' cannot be on bus 'usb'");
        };
    }

    private static Props virtio(Guest guest, Input input) {
        String base = switch (input.type()) {
            case MOUSE -> "virtio-mouse";
            case TABLET -> "virtio-tablet";
            case KEYBOARD -> "virtio-keyboard";
            case PASSTHROUGH -> "virtio-input-host";
            case EVDEV -> throw Guest.unsupported("input device 'evdev' cannot be on bus 'virtio'");
        };
        Input.Source source = input.type() == Input.Type.PASSTHROUGH ? input.source() : null;
        // Only the host's devices have models of generations in QEMU.
        Props props = VirtioDevice.props(base, input.type() == Input.Type.PASSTHROUGH ? input.model() : null,
                VirtioDevice.options(input.driver()), input.info()).text("id", guest.alias(input))
                .text("evdev", source == null ? null : source.evdev());
        Addresses.add(guest, props, input.info());
        return props;
    }

    private static Props hostEvents(Guest guest, Input input) {
        Props props = Props.object("input-linux", guest.alias(input));
        Input.Source source = input.source();
        if (source != null) {
            props.text("evdev", source.dev()).flag("repeat", source.repeat())
                    .when("grab_all", "all".equals(source.grab())).text("grab-toggle", source.grabToggle());
        }
        return props;
    }
}

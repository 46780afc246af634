package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Graphics;

/** Display servers and windows. */
final class GraphicsOptions {
    private GraphicsOptions() {
    }

    /** Without a display QEMU would open a window. */
    static void none(Guest guest, Arguments out) {
        if (guest.devices().graphics().isEmpty()) {
            out.add("display", "none");
        }
    }

    static void add(Guest guest, Arguments out) {
        for (Graphics graphics : guest.devices().graphics()) {
            switch (graphics) {
                case Graphics.Vnc vnc -> VncOption.add(guest, out, vnc);
                case Graphics.Spice spice -> SpiceOption.add(guest, out, spice);
                case Graphics.Sdl sdl -> window(out, sdl);
                case Graphics.EglHeadless headless -> out.add("display",
                        KeyValues.of("egl-headless").put("rendernode", headless.rendernode()));
                case Graphics.Dbus dbus -> dbus(guest, out, dbus);
                case Graphics.Rdp _ -> throw Guest.unsupported("graphics type 'rdp' is not supported");
                case Graphics.Desktop _ -> throw Guest.unsupported("graphics type 'desktop' is not supported");
            }
        }
    }

    private static void window(Arguments out, Graphics.Sdl sdl) {
        if (sdl.xauth() != null) {
            out.environment("XAUTHORITY", sdl.xauth());
        }
        if (sdl.display() != null) {
            out.environment("DISPLAY", sdl.display());
        }
        if (YesNo.isYes(sdl.fullscreen())) {
            out.add("full-screen");
        }
        out.add("display", KeyValues.of("sdl").put("gl", sdl.gl()));
    }

    private static void dbus(Guest guest, Arguments out, Graphics.Dbus dbus) {
        KeyValues values = KeyValues.of("dbus");
        if (YesNo.isYes(dbus.p2p())) {
            values.put("p2p", "on");
        } else {
            values.put("addr", dbus.address());
        }
        if (dbus.gl() != null) {
            values.put("gl", dbus.gl().enable()).put("rendernode", dbus.gl().rendernode());
        }
        if (dbus.audio() != null && dbus.audio() > 0) {
            values.put("audiodev", AudioBackends.id(guest, dbus.audio()));
        }
        out.add("display", values);
    }
}

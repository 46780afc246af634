package io.jvirt.qemu.command;

/** The monitor that we drive QEMU through. */
final class MonitorOptions {
    private MonitorOptions() {
    }

    static void add(Guest guest, Arguments out) {
        KeyValues socket = KeyValues.of("socket").put("id", "charmonitor");
        switch (guest.environment().monitor()) {
            case MonitorEndpoint.Inherited inherited -> socket.put("fd", inherited.descriptor());
            case MonitorEndpoint.Socket path -> socket.put("path", path.path());
        }
        out.add("chardev", socket.put("server", "on").put("wait", "off"));
        out.add("mon", KeyValues.of().put("chardev", "charmonitor").put("id", "monitor").put("mode", "control"));
    }
}

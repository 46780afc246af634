package io.jvirt.qemu.command;

/** The process's environment variables: few, and none of the daemon's own. */
final class ProcessEnvironment {
    private ProcessEnvironment() {
    }

    static void add(Guest guest, Arguments out) {
        out.environment("LC_ALL", "C");
        guest.environment().processEnvironment().forEach(out::environment);
        String home = guest.environment().directory();
        if (guest.environment().privileged()) {
            // Libraries inside QEMU look for their files in the guest's folder, not in the system's root.
            out.environment("HOME", home);
            out.environment("XDG_DATA_HOME", home + "/.local/share");
            out.environment("XDG_CACHE_HOME", home + "/.cache");
            out.environment("XDG_CONFIG_HOME", home + "/.config");
        } else {
            out.environment("XDG_CACHE_HOME", home + "/.cache");
        }
    }
}

package io.jvirt.qemu;

import io.jvirt.model.domain.DomainDescription;
import io.jvirt.qemu.life.Launch;
import io.jvirt.qemu.life.LaunchRequest;
import io.jvirt.qemu.life.Launcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs every guest as a PC without devices: enough to see how guests come, go and are taken over. */
public final class BareLauncher implements Launcher {
    private final List<String> more;

    /** A launcher that adds these arguments to each command line. */
    public BareLauncher(String... more) {
        this.more = List.of(more);
    }

    @Override
    public DomainDescription complete(DomainDescription description) {
        return description;
    }

    @Override
    public Launch launch(LaunchRequest request) {
        List<String> arguments = new ArrayList<>(List.of(
                "-name", "guest=" + request.description().name(),
                "-S",
                "-machine", "pc,accel=tcg",
                "-m", "16",
                "-nodefaults",
                "-no-user-config",
                "-display", "none",
                "-no-shutdown",
                "-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny",
                "-pidfile", request.folder() + "/qemu.pid",
                "-chardev", "socket,id=charmonitor,fd=" + request.monitor() + ",server=on,wait=off",
                "-mon", "chardev=charmonitor,id=monitor,mode=control"));
        if (request.incoming()) {
            arguments.addAll(List.of("-incoming", "defer"));
        }
        arguments.addAll(more);
        return new Launch(
                Path.of("/usr/bin/qemu-system-x86_64"), arguments, Map.of("PATH", "/usr/bin", "LC_ALL", "C"), Map.of(), request.description());
    }
}

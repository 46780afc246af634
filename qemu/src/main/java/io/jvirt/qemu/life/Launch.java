package io.jvirt.qemu.life;

import io.jvirt.host.Descriptor;
import io.jvirt.model.domain.DomainDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How QEMU is to be started for one run.
 *
 * @param program the emulator
 * @param arguments its command line, without the program
 * @param environment its whole environment
 * @param descriptors descriptors it gets beside the monitor's: the number they have there, and ours, which {@link #close} closes
 * @param description the live document: what the command line stands for, aliases and all
 */
public record Launch(
        Path program,
        List<String> arguments,
        Map<String, String> environment,
        Map<Integer, Descriptor> descriptors,
        DomainDescription description)
        implements AutoCloseable {
    /** Keeps copies. */
    public Launch {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        descriptors = Map.copyOf(descriptors);
    }

    /** Closes our side of the descriptors, once QEMU has its own or will not get them. */
    @Override
    public void close() {
        descriptors.values().forEach(Descriptor::close);
    }
}

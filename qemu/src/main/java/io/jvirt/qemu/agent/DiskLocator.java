package io.jvirt.qemu.agent;

import java.util.Optional;

/** Who knows which disk of the description lies where the guest sees one. */
@FunctionalInterface
public interface DiskLocator {
    /** {@return the target, such as vda, of the disk at this address} */
    Optional<String> target(AgentDisk address);
}

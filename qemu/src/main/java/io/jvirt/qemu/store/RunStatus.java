package io.jvirt.qemu.store;

import io.jvirt.api.DomainState;
import io.jvirt.api.StateReason;
import io.jvirt.host.process.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a successor needs to take a running guest over: what is written to the guest's status file before each act
 * that it announces.
 *
 * @param uuid the guest
 * @param name its name
 * @param id number of the run
 * @param boot the host's boot that the run belongs to; numbers of processes mean nothing in another one
 * @param phase how far the run is
 * @param reason state and reason
 * @param folder the run's private folder
 * @param process QEMU, or null while it is being started
 * @param ports TCP ports that the run has reserved
 * @param stopping why the run is being ended, or null
 * @param fakeReboot whether the next power-off of the guest is to be made a reboot
 * @param work long work under way, or null
 * @param owners files whose owner was changed for the run
 * @param document the live document, secrets and all
 */
public record RunStatus(
        UUID uuid,
        String name,
        int id,
        String boot,
        Phase phase,
        StateReason reason,
        Path folder,
        @Nullable ProcessIdentity process,
        List<Integer> ports,
        @Nullable StateReason stopping,
        boolean fakeReboot,
        @Nullable Work work,
        List<Owner> owners,
        String document) {

    /** Keeps copies. */
    public RunStatus {
        ports = List.copyOf(ports);
        owners = List.copyOf(owners);
    }

    /** How far a run is. */
    public enum Phase {
        /** Being built: after a crash it is taken down. */
        STARTING,
        /** QEMU runs and is ours: after a crash it is taken over. */
        UP,
        /** Being taken down: after a crash that is finished. */
        STOPPING
    }

    /**
     * Work that a crash interrupts and the successor finishes or rolls back.
     *
     * @param operation {@code save} or {@code dump}
     * @param file the file being written
     * @param managed whether it is the managed save image
     * @param resume whether the guest ran before and is to run again after a roll-back
     * @param before state and reason before the work
     * @param begun whether what was in the file before is gone, so that what is in it now is of this work
     */
    public record Work(
            String operation, Path file, boolean managed, boolean resume, StateReason before, boolean begun) {
        /** {@return the same, with the file's former content gone} */
        public Work withBegun() {
            return new Work(operation, file, managed, resume, before, true);
        }
    }

    /**
     * A file that was given to QEMU's user.
     *
     * @param file the file
     * @param uid its owner before
     * @param gid its group before
     */
    public record Owner(Path file, int uid, int gid) {}

    /** {@return the state} */
    public DomainState state() {
        return reason.state();
    }
}

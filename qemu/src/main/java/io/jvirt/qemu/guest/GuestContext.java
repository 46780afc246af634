package io.jvirt.qemu.guest;

import io.jvirt.model.domain.DomainDescription;
import io.jvirt.qemu.event.EventBus;
import io.jvirt.qemu.store.RunStatus;
import java.time.Duration;

/** What guests need of the instance they belong to. */
public interface GuestContext {
    /** {@return where events go} */
    EventBus events();

    /** {@return how long a call waits for its turn} */
    Duration jobPatience();

    /** {@return the host's present boot} */
    String boot();

    /** {@return a stored definition, parsed} */
    DomainDescription readDefinition(String name);

    /** {@return a live document with all it has} */
    String formatLive(DomainDescription description);

    /** Replaces a status file. */
    void writeStatus(RunStatus status);

    /** Removes a status file. */
    void deleteStatus(String name);
}

package io.jvirt.rpc.protocol;

import io.jvirt.rpc.xdr.Opt;
import org.jspecify.annotations.Nullable;

/** What the procedures of the QEMU program carry. */
public final class QemuMessages {
    private QemuMessages() {}

    /** A guest agent command; the time limit is in seconds, -2 waits for ever, -1 is the default, 0 does not wait. */
    public record AgentCommand(DomainRef domain, String command, int timeout, int flags) {}

    /** Null stands for all guests and for all events. */
    public record RegisterMonitorEvent(@Opt @Nullable DomainRef domain, @Opt @Nullable String event, int flags) {}

    /** An event as QEMU sent it, the details as JSON. */
    public record MonitorEvent(
            int callbackId, DomainRef domain, String event, long seconds, int micros, @Opt @Nullable String details) {}
}

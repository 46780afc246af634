package io.jvirt.qemu.agent;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import java.time.Duration;

/**
 * How long a guest agent may take; zero is for ever.
 *
 * @param sync to show that it is there
 * @param command to carry out the command
 */
public record AgentTimeout(Duration sync, Duration command) {
    private static final Duration AT_ONCE = Duration.ofMillis(10);

    /** Five seconds to show up, then as long as the command takes. */
    public static final AgentTimeout DEFAULT = new AgentTimeout(AgentClient.DEFAULT_SYNC, Duration.ZERO);

    /**
     * {@return the timeout that a libvirt client means for all commands of a guest}
     *
     * @param seconds -2 for ever, -1 the default, 0 not at all, else the limit (virDomainAgentResponseTimeoutValues)
     */
    public static AgentTimeout forSync(int seconds) {
        return new AgentTimeout(duration(seconds), Duration.ZERO);
    }

    /** {@return the timeout that a libvirt client means for one command of its own} The numbers are the same. */
    public static AgentTimeout forCommand(int seconds) {
        Duration limit = duration(seconds);
        return new AgentTimeout(limit.compareTo(AgentClient.DEFAULT_SYNC) > 0 ? AgentClient.DEFAULT_SYNC : limit, limit);
    }

    private static Duration duration(int seconds) {
        if (seconds < -2) {
            throw JvirtException.invalidArgument(
                    ErrorDomain.QEMU, "guest agent timeout '" + seconds + "' is less than the minimum '-2'");
        }
        return switch (seconds) {
            case -2 -> Duration.ZERO;
            case -1 -> AgentClient.DEFAULT_SYNC;
            case 0 -> AT_ONCE;
            default -> Duration.ofSeconds(seconds);
        };
    }
}

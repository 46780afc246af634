package io.jvirt.qemu.operations;

import io.jvirt.api.DomainState;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharacterDevice.Channel;
import io.jvirt.model.domain.CharacterDevice.ChannelState;
import io.jvirt.model.domain.CharacterDevice.VirtioChannel;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.agent.AgentClient;
import io.jvirt.qemu.agent.AgentTimeout;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the agent of a guest: connected when it is first needed, kept as long as the guest runs. */
public final class GuestAgents {
    private GuestAgents() {}

    private static final String NAME = "org.qemu.guest_agent.0";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The agent of one run and how long it may take. */
    private static final class Agent {
        private @Nullable AgentClient client;
        private AgentTimeout timeout = AgentTimeout.DEFAULT;
    }

    /**
     * {@return the agent of a running guest}
     *
     * @throws JvirtException OPERATION_INVALID when the guest does not run, ARGUMENT_UNSUPPORTED when it has no channel for an
     *     agent, AGENT_UNRESPONSIVE when no agent has opened it
     */
    public static AgentClient of(Guest guest) {
        Run run = guest.run();
        if (guest.state() != DomainState.RUNNING) {
            throw Errors.invalid("domain is not running");
        }
        Channel channel = channel(guest)
                .orElseThrow(() -> new JvirtException(
                        ErrorCode.ARGUMENT_UNSUPPORTED, ErrorDomain.QEMU, "QEMU guest agent is not configured"));
        if (channel.target() instanceof VirtioChannel target && target.state() == ChannelState.DISCONNECTED) {
            throw new JvirtException(
                    ErrorCode.AGENT_UNRESPONSIVE, ErrorDomain.QEMU, "QEMU guest agent is not connected");
        }
        if (!(channel.backend() instanceof CharBackend.Unix unix) || unix.source().path() == null) {
            throw new JvirtException(
                    ErrorCode.ARGUMENT_UNSUPPORTED, ErrorDomain.QEMU, "the guest agent's channel is not a unix socket");
        }
        return connect(run, Path.of(unix.source().path()));
    }

    private static AgentClient connect(Run run, Path path) {
        Agent agent = agent(run);
        synchronized (agent) {
            AgentClient known = agent.client;
            if (known != null && known.isOpen()) {
                return known;
            }
            AgentClient client = AgentClient.connect(path, PATIENCE);
            client.setTimeout(agent.timeout);
            if (known == null) {
                run.teardown().add("guest agent", () -> close(agent));
            }
            agent.client = client;
            return client;
        }
    }

    private static void close(Agent agent) {
        synchronized (agent) {
            if (agent.client != null) {
                agent.client.close();
            }
        }
    }

    private static Agent agent(Run run) {
        synchronized (run) {
            Agent known = run.part(Agent.class);
            return known != null ? known : run.part(Agent.class, new Agent());
        }
    }

    /** {@return the channel that the guest's document has for an agent} */
    static Optional<Channel> channel(Guest guest) {
        for (Channel channel : guest.description().devices().channels()) {
            if (channel.target() instanceof VirtioChannel target && NAME.equals(target.name())) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }

    /** {@return whether an agent has opened its channel in a running guest} */
    public static boolean present(Guest guest) {
        return guest.state() == DomainState.RUNNING
                && channel(guest)
                        .filter(channel -> channel.target() instanceof VirtioChannel target && target.state() == ChannelState.CONNECTED)
                        .isPresent();
    }

    /** Sets how long the agent of a running guest may take. */
    public static void setTimeout(Guest guest, int seconds) {
        AgentTimeout timeout = AgentTimeout.forSync(seconds);
        Agent agent = agent(guest.run());
        synchronized (agent) {
            agent.timeout = timeout;
            if (agent.client != null) {
                agent.client.setTimeout(timeout);
            }
        }
    }
}

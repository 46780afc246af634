package io.jvirt.qemu;

import io.jvirt.api.DomainAgent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.Flag;
import io.jvirt.api.TypedParameters;
import io.jvirt.qemu.agent.AgentClient;
import io.jvirt.qemu.agent.AgentClock;
import io.jvirt.qemu.agent.AgentFacts;
import io.jvirt.qemu.agent.AgentFilesystems;
import io.jvirt.qemu.agent.AgentTimeout;
import io.jvirt.qemu.agent.AgentUsers;
import io.jvirt.qemu.agent.AgentVcpus;
import io.jvirt.qemu.operations.DiskAddresses;
import io.jvirt.qemu.operations.GuestAgents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent in the guest does. */
interface AgentCalls extends GuestHandle, DomainAgent {
    private AgentClient agent(String function) {
        return GuestAgents.of(guest(function));
    }

    private AgentFilesystems agentFilesystems(String function) {
        return new AgentFilesystems(agent(function), new DiskAddresses(guest()));
    }

    @Override
    default Time time(int flags) {
        return new AgentClock(agent("virDomainGetTime")).get();
    }

    @Override
    default void setTime(Time time, DomainFlags.SetTime... flags) {
        AgentClock clock = new AgentClock(agent("virDomainSetTime"));
        if (Flag.has(flags, DomainFlags.SetTime.SYNC)) {
            clock.setFromHardware();
        } else {
            clock.set(time);
        }
    }

    @Override
    default TypedParameters guestInfo(List<DomainFlags.GuestInfo> types, int flags) {
        return new AgentFacts(agent("virDomainGetGuestInfo"), new DiskAddresses(guest())).collect(types);
    }

    @Override
    default TypedParameters guestVcpus(int flags) {
        return new AgentVcpus(agent("virDomainGetGuestVcpus")).maps();
    }

    @Override
    default void setGuestVcpus(String map, int state, int flags) {
        new AgentVcpus(agent("virDomainSetGuestVcpus")).set(map, state);
    }

    @Override
    default void setUserPassword(String user, String password, int flags) {
        new AgentUsers(agent("virDomainSetUserPassword")).setPassword(user, password, (flags & 1) != 0);
    }

    @Override
    default List<FilesystemInfo> filesystems(int flags) {
        return agentFilesystems("virDomainGetFSInfo").list();
    }

    @Override
    default int freezeFilesystems(List<String> mountPoints, int flags) {
        return agentFilesystems("virDomainFSFreeze").freeze(mountPoints);
    }

    @Override
    default int thawFilesystems(List<String> mountPoints, int flags) {
        return agentFilesystems("virDomainFSThaw").thaw();
    }

    @Override
    default void trimFilesystems(@Nullable String mountPoint, long minimum, int flags) {
        if (mountPoint != null) {
            throw Errors.argument("specifying mount point is not supported for now");
        }
        agentFilesystems("virDomainFSTrim").trim(minimum);
    }

    @Override
    default List<String> authorizedSshKeys(String user, int flags) {
        return new AgentUsers(agent("virDomainAuthorizedSSHKeysGet")).sshKeys(user);
    }

    @Override
    default void setAuthorizedSshKeys(String user, List<String> keys, int flags) {
        AgentUsers users = new AgentUsers(agent("virDomainAuthorizedSSHKeysSet"));
        if ((flags & 2) != 0) {
            users.removeSshKeys(user, keys);
        } else {
            users.addSshKeys(user, keys, (flags & 1) == 0);
        }
    }

    @Override
    default void setAgentTimeout(int seconds, int flags) {
        GuestAgents.setTimeout(guest("virDomainAgentSetResponseTimeout"), seconds);
    }

    @Override
    default String agentCommand(String command, int timeout, int flags) {
        return agent("virDomainQemuAgentCommand").passThrough(command, AgentTimeout.forCommand(timeout));
    }
}

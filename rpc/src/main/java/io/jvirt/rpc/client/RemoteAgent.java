package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.DomainProcedures.*;

import io.jvirt.api.DomainAgent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.Flag;
import io.jvirt.api.TypedParameters;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.QemuMessages;
import io.jvirt.rpc.protocol.QemuProcedures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent in a daemon's guest does. */
interface RemoteAgent extends RemotePart, DomainAgent {
    @Override
    default Time time(int flags) {
        DomainMessages.Time time = client().call(DOMAIN_GET_TIME, with(flags));
        return new Time(time.seconds(), time.nanoseconds());
    }

    @Override
    default void setTime(Time time, DomainFlags.SetTime... flags) {
        client().call(
                DOMAIN_SET_TIME, new DomainMessages.SetTime(ref(), time.seconds(), time.nanos(), Flag.bits(flags)));
    }

    @Override
    default TypedParameters guestInfo(List<DomainFlags.GuestInfo> types, int flags) {
        int bits = Flag.bits(types.toArray(new Flag[0]));
        return client().call(DOMAIN_GET_GUEST_INFO, new DomainMessages.NumberFlags(ref(), bits, flags)).params();
    }

    @Override
    default TypedParameters guestVcpus(int flags) {
        return client().call(DOMAIN_GET_GUEST_VCPUS, with(flags)).params();
    }

    @Override
    default void setGuestVcpus(String map, int state, int flags) {
        client().call(DOMAIN_SET_GUEST_VCPUS, new DomainMessages.EnableVcpus(ref(), map, state, flags));
    }

    @Override
    default void setUserPassword(String user, String password, int flags) {
        client().call(DOMAIN_SET_USER_PASSWORD, new DomainMessages.SetPassword(ref(), user, password, flags));
    }

    @Override
    default List<FilesystemInfo> filesystems(int flags) {
        List<FilesystemInfo> found = new ArrayList<>();
        for (DomainMessages.Filesystem one : client().call(DOMAIN_GET_FSINFO, with(flags)).filesystems()) {
            found.add(new FilesystemInfo(one.mountpoint(), one.name(), one.type(), one.devices()));
        }
        return found;
    }

    @Override
    default int freezeFilesystems(List<String> mountPoints, int flags) {
        return client().call(DOMAIN_FSFREEZE, new DomainMessages.Mountpoints(ref(), mountPoints, flags));
    }

    @Override
    default int thawFilesystems(List<String> mountPoints, int flags) {
        return client().call(DOMAIN_FSTHAW, new DomainMessages.Mountpoints(ref(), mountPoints, flags));
    }

    @Override
    default void trimFilesystems(@Nullable String mountPoint, long minimum, int flags) {
        client().call(DOMAIN_FSTRIM, new DomainMessages.Trim(ref(), mountPoint, minimum, flags));
    }

    @Override
    default List<String> authorizedSshKeys(String user, int flags) {
        return client().call(DOMAIN_AUTHORIZED_SSH_KEYS_GET, new DomainMessages.TextFlags(ref(), user, flags))
                .keys();
    }

    @Override
    default void setAuthorizedSshKeys(String user, List<String> keys, int flags) {
        client().call(DOMAIN_AUTHORIZED_SSH_KEYS_SET, new DomainMessages.SetSshKeys(ref(), user, keys, flags));
    }

    @Override
    default void setAgentTimeout(int seconds, int flags) {
        client().call(DOMAIN_AGENT_SET_RESPONSE_TIMEOUT, new DomainMessages.NumberFlags(ref(), seconds, flags));
    }

    @Override
    default String agentCommand(String command, int timeout, int flags) {
        String answer = client().call(
                        QemuProcedures.AGENT_COMMAND, new QemuMessages.AgentCommand(ref(), command, timeout, flags))
                .text();
        return answer == null ? "" : answer;
    }
}

package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.DomainProcedures.*;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.QemuProcedures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What needs somebody inside the guest: the guest agent. */
final class GuestHandlers {
    private GuestHandlers() {}

    static void bind(Dispatch on) {
        on.call(DOMAIN_GET_HOSTNAME, (call, a) -> call.domain(a.domain()).hostname(a.flags()));
        on.call(DOMAIN_GET_TIME, (call, a) -> {
            Domain.Time time = call.domain(a.domain()).time(a.flags());
            return new DomainMessages.Time(time.seconds(), time.nanos());
        });
        on.run(DOMAIN_SET_TIME, (call, a) -> call.domain(a.domain())
                .setTime(
                        new Domain.Time(a.seconds(), a.nanoseconds()),
                        call.flags(DomainFlags.SetTime.class, a.flags())));
        on.call(DOMAIN_GET_GUEST_INFO, (call, a) -> new DomainMessages.GuestInfo(call.domain(a.domain())
                .guestInfo(List.of(call.flags(DomainFlags.GuestInfo.class, a.number())), a.flags())));
        on.call(DOMAIN_GET_GUEST_VCPUS, (call, a) -> new DomainMessages.GuestVcpus(
                call.domain(a.domain()).guestVcpus(a.flags())));
        on.run(DOMAIN_SET_GUEST_VCPUS, (call, a) -> call.domain(a.domain())
                .setGuestVcpus(a.vcpus(), a.state(), a.flags()));
        on.run(DOMAIN_SET_USER_PASSWORD, (call, a) -> call.domain(a.domain())
                .setUserPassword(given(a.user(), "user"), given(a.password(), "password"), a.flags()));
        on.call(DOMAIN_GET_FSINFO, (call, a) -> {
            List<DomainMessages.Filesystem> found = new ArrayList<>();
            for (Domain.FilesystemInfo one : call.domain(a.domain()).filesystems(a.flags())) {
                found.add(new DomainMessages.Filesystem(one.mountPoint(), one.name(), one.type(), one.disks()));
            }
            return new DomainMessages.Filesystems(found, found.size());
        });
        on.call(DOMAIN_FSFREEZE, (call, a) -> call.domain(a.domain()).freezeFilesystems(a.mountpoints(), a.flags()));
        on.call(DOMAIN_FSTHAW, (call, a) -> call.domain(a.domain()).thawFilesystems(a.mountpoints(), a.flags()));
        on.run(DOMAIN_FSTRIM, (call, a) -> call.domain(a.domain())
                .trimFilesystems(a.mountpoint(), a.minimum(), a.flags()));
        on.call(DOMAIN_AUTHORIZED_SSH_KEYS_GET, (call, a) -> new DomainMessages.SshKeys(
                call.domain(a.domain()).authorizedSshKeys(a.text(), a.flags())));
        on.run(DOMAIN_AUTHORIZED_SSH_KEYS_SET, (call, a) -> call.domain(a.domain())
                .setAuthorizedSshKeys(a.user(), a.keys(), a.flags()));
        on.call(DOMAIN_AGENT_SET_RESPONSE_TIMEOUT, (call, a) -> {
            call.domain(a.domain()).setAgentTimeout(a.number(), a.flags());
            return 0;
        });
        on.call(QemuProcedures.AGENT_COMMAND, (call, a) -> new DomainMessages.OptionalText(
                call.domain(a.domain()).agentCommand(a.command(), a.timeout(), a.flags())));
    }

    private static String given(@Nullable String text, String what) {
        if (text == null) {
            throw JvirtException.invalidArgument(ErrorDomain.DOMAIN, what + " in virDomainSetUserPassword must not be NULL");
        }
        return text;
    }
}

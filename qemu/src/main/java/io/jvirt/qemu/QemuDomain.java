package io.jvirt.qemu;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainStatus;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.Os;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import java.util.OptionalInt;
import java.util.UUID;

/** A connection's handle of a guest: finds the guest anew for each call, checks the right to change it, and passes on. */
final class QemuDomain implements Domain {
    private final QemuConnection connection;
    private final UUID uuid;
    private final String name;

    QemuDomain(QemuConnection connection, UUID uuid, String name) {
        this.connection = connection;
        this.uuid = uuid;
        this.name = name;
    }

    /** {@return the guest, for a call that only asks} */
    private Guest guest() {
        Guest guest = connection.instance().table().find(uuid);
        if (guest == null) {
            throw Errors.noDomain(uuid, name);
        }
        return guest;
    }

    /** {@return the guest, for a call that changes it} */
    private Guest guest(String function) {
        connection.requireWrite(function);
        return guest();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String name() {
        Guest guest = connection.instance().table().find(uuid);
        return guest == null ? name : guest.name();
    }

    @Override
    public UUID uuid() {
        return uuid;
    }

    @Override
    public OptionalInt id() {
        Guest guest = connection.instance().table().find(uuid);
        Run run = guest == null ? null : guest.runOrNull();
        return run == null ? OptionalInt.empty() : OptionalInt.of(run.id());
    }

    @Override
    public String xml(DomainFlags.Xml... flags) {
        Guest guest = guest();
        boolean secure = Flag.has(flags, DomainFlags.Xml.SECURE);
        if (secure && connection.readOnly()) {
            throw new JvirtException(
                    ErrorCode.OPERATION_DENIED, ErrorDomain.QEMU, "virDomainGetXMLDesc with secure flag");
        }
        boolean inactive = Flag.has(flags, DomainFlags.Xml.INACTIVE);
        if (inactive || !guest.active()) {
            return Documents.format(guest.definition().orElseGet(guest::description), true, secure);
        }
        return Documents.format(guest.description(), false, secure);
    }

    @Override
    public DomainStatus status() {
        return new DomainStatus(guest().reason());
    }

    @Override
    public String osType() {
        Os.OsType type = guest().description().os().type();
        return type == null ? "hvm" : type.value();
    }

    @Override
    public boolean active() {
        return guest().active();
    }

    @Override
    public boolean persistent() {
        return guest().persistent();
    }

    @Override
    public boolean updated() {
        Run run = guest().runOrNull();
        return run != null && run.isDefinitionChanged();
    }

    @Override
    public void start(DomainFlags.Create... flags) {
        Guest guest = guest("virDomainCreateWithFlags");
        try (JobLock.Job job = guest.jobs().begin("virDomainCreateWithFlags")) {
            connection.instance().life().lifecycle().boot(guest, Flag.has(flags, DomainFlags.Create.PAUSED));
            if (Flag.has(flags, DomainFlags.Create.AUTODESTROY)) {
                connection.destroyAtClose(guest);
            }
        }
    }

    @Override
    public void shutdown(DomainFlags.Shutdown... flags) {
        connection.instance().life().lifecycle().powerButton(guest("virDomainShutdownFlags"), false);
    }

    @Override
    public void reboot(DomainFlags.Shutdown... flags) {
        connection.instance().life().lifecycle().powerButton(guest("virDomainReboot"), true);
    }

    @Override
    public void reset() {
        connection.instance().life().lifecycle().reset(guest("virDomainReset"));
    }

    @Override
    public void suspend() {
        connection.instance().life().lifecycle().suspend(guest("virDomainSuspend"));
    }

    @Override
    public void resume() {
        connection.instance().life().lifecycle().resume(guest("virDomainResume"));
    }

    @Override
    public void destroy(DomainFlags.Destroy... flags) {
        connection.instance().life().lifecycle().destroy(guest("virDomainDestroyFlags"), flags);
    }

    @Override
    public void undefine(DomainFlags.Undefine... flags) {
        connection.definitions().undefine(guest("virDomainUndefineFlags"), flags);
    }

    @Override
    public void rename(String newName) {
        connection.definitions().rename(guest("virDomainRename"), newName);
    }

    @Override
    public boolean autostart() {
        return guest().autostart();
    }

    @Override
    public void setAutostart(boolean autostart) {
        connection.definitions().setAutostart(guest("virDomainSetAutostart"), autostart);
    }

    @Override
    public void pmWakeup() {
        connection.instance().life().lifecycle().wakeUp(guest("virDomainPMWakeup"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QemuDomain domain && domain.uuid.equals(uuid) && domain.connection.equals(connection);
    }

    @Override
    public int hashCode() {
        return uuid.hashCode();
    }

    @Override
    public String toString() {
        return "domain '" + name + "'";
    }
}

package io.jvirt.qemu;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainStatus;
import io.jvirt.api.DumpFormat;
import io.jvirt.api.Flag;
import io.jvirt.model.domain.Os;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.job.LongJob;
import io.jvirt.qemu.save.Restorer;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    private void refuseSecrets(String function, DomainFlags.Xml... flags) {
        connection.refuseSecrets(function, flags);
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
        refuseSecrets("virDomainGetXMLDesc", flags);
        boolean secure = Flag.has(flags, DomainFlags.Xml.SECURE);
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
        connection.instance().life().lifecycle().start(guest, flags);
        if (Flag.has(flags, DomainFlags.Create.AUTODESTROY)) {
            connection.destroyAtClose(guest);
        }
    }

    @Override
    public void save(String file, @Nullable String xml, DomainFlags.SaveRestore... flags) {
        connection.instance().life().saver().save(guest("virDomainSaveFlags"), Path.of(file), xml, flags);
    }

    @Override
    public void managedSave(DomainFlags.SaveRestore... flags) {
        connection.instance().life().saver().managedSave(guest("virDomainManagedSave"), flags);
    }

    @Override
    public boolean hasManagedSaveImage() {
        return guest().managedSave();
    }

    @Override
    public void removeManagedSave() {
        Guest guest = guest("virDomainManagedSaveRemove");
        try (JobLock.Job job = guest.jobs().begin("virDomainManagedSaveRemove")) {
            connection.instance().life().restorer().removeManaged(guest);
        }
    }

    @Override
    public String managedSaveXml(DomainFlags.Xml... flags) {
        refuseSecrets("virDomainManagedSaveGetXMLDesc", flags);
        return Restorer.document(connection.instance().life().restorer().managedImage(guest()), flags);
    }

    @Override
    public void defineManagedSaveXml(String xml, DomainFlags.SaveRestore... flags) {
        Guest guest = guest("virDomainManagedSaveDefineXML");
        try (JobLock.Job job = guest.jobs().begin("virDomainManagedSaveDefineXML")) {
            Restorer.replaceDocument(connection.instance().life().restorer().managedImage(guest), xml, flags);
        }
    }

    @Override
    public void coreDump(String file, DumpFormat format, DomainFlags.CoreDump... flags) {
        connection.instance().life().dumper().dump(guest("virDomainCoreDumpWithFormat"), Path.of(file), format, flags);
    }

    @Override
    public JobInfo jobInfo() {
        LongJob work = guest().jobs().current();
        return work == null ? JobInfo.NONE : work.info();
    }

    @Override
    public JobStats jobStats(DomainFlags.JobStats... flags) {
        Guest guest = guest();
        if (!Flag.has(flags, DomainFlags.JobStats.COMPLETED)) {
            LongJob work = guest.jobs().current();
            return work == null ? LongJob.noStats() : work.stats();
        }
        LongJob last = guest.completed();
        if (!Flag.has(flags, DomainFlags.JobStats.KEEP_COMPLETED)) {
            guest.completed(null);
        }
        return last == null ? LongJob.noStats() : last.stats();
    }

    @Override
    public void abortJob(int flags) {
        Guest guest = guest("virDomainAbortJob");
        guest.run();
        LongJob work = guest.jobs().current();
        if (work == null) {
            throw Errors.invalid("no job is active on the domain");
        }
        work.requestAbort();
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

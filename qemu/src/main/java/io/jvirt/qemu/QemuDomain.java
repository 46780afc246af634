package io.jvirt.qemu;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainStatus;
import io.jvirt.api.DumpFormat;
import io.jvirt.api.Flag;
import io.jvirt.api.Metadata;
import io.jvirt.model.domain.Os;
import io.jvirt.qemu.agent.AgentFacts;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.operations.DiskAddresses;
import io.jvirt.qemu.operations.GuestAgents;
import io.jvirt.qemu.operations.GuestPower;
import io.jvirt.qemu.operations.MetadataControl;
import io.jvirt.qemu.operations.MonitorAccess;
import io.jvirt.qemu.operations.StoredDefinition;
import io.jvirt.qemu.operations.Vitals;
import io.jvirt.qemu.save.Restorer;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection's handle of a guest: finds the guest anew for each call, checks the right to change it, and passes on. The
 * calls are kept by subject in the interfaces it is made of.
 */
final class QemuDomain implements Domain, TuningCalls, FigureCalls, DeviceCalls, AgentCalls {
    private final QemuConnection connection;
    private final UUID uuid;
    private final String name;

    QemuDomain(QemuConnection connection, UUID uuid, String name) {
        this.connection = connection;
        this.uuid = uuid;
        this.name = name;
    }

    @Override
    public Guest guest() {
        Guest guest = instance().table().find(uuid);
        if (guest == null) {
            throw Errors.noDomain(uuid, name);
        }
        return guest;
    }

    @Override
    public QemuInstance instance() {
        return connection.instance();
    }

    @Override
    public Guest guest(String function) {
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
        Guest guest = instance().table().find(uuid);
        return guest == null ? name : guest.name();
    }

    @Override
    public UUID uuid() {
        return uuid;
    }

    @Override
    public OptionalInt id() {
        Guest guest = instance().table().find(uuid);
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
    public SecurityLabel securityLabel() {
        // Of a guest that is off too: virsh's dominfo asks, and wants an empty label then.
        guest();
        return new SecurityLabel("", false);
    }

    @Override
    public List<SecurityLabel> securityLabels() {
        guest();
        return List.of();
    }

    @Override
    public List<String> messages() {
        guest();
        return List.of();
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
        instance().life().lifecycle().start(guest, flags);
        if (Flag.has(flags, DomainFlags.Create.AUTODESTROY)) {
            connection.destroyAtClose(guest);
        }
    }

    @Override
    public void save(String file, @Nullable String xml, DomainFlags.SaveRestore... flags) {
        instance().life().saver().save(guest("virDomainSaveFlags"), Path.of(file), xml, flags);
    }

    @Override
    public void managedSave(DomainFlags.SaveRestore... flags) {
        instance().life().saver().managedSave(guest("virDomainManagedSave"), flags);
    }

    @Override
    public boolean hasManagedSaveImage() {
        return guest().managedSave();
    }

    @Override
    public void removeManagedSave() {
        Guest guest = guest("virDomainManagedSaveRemove");
        try (JobLock.Job job = guest.jobs().begin("virDomainManagedSaveRemove")) {
            instance().life().restorer().removeManaged(guest);
        }
    }

    @Override
    public String managedSaveXml(DomainFlags.Xml... flags) {
        refuseSecrets("virDomainManagedSaveGetXMLDesc", flags);
        return Restorer.document(instance().life().restorer().managedImage(guest()), flags);
    }

    @Override
    public void defineManagedSaveXml(String xml, DomainFlags.SaveRestore... flags) {
        Guest guest = guest("virDomainManagedSaveDefineXML");
        try (JobLock.Job job = guest.jobs().begin("virDomainManagedSaveDefineXML")) {
            Restorer.replaceDocument(instance().life().restorer().managedImage(guest), xml, flags);
        }
    }

    @Override
    public void coreDump(String file, DumpFormat format, DomainFlags.CoreDump... flags) {
        instance().life().dumper().dump(guest("virDomainCoreDumpWithFormat"), Path.of(file), format, flags);
    }

    @Override
    public void shutdown(DomainFlags.Shutdown... flags) {
        powerOff(guest("virDomainShutdownFlags"), false, flags);
    }

    @Override
    public void reboot(DomainFlags.Shutdown... flags) {
        powerOff(guest("virDomainReboot"), true, flags);
    }

    private void powerOff(Guest guest, boolean reboot, DomainFlags.Shutdown... flags) {
        GuestPower.off(guest, reboot, () -> instance().life().lifecycle().powerButton(guest, reboot), flags);
    }

    @Override
    public void reset() {
        instance().life().lifecycle().reset(guest("virDomainReset"));
    }

    @Override
    public void suspend() {
        instance().life().lifecycle().suspend(guest("virDomainSuspend"));
    }

    @Override
    public void resume() {
        instance().life().lifecycle().resume(guest("virDomainResume"));
    }

    @Override
    public void destroy(DomainFlags.Destroy... flags) {
        instance().life().lifecycle().destroy(guest("virDomainDestroyFlags"), flags);
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
        instance().life().lifecycle().wakeUp(guest("virDomainPMWakeup"));
    }


    @Override
    public StoredDefinition stored() {
        return connection.definitions()::change;
    }

    @Override
    public DomainInfo info() {
        return Vitals.info(guest());
    }

    @Override
    public String hostname() {
        return new AgentFacts(GuestAgents.of(guest("virDomainGetHostname")), new DiskAddresses(guest())).hostName();
    }

    @Override
    public ControlInfo controlInfo(int flags) {
        return Vitals.control(guest());
    }

    @Override
    public String metadata(Metadata type, @Nullable String uri, DomainFlags.Affect... flags) {
        return MetadataControl.get(guest(), type, uri, flags);
    }

    @Override
    public void setMetadata(
            Metadata type, @Nullable String value, @Nullable String key, @Nullable String uri, DomainFlags.Affect... flags) {
        new MetadataControl(stored()).set(guest("virDomainSetMetadata"), type, value, key, uri, flags);
    }

    @Override
    public void setLifecycleAction(int type, int action, DomainFlags.Affect... flags) {
        new MetadataControl(stored()).setLifecycleAction(guest("virDomainSetLifecycleAction"), type, action, flags);
    }

    @Override
    public String monitorCommand(String command, DomainFlags.Monitor... flags) {
        return MonitorAccess.command(
                guest("virDomainQemuMonitorCommand"), command, Flag.has(flags, DomainFlags.Monitor.HMP));
    }


    @Override
    public void pmSuspend(int target, long seconds) {
        GuestPower.sleep(guest("virDomainPMSuspendForDuration"), target, seconds);
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

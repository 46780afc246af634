package io.jvirt.qemu;

import io.jvirt.api.Connection;
import io.jvirt.api.DataStream;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainStatus;
import io.jvirt.api.DumpFormat;
import io.jvirt.api.Flag;
import io.jvirt.api.KeycodeSet;
import io.jvirt.api.Metadata;
import io.jvirt.api.TypedParameters;
import io.jvirt.model.domain.Os;
import io.jvirt.qemu.agent.AgentClient;
import io.jvirt.qemu.agent.AgentClock;
import io.jvirt.qemu.agent.AgentFacts;
import io.jvirt.qemu.agent.AgentFilesystems;
import io.jvirt.qemu.agent.AgentTimeout;
import io.jvirt.qemu.agent.AgentUsers;
import io.jvirt.qemu.agent.AgentVcpus;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.job.LongJob;
import io.jvirt.qemu.operations.ConsoleAccess;
import io.jvirt.qemu.operations.DiskAddresses;
import io.jvirt.qemu.operations.Disks;
import io.jvirt.qemu.operations.GraphicsAccess;
import io.jvirt.qemu.operations.GuestAgents;
import io.jvirt.qemu.operations.GuestPower;
import io.jvirt.qemu.operations.Interfaces;
import io.jvirt.qemu.operations.Keys;
import io.jvirt.qemu.operations.MemoryControl;
import io.jvirt.qemu.operations.MetadataControl;
import io.jvirt.qemu.operations.MonitorAccess;
import io.jvirt.qemu.operations.Pinning;
import io.jvirt.qemu.operations.Screenshots;
import io.jvirt.qemu.operations.StoredDefinition;
import io.jvirt.qemu.operations.VcpuControl;
import io.jvirt.qemu.operations.Vitals;
import io.jvirt.qemu.save.Restorer;
import java.nio.channels.ByteChannel;
import java.nio.file.Path;
import java.util.List;
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
        powerOff(guest("virDomainShutdownFlags"), false, flags);
    }

    @Override
    public void reboot(DomainFlags.Shutdown... flags) {
        powerOff(guest("virDomainReboot"), true, flags);
    }

    private void powerOff(Guest guest, boolean reboot, DomainFlags.Shutdown... flags) {
        GuestPower.off(guest, reboot, () -> connection.instance().life().lifecycle().powerButton(guest, reboot), flags);
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

    // ---- what single-purpose classes do ----

    private StoredDefinition stored() {
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
        Guest guest = guest();
        guest.run();
        return new ControlInfo(guest.jobs().busy() ? 1 : 0, 0, 0);
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
    public int vcpus(DomainFlags.Vcpu... flags) {
        return new VcpuControl(stored()).count(guest(), flags);
    }

    @Override
    public void setVcpus(int count, DomainFlags.Vcpu... flags) {
        new VcpuControl(stored()).set(guest("virDomainSetVcpusFlags"), count, flags);
    }

    @Override
    public void setVcpu(String map, boolean enable, DomainFlags.Affect... flags) {
        new VcpuControl(stored()).setEach(guest("virDomainSetVcpu"), map, enable, flags);
    }

    @Override
    public int maxVcpus() {
        return new VcpuControl(stored()).count(guest(), DomainFlags.Vcpu.MAXIMUM);
    }

    @Override
    public List<VcpuInfo> vcpuInfo() {
        return Vitals.vcpuInfo(guest());
    }

    @Override
    public List<CpuSet> vcpuPins(DomainFlags.Affect... flags) {
        return new Pinning(stored()).vcpus(guest(), flags);
    }

    @Override
    public void pinVcpu(int vcpu, CpuSet cpus, DomainFlags.Affect... flags) {
        new Pinning(stored()).pinVcpu(guest("virDomainPinVcpuFlags"), vcpu, cpus.bits(), flags);
    }

    @Override
    public CpuSet emulatorPin(DomainFlags.Affect... flags) {
        return new Pinning(stored()).emulator(guest(), flags);
    }

    @Override
    public void pinEmulator(CpuSet cpus, DomainFlags.Affect... flags) {
        new Pinning(stored()).pinEmulator(guest("virDomainPinEmulator"), cpus.bits(), flags);
    }

    @Override
    public void setMemory(long kib, DomainFlags.Memory... flags) {
        new MemoryControl(stored()).set(guest("virDomainSetMemoryFlags"), kib, flags);
    }

    @Override
    public long maxMemory() {
        return MemoryControl.maximum(guest());
    }

    @Override
    public void setMemoryStatsPeriod(int seconds, DomainFlags.Memory... flags) {
        new MemoryControl(stored()).setPeriod(guest("virDomainSetMemoryStatsPeriod"), seconds, flags);
    }

    @Override
    public List<MemoryStat> memoryStats() {
        return MemoryControl.stats(guest());
    }

    @Override
    public BlockStats blockStats(String disk) {
        return Disks.stats(guest(), disk);
    }

    @Override
    public TypedParameters blockStatsFlags(String disk, int flags) {
        return Disks.statsInFull(guest(), disk);
    }

    @Override
    public BlockInfo blockInfo(String disk, int flags) {
        return Disks.info(guest(), disk);
    }

    @Override
    public void resizeBlock(String disk, long size, int flags) {
        Disks.resize(guest("virDomainBlockResize"), disk, size, flags);
    }

    @Override
    public List<DiskError> diskErrors(int flags) {
        return Disks.errors(guest());
    }

    @Override
    public InterfaceStats interfaceStats(String device) {
        return Interfaces.stats(guest(), device);
    }

    @Override
    public List<InterfaceAddress> interfaceAddresses(int source, int flags) {
        return Interfaces.addresses(guest(), source);
    }

    @Override
    public List<TypedParameters> cpuStats(int startCpu, int count, int flags) {
        return Vitals.cpuStats(guest(), startCpu, count);
    }

    @Override
    public DataStream openConsole(@Nullable String device, DomainFlags.Console... flags) {
        return ConsoleAccess.console(guest("virDomainOpenConsole"), device, Flag.has(flags, DomainFlags.Console.FORCE));
    }

    @Override
    public DataStream openChannel(@Nullable String channel, int flags) {
        return ConsoleAccess.channel(guest("virDomainOpenChannel"), channel, flags);
    }

    @Override
    public ByteChannel openGraphics(int index, DomainFlags.OpenGraphics... flags) {
        boolean skipAuth = Flag.has(flags, DomainFlags.OpenGraphics.SKIPAUTH);
        return GraphicsAccess.open(guest("virDomainOpenGraphicsFD"), index, skipAuth);
    }

    @Override
    public Screenshot screenshot(int screen, int flags) {
        return Screenshots.take(guest("virDomainScreenshot"), screen);
    }

    @Override
    public void sendKey(KeycodeSet set, int holdMillis, int[] keys, int flags) {
        Keys.send(guest("virDomainSendKey"), set, holdMillis, keys);
    }

    @Override
    public void injectNmi(int flags) {
        MonitorAccess.injectNmi(guest("virDomainInjectNMI"));
    }

    @Override
    public String monitorCommand(String command, DomainFlags.Monitor... flags) {
        return MonitorAccess.command(
                guest("virDomainQemuMonitorCommand"), command, Flag.has(flags, DomainFlags.Monitor.HMP));
    }

    // ---- what the agent in the guest does ----

    private AgentClient agent(String function) {
        return GuestAgents.of(guest(function));
    }

    private AgentFilesystems agentFilesystems(String function) {
        return new AgentFilesystems(agent(function), new DiskAddresses(guest()));
    }

    @Override
    public void pmSuspend(int target, long seconds) {
        GuestPower.sleep(guest("virDomainPMSuspendForDuration"), target, seconds);
    }

    @Override
    public Time time(int flags) {
        return new AgentClock(agent("virDomainGetTime")).get();
    }

    @Override
    public void setTime(Time time, DomainFlags.SetTime... flags) {
        AgentClock clock = new AgentClock(agent("virDomainSetTime"));
        if (Flag.has(flags, DomainFlags.SetTime.SYNC)) {
            clock.setFromHardware();
        } else {
            clock.set(time);
        }
    }

    @Override
    public TypedParameters guestInfo(List<DomainFlags.GuestInfo> types, int flags) {
        return new AgentFacts(agent("virDomainGetGuestInfo"), new DiskAddresses(guest())).collect(types);
    }

    @Override
    public TypedParameters guestVcpus(int flags) {
        return new AgentVcpus(agent("virDomainGetGuestVcpus")).maps();
    }

    @Override
    public void setGuestVcpus(String map, int state, int flags) {
        new AgentVcpus(agent("virDomainSetGuestVcpus")).set(map, state);
    }

    @Override
    public void setUserPassword(String user, String password, int flags) {
        new AgentUsers(agent("virDomainSetUserPassword")).setPassword(user, password, (flags & 1) != 0);
    }

    @Override
    public List<FilesystemInfo> filesystems(int flags) {
        return agentFilesystems("virDomainGetFSInfo").list();
    }

    @Override
    public int freezeFilesystems(List<String> mountPoints, int flags) {
        return agentFilesystems("virDomainFSFreeze").freeze(mountPoints);
    }

    @Override
    public int thawFilesystems(List<String> mountPoints, int flags) {
        return agentFilesystems("virDomainFSThaw").thaw();
    }

    @Override
    public void trimFilesystems(@Nullable String mountPoint, long minimum, int flags) {
        if (mountPoint != null) {
            throw Errors.argument("specifying mount point is not supported for now");
        }
        agentFilesystems("virDomainFSTrim").trim(minimum);
    }

    @Override
    public List<String> authorizedSshKeys(String user, int flags) {
        return new AgentUsers(agent("virDomainAuthorizedSSHKeysGet")).sshKeys(user);
    }

    @Override
    public void setAuthorizedSshKeys(String user, List<String> keys, int flags) {
        AgentUsers users = new AgentUsers(agent("virDomainAuthorizedSSHKeysSet"));
        if ((flags & 2) != 0) {
            users.removeSshKeys(user, keys);
        } else {
            users.addSshKeys(user, keys, (flags & 1) == 0);
        }
    }

    @Override
    public void setAgentTimeout(int seconds, int flags) {
        GuestAgents.setTimeout(guest("virDomainAgentSetResponseTimeout"), seconds);
    }

    @Override
    public String agentCommand(String command, int timeout, int flags) {
        return agent("virDomainQemuAgentCommand").passThrough(command, AgentTimeout.forCommand(timeout));
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

package io.jvirt.qemu;

import io.jvirt.api.Connection;
import io.jvirt.api.CpuFit;
import io.jvirt.api.CpuFlags;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags.ListAll;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainStats;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.GuestKind;
import io.jvirt.api.JvirtException;
import io.jvirt.api.MonitorEvent;
import io.jvirt.api.Node;
import io.jvirt.api.device.HostInterfaces;
import io.jvirt.api.device.NodeDevices;
import io.jvirt.api.network.NetworkFilters;
import io.jvirt.api.network.Networks;
import io.jvirt.api.secret.Secrets;
import io.jvirt.api.spi.HostServices;
import io.jvirt.api.storage.StoragePools;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.SysInfo;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.qemu.cpu.CpuModels;
import io.jvirt.qemu.cpu.CpuQuestions;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.host.HostSmbios;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.operations.BulkStats;
import io.jvirt.qemu.operations.HostNode;
import io.jvirt.qemu.save.Restorer;
import io.jvirt.service.EventChannel;
import io.jvirt.service.SharedInstances;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection to the guests of one instance in this process. */
final class QemuConnection implements Connection {
    private final SharedInstances.Hold<QemuInstance> hold;
    private final QemuInstance instance;
    private final Definitions definitions;
    private final boolean readOnly;
    private final String uri;
    private final EventChannel<?> events;
    private final HostServices services;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Runs that end with this connection (VIR_DOMAIN_START_AUTODESTROY). */
    private final Map<Integer, Guest> ownRuns = new ConcurrentHashMap<>();

    QemuConnection(SharedInstances.Hold<QemuInstance> hold, String uri, boolean readOnly) {
        this.hold = hold;
        this.instance = hold.value();
        this.definitions = new Definitions(instance);
        this.uri = uri;
        this.readOnly = readOnly;
        this.events = instance.events().open(this::handle);
        this.services = new HostServices(instance.layout().place(), readOnly);
    }

    QemuInstance instance() {
        return instance;
    }

    Definitions definitions() {
        return definitions;
    }

    private Domain handle(UUID uuid, String name) {
        return new QemuDomain(this, uuid, name);
    }

    private Domain handle(Guest guest) {
        return handle(guest.uuid(), guest.name());
    }

    /** Refuses a call that changes something on a read-only connection. */
    void requireWrite(String function) {
        requireOpen();
        if (readOnly) {
            throw new JvirtException(
                    ErrorCode.OPERATION_DENIED, ErrorDomain.QEMU, "read only access prevents " + function);
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new JvirtException(ErrorCode.INVALID_CONN, ErrorDomain.QEMU, "the connection to " + uri + " was closed");
        }
    }

    /** Refuses secrets to a read-only connection. */
    void refuseSecrets(String function, DomainFlags.Xml... flags) {
        requireOpen();
        if (readOnly && Flag.has(flags, DomainFlags.Xml.SECURE)) {
            throw new JvirtException(ErrorCode.OPERATION_DENIED, ErrorDomain.QEMU, function + " with secure flag");
        }
    }

    @Override
    public void restore(String file, @Nullable String xml, DomainFlags.SaveRestore... flags) {
        requireWrite("virDomainRestoreFlags");
        instance.life().restorer().restore(Path.of(file), xml, flags);
    }

    @Override
    public String savedImageXml(String file, DomainFlags.Xml... flags) {
        // The file is any that this process can read, so its name is no business of readers.
        requireWrite("virDomainSaveImageGetXMLDesc");
        return Restorer.document(Path.of(file), flags);
    }

    @Override
    public void defineSavedImageXml(String file, String xml, DomainFlags.SaveRestore... flags) {
        requireWrite("virDomainSaveImageDefineXML");
        Restorer.replaceDocument(Path.of(file), xml, flags);
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public String type() {
        return "QEMU";
    }

    @Override
    public boolean alive() {
        return !closed.get();
    }

    @Override
    public List<Domain> domains(ListAll... flags) {
        requireOpen();
        int wanted = Flag.bits(flags);
        List<Domain> domains = new ArrayList<>();
        for (Guest guest : instance.table().all()) {
            if (GuestFilter.matches(guest, wanted)) {
                domains.add(handle(guest));
            }
        }
        return domains;
    }

    @Override
    public Domain domain(String name) {
        requireOpen();
        Guest guest = instance.table().find(name);
        if (guest == null) {
            throw new JvirtException(ErrorCode.NO_DOMAIN, ErrorDomain.QEMU, "no domain with matching name '" + name + "'");
        }
        return handle(guest);
    }

    @Override
    public Domain domain(UUID uuid) {
        requireOpen();
        Guest guest = instance.table().find(uuid);
        if (guest == null) {
            throw new JvirtException(ErrorCode.NO_DOMAIN, ErrorDomain.QEMU, "no domain with matching uuid '" + uuid + "'");
        }
        return handle(guest);
    }

    @Override
    public Domain domain(int id) {
        requireOpen();
        Guest guest = instance.table().find(id);
        if (guest == null) {
            throw new JvirtException(ErrorCode.NO_DOMAIN, ErrorDomain.QEMU, "no domain with matching id " + id);
        }
        return handle(guest);
    }

    @Override
    public Domain define(String xml, DomainFlags.Define... flags) {
        requireWrite("virDomainDefineXMLFlags");
        return handle(definitions.define(xml, flags));
    }

    @Override
    public Domain create(String xml, DomainFlags.Create... flags) {
        requireWrite("virDomainCreateXML");
        DomainDescription description = definitions.read(xml, Flag.has(flags, DomainFlags.Create.VALIDATE));
        Guest guest = instance.table().findOrAdd(Documents.uuid(description), description.name());
        try (JobLock.Job job = guest.jobs().begin("virDomainCreateXML")) {
            if (guest.active()) {
                throw Errors.invalid("domain '" + guest.name() + "' is already active");
            }
            instance.life().lifecycle().boot(guest, description, flags);
            if (Flag.has(flags, DomainFlags.Create.AUTODESTROY)) {
                destroyAtClose(guest);
            }
            return handle(guest);
        } finally {
            instance.table().removeIfGone(guest);
        }
    }

    /** Ends the guest's present run with this connection. */
    void destroyAtClose(Guest guest) {
        Run run = guest.run();
        ownRuns.keySet().removeIf(id -> instance.table().find(id) == null);
        ownRuns.put(run.id(), guest);
    }

    @Override
    public long version() {
        return instance.launcher().version();
    }

    @Override
    public long libraryVersion() {
        return FOLLOWED_VERSION;
    }

    @Override
    public String hostname() {
        return HostNode.name();
    }

    @Override
    public String capabilities() {
        requireOpen();
        return instance.launcher().hostCapabilities();
    }

    @Override
    public String domainCapabilities(
            @Nullable String emulator, @Nullable String arch, @Nullable String machine, @Nullable String virtType) {
        requireOpen();
        return instance.launcher().guestCapabilities(new GuestKind(emulator, arch, machine, virtType));
    }

    @Override
    public List<String> cpuModels(String arch) {
        return CpuModels.names(arch).orElse(List.of());
    }

    @Override
    public CpuFit compareCpu(String xml, CpuFlags.Compare... flags) {
        requireOpen();
        return instance.launcher().cpus().compare(xml, flags);
    }

    @Override
    public CpuFit compareHypervisorCpu(GuestKind kind, String xml, CpuFlags.Compare... flags) {
        requireOpen();
        return instance.launcher().cpus().compareHypervisor(kind, xml, flags);
    }

    @Override
    public String baselineCpu(List<String> cpus, CpuFlags.Baseline... flags) {
        requireOpen();
        return CpuQuestions.baseline(cpus, flags);
    }

    @Override
    public String baselineHypervisorCpu(GuestKind kind, List<String> cpus, CpuFlags.Baseline... flags) {
        requireOpen();
        return instance.launcher().cpus().baselineHypervisor(kind, cpus, flags);
    }

    @Override
    public String sysinfo() {
        requireOpen();
        return HostSmbios.read(HostSmbios.FOLDER)
                .map(s -> Xml.format(SysInfo.class, s, FormatOptions.LIVE))
                .orElseThrow(() -> Errors.unsupported("Host SMBIOS information is not available"));
    }

    @Override
    public int maxVcpus(@Nullable String virtType) {
        return HostNode.maxVcpus(virtType);
    }

    @Override
    public Node.SecurityModel securityModel() {
        return new Node.SecurityModel("none", "0");
    }

    @Override
    public String domainXmlToNative(String format, String xml) {
        requireWrite("virConnectDomainXMLToNative");
        if (!format.equals("qemu-argv")) {
            throw Errors.argument("unsupported config type " + format);
        }
        return instance.launcher().commandText(definitions.read(xml, false));
    }

    @Override
    public Node.Info nodeInfo() {
        return HostNode.info();
    }

    @Override
    public List<Node.Stat> nodeCpuStats(int cpu) {
        return HostNode.cpuStats(cpu);
    }

    @Override
    public List<Node.Stat> nodeMemoryStats(int cell) {
        return HostNode.memoryStats(cell);
    }

    @Override
    public long nodeFreeMemory() {
        return HostNode.freeMemory();
    }

    @Override
    public List<Long> nodeCellsFreeMemory(int first, int max) {
        return HostNode.cellsFreeMemory(first, max);
    }

    @Override
    public Node.CpuMap nodeCpuMap() {
        return HostNode.cpuMap();
    }

    @Override
    public List<DomainStats> domainStats(
            List<? extends Domain> domains, List<DomainFlags.Stats> groups, DomainFlags.AllStats... flags) {
        requireOpen();
        Set<DomainFlags.Stats> wanted = groups.isEmpty() ? EnumSet.allOf(DomainFlags.Stats.class) : EnumSet.copyOf(groups);
        List<Guest> guests = new ArrayList<>();
        if (domains.isEmpty()) {
            int filter = Flag.bits(flags);
            instance.table().all().stream().filter(guest -> GuestFilter.matches(guest, filter)).forEach(guests::add);
        } else {
            for (Domain domain : domains) {
                Guest guest = instance.table().find(domain.uuid());
                if (guest == null) {
                    throw Errors.noDomain(domain.uuid(), domain.name());
                }
                guests.add(guest);
            }
        }
        return BulkStats.collect(guests, wanted, !Flag.has(flags, DomainFlags.AllStats.NOWAIT), this::handle);
    }

    @Override
    public EventRegistration onDomainEvent(
            DomainEvent.Kind kind, @Nullable Domain domain, Consumer<? super DomainEvent> listener) {
        requireOpen();
        UUID guest = domain == null ? null : domain.uuid();
        return events.listen(
                DomainEvent.class,
                happened -> happened.kind() == kind && (guest == null || guest.equals(happened.domain().uuid())),
                listener);
    }

    @Override
    public EventRegistration onMonitorEvent(
            @Nullable Domain domain, @Nullable String event, Consumer<? super MonitorEvent> listener) {
        requireWrite("virConnectDomainQemuMonitorEventRegister");
        UUID guest = domain == null ? null : domain.uuid();
        return events.listen(
                MonitorEvent.class,
                happened -> (event == null || event.equals(happened.event()))
                        && (guest == null || guest.equals(happened.domain().uuid())),
                listener);
    }

    @Override
    public StoragePools storagePools() {
        return service(StoragePools.class, StoragePools.NONE);
    }

    @Override
    public Networks networks() {
        return service(Networks.class, Networks.NONE);
    }

    @Override
    public NetworkFilters networkFilters() {
        return service(NetworkFilters.class, NetworkFilters.NONE);
    }

    @Override
    public NodeDevices nodeDevices() {
        return service(NodeDevices.class, NodeDevices.NONE);
    }

    @Override
    public HostInterfaces hostInterfaces() {
        return service(HostInterfaces.class, HostInterfaces.NONE);
    }

    @Override
    public Secrets secrets() {
        return service(Secrets.class, Secrets.NONE);
    }

    private <S extends AutoCloseable> S service(Class<S> type, S none) {
        requireOpen();
        return services.get(type, none);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        ownRuns.forEach((id, guest) -> instance.life().lifecycle().destroyRun(guest, id));
        services.close();
        events.close();
        hold.close();
    }
}

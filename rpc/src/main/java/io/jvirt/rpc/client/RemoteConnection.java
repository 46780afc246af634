package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.ConnectProcedures.*;

import io.jvirt.api.Connection;
import io.jvirt.api.ConnectionUri;
import io.jvirt.api.CpuFit;
import io.jvirt.api.CpuFlags;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
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
import io.jvirt.api.secret.Secrets;
import io.jvirt.api.network.Networks;
import io.jvirt.api.storage.StoragePools;
import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.DomainProcedures;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection that a daemon has for us. */
final class RemoteConnection implements Connection {
    /** The flag that a daemon knows; the others concern the client. */
    private static final int READ_ONLY = 1;

    private static final int AUTH_NONE = 0;
    private static final int AUTH_POLKIT_TYPE = 2;

    private final RpcClient client;
    private final ConnectionUri uri;
    private final boolean readOnly;
    private @Nullable RemoteEvents events;

    private RemoteConnection(RpcClient client, ConnectionUri uri, boolean readOnly) {
        this.client = client;
        this.uri = uri;
        this.readOnly = readOnly;
    }

    /** Authenticates and opens; the transport is closed when that fails. */
    static RemoteConnection open(Transport transport, ConnectionUri uri, int flags) {
        CommonForms.install();
        RpcClient client = new RpcClient(transport);
        boolean open = false;
        try {
            authenticate(client);
            String name = uri.driver().equals("remote") ? null : uri.driverUri();
            client.call(CONNECT_OPEN, new ConnectMessages.Open(name, flags & READ_ONLY));
            open = true;
            return new RemoteConnection(client, uri, (flags & READ_ONLY) != 0);
        } finally {
            if (!open) {
                client.close();
            }
        }
    }

    private static void authenticate(RpcClient client) {
        int[] types = client.call(AUTH_LIST).types();
        for (int type : types) {
            if (type == AUTH_NONE) {
                return;
            }
            if (type == AUTH_POLKIT_TYPE) {
                client.call(AUTH_POLKIT);
                return;
            }
        }
        throw new JvirtException(
                ErrorCode.AUTH_FAILED,
                ErrorDomain.AUTH,
                "the daemon wants SASL, which this client does not speak yet: use its Unix socket or ssh");
    }

    RpcClient client() {
        return client;
    }

    Domain guest(DomainRef ref) {
        return new RemoteDomain(this, ref);
    }

    @Override
    public String uri() {
        return uri.driver().equals("remote") ? client.call(CONNECT_GET_URI) : uri.toString();
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public String type() {
        return client.call(CONNECT_GET_TYPE);
    }

    @Override
    public long version() {
        return client.call(CONNECT_GET_VERSION);
    }

    @Override
    public long libraryVersion() {
        return client.call(CONNECT_GET_LIB_VERSION);
    }

    @Override
    public String hostname() {
        return client.call(CONNECT_GET_HOSTNAME);
    }

    @Override
    public boolean alive() {
        return client.alive();
    }

    @Override
    public boolean secure() {
        return client.secure() && client.call(CONNECT_IS_SECURE) != 0;
    }

    @Override
    public boolean encrypted() {
        return "ssh".equals(uri.transport());
    }

    @Override
    public String capabilities() {
        return client.call(CONNECT_GET_CAPABILITIES);
    }

    @Override
    public String domainCapabilities(
            @Nullable String emulator, @Nullable String arch, @Nullable String machine, @Nullable String virtType) {
        return client.call(
                CONNECT_GET_DOMAIN_CAPABILITIES,
                new ConnectMessages.DomainCapabilities(emulator, arch, machine, virtType, 0));
    }

    @Override
    public List<String> cpuModels(String arch) {
        return client.call(CONNECT_GET_CPU_MODEL_NAMES, new ConnectMessages.CpuModels(arch, 1, 0)).models();
    }

    @Override
    public CpuFit compareCpu(String xml, CpuFlags.Compare... flags) {
        return fit(client.call(CONNECT_COMPARE_CPU, new ConnectMessages.CompareCpu(xml, Flag.bits(flags))));
    }

    @Override
    public String baselineCpu(List<String> cpus, CpuFlags.Baseline... flags) {
        return client.call(CONNECT_BASELINE_CPU, new ConnectMessages.BaselineCpu(cpus, Flag.bits(flags)));
    }

    @Override
    public CpuFit compareHypervisorCpu(GuestKind kind, String xml, CpuFlags.Compare... flags) {
        return fit(client.call(
                CONNECT_COMPARE_HYPERVISOR_CPU,
                new ConnectMessages.CompareHypervisorCpu(
                        kind.emulator(), kind.arch(), kind.machine(), kind.virtType(), xml, Flag.bits(flags))));
    }

    private static CpuFit fit(int number) {
        if (number < 0 || number >= CpuFit.values().length) {
            throw new JvirtException(
                    ErrorCode.RPC, ErrorDomain.RPC, "the server says " + number + " of how two CPUs fit, which means nothing");
        }
        return CpuFit.values()[number];
    }

    @Override
    public String baselineHypervisorCpu(GuestKind kind, List<String> cpus, CpuFlags.Baseline... flags) {
        return client.call(
                CONNECT_BASELINE_HYPERVISOR_CPU,
                new ConnectMessages.BaselineHypervisorCpu(
                        kind.emulator(), kind.arch(), kind.machine(), kind.virtType(), cpus, Flag.bits(flags)));
    }

    @Override
    public int maxVcpus(@Nullable String virtType) {
        return client.call(CONNECT_GET_MAX_VCPUS, new ConnectMessages.OptionalText(virtType));
    }

    @Override
    public String sysinfo() {
        return client.call(CONNECT_GET_SYSINFO, 0);
    }

    // ---- the host ----

    @Override
    public Node.Info nodeInfo() {
        ConnectMessages.NodeInfo info = client.call(NODE_GET_INFO);
        return new Node.Info(
                info.model(),
                info.memory(),
                info.cpus(),
                info.mhz(),
                info.nodes(),
                info.sockets(),
                info.cores(),
                info.threads());
    }

    @Override
    public List<Node.Stat> nodeCpuStats(int cpu) {
        int count = client.call(NODE_GET_CPU_STATS, new ConnectMessages.CpuStats(cpu, 0, 0)).nparams();
        return stats(client.call(NODE_GET_CPU_STATS, new ConnectMessages.CpuStats(cpu, count, 0)));
    }

    @Override
    public List<Node.Stat> nodeMemoryStats(int cell) {
        int count = client.call(NODE_GET_MEMORY_STATS, new ConnectMessages.MemoryStats(0, cell, 0)).nparams();
        return stats(client.call(NODE_GET_MEMORY_STATS, new ConnectMessages.MemoryStats(count, cell, 0)));
    }

    private static List<Node.Stat> stats(ConnectMessages.Stats answer) {
        List<Node.Stat> stats = new ArrayList<>();
        for (ConnectMessages.Stat stat : answer.params()) {
            stats.add(new Node.Stat(stat.field(), stat.value()));
        }
        return stats;
    }

    @Override
    public long nodeFreeMemory() {
        return client.call(NODE_GET_FREE_MEMORY);
    }

    @Override
    public List<Long> nodeCellsFreeMemory(int first, int max) {
        List<Long> cells = new ArrayList<>();
        ConnectMessages.CellsFreeMemory range = new ConnectMessages.CellsFreeMemory(first, max);
        for (long cell : client.call(NODE_GET_CELLS_FREE_MEMORY, range).cells()) {
            cells.add(cell);
        }
        return cells;
    }

    @Override
    public Node.CpuMap nodeCpuMap() {
        ConnectMessages.CpuMap map = client.call(NODE_GET_CPU_MAP, new ConnectMessages.GetCpuMap(1, 1, 0));
        List<Boolean> online = new ArrayList<>();
        for (int i = 0; i < map.count(); i++) {
            online.add(i / 8 < map.map().length && (map.map()[i / 8] & (1 << (i % 8))) != 0);
        }
        return new Node.CpuMap(online);
    }

    @Override
    public Node.SecurityModel securityModel() {
        ConnectMessages.SecurityModel model = client.call(NODE_GET_SECURITY_MODEL);
        return new Node.SecurityModel(model.model(), model.doi());
    }

    // ---- guests ----

    @Override
    public List<Domain> domains(DomainFlags.ListAll... flags) {
        ConnectMessages.Domains answer =
                client.call(CONNECT_LIST_ALL_DOMAINS, new ConnectMessages.ListAll(1, Flag.bits(flags)));
        List<Domain> domains = new ArrayList<>(answer.domains().size());
        for (DomainRef ref : answer.domains()) {
            domains.add(new RemoteDomain(this, ref));
        }
        return domains;
    }

    @Override
    public Domain domain(String name) {
        return guest(client.call(DomainProcedures.DOMAIN_LOOKUP_BY_NAME, name));
    }

    @Override
    public Domain domain(UUID uuid) {
        return guest(client.call(DomainProcedures.DOMAIN_LOOKUP_BY_UUID, uuid));
    }

    @Override
    public Domain domain(int id) {
        return guest(client.call(DomainProcedures.DOMAIN_LOOKUP_BY_ID, id));
    }

    @Override
    public Domain define(String xml, DomainFlags.Define... flags) {
        // Daemons of any age know the call without flags.
        return guest(
                flags.length == 0
                        ? client.call(DomainProcedures.DOMAIN_DEFINE_XML, xml)
                        : client.call(
                                DomainProcedures.DOMAIN_DEFINE_XML_FLAGS,
                                new DomainMessages.Document(xml, Flag.bits(flags))));
    }

    @Override
    public Domain create(String xml, DomainFlags.Create... flags) {
        return guest(client.call(
                DomainProcedures.DOMAIN_CREATE_XML, new DomainMessages.Document(xml, Flag.bits(flags))));
    }

    @Override
    public void restore(String file, @Nullable String xml, DomainFlags.SaveRestore... flags) {
        if (xml == null && flags.length == 0) {
            client.call(DomainProcedures.DOMAIN_RESTORE, absolute(file));
        } else {
            client.call(
                    DomainProcedures.DOMAIN_RESTORE_FLAGS,
                    new DomainMessages.Restore(absolute(file), xml, Flag.bits(flags)));
        }
    }

    @Override
    public String savedImageXml(String file, DomainFlags.Xml... flags) {
        return client.call(
                DomainProcedures.DOMAIN_SAVE_IMAGE_GET_XML_DESC,
                new DomainMessages.Document(absolute(file), Flag.bits(flags)));
    }

    @Override
    public void defineSavedImageXml(String file, String xml, DomainFlags.SaveRestore... flags) {
        client.call(
                DomainProcedures.DOMAIN_SAVE_IMAGE_DEFINE_XML,
                new DomainMessages.DefineSavedImage(absolute(file), xml, Flag.bits(flags)));
    }

    /** {@return the file's full path: the daemon's working folder is not ours} */
    static String absolute(String file) {
        return file.startsWith("/") ? file : System.getProperty("user.dir") + "/" + file;
    }

    @Override
    public List<DomainStats> domainStats(
            List<? extends Domain> domains, List<DomainFlags.Stats> groups, DomainFlags.AllStats... flags) {
        List<DomainRef> refs = new ArrayList<>(domains.size());
        for (Domain domain : domains) {
            refs.add(new DomainRef(domain.name(), domain.uuid(), domain.id().orElse(-1)));
        }
        int stats = Flag.bits(groups.toArray(new Flag[0]));
        ConnectMessages.DomainStats answer = client.call(
                CONNECT_GET_ALL_DOMAIN_STATS, new ConnectMessages.AllDomainStats(refs, stats, Flag.bits(flags)));
        List<DomainStats> found = new ArrayList<>(answer.records().size());
        for (ConnectMessages.DomainStat stat : answer.records()) {
            found.add(new DomainStats(guest(stat.domain()), stat.params()));
        }
        return found;
    }

    @Override
    public String domainXmlFromNative(String format, String config) {
        return client.call(CONNECT_DOMAIN_XML_FROM_NATIVE, new ConnectMessages.Native(format, config, 0));
    }

    @Override
    public String domainXmlToNative(String format, String xml) {
        return client.call(CONNECT_DOMAIN_XML_TO_NATIVE, new ConnectMessages.Native(format, xml, 0));
    }

    // ---- services of the host ----

    @Override
    public NodeDevices nodeDevices() {
        return new RemoteNodeDevices(this);
    }

    @Override
    public HostInterfaces hostInterfaces() {
        return new RemoteInterfaces(client);
    }

    @Override
    public NetworkFilters networkFilters() {
        return new RemoteFilters(client);
    }

    @Override
    public Secrets secrets() {
        return new RemoteSecrets(this);
    }

    @Override
    public Networks networks() {
        return new RemoteNetworks(this);
    }

    @Override
    public StoragePools storagePools() {
        return new RemotePools(client, this::events);
    }

    // ---- events ----

    synchronized RemoteEvents events() {
        if (events == null) {
            events = new RemoteEvents(this, client);
        }
        return events;
    }

    private static @Nullable DomainRef ref(@Nullable Domain domain) {
        return domain == null ? null : new DomainRef(domain.name(), domain.uuid(), domain.id().orElse(-1));
    }

    @Override
    public EventRegistration onDomainEvent(
            DomainEvent.Kind kind, @Nullable Domain domain, Consumer<? super DomainEvent> listener) {
        return events().onDomainEvent(kind, ref(domain), listener);
    }

    @Override
    public EventRegistration onMonitorEvent(
            @Nullable Domain domain, @Nullable String event, Consumer<? super MonitorEvent> listener) {
        return events().onMonitorEvent(ref(domain), event, listener);
    }

    @Override
    public EventRegistration onClose(Consumer<CloseReason> listener) {
        return events().onClose(listener);
    }

    @Override
    public void close() {
        if (client.alive()) {
            try {
                client.call(CONNECT_CLOSE);
            } catch (JvirtException e) {
                // The daemon has gone first.
            } finally {
                client.close();
            }
        }
    }
}

package io.jvirt.rpc.testkit;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainStats;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.MonitorEvent;
import io.jvirt.api.Node;
import io.jvirt.api.TypedParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection to guests in memory. */
final class MemoryConnection implements Connection {
    private final MemoryHypervisor hypervisor;
    private final String uri;
    private final boolean readOnly;
    private final AtomicBoolean closed = new AtomicBoolean();

    MemoryConnection(MemoryHypervisor hypervisor, String uri, boolean readOnly) {
        this.hypervisor = hypervisor;
        this.uri = uri;
        this.readOnly = readOnly;
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
    public long version() {
        return 7_002_022;
    }

    @Override
    public long libraryVersion() {
        return 11_003_000;
    }

    @Override
    public String hostname() {
        return "testhost";
    }

    @Override
    public String capabilities() {
        return "<capabilities/>";
    }

    @Override
    public Node.Info nodeInfo() {
        return new Node.Info("x86_64", 4_000_000, 2, 2400, 1, 1, 2, 1);
    }

    @Override
    public List<Node.Stat> nodeCpuStats(int cpu) {
        return List.of(new Node.Stat("kernel", 1), new Node.Stat("user", 2), new Node.Stat("idle", 3), new Node.Stat("iowait", 4));
    }

    @Override
    public List<Node.Stat> nodeMemoryStats(int cell) {
        return List.of(new Node.Stat("total", 4_000_000), new Node.Stat("free", 1_000_000));
    }

    @Override
    public long nodeFreeMemory() {
        return 1L << 30;
    }

    @Override
    public Node.CpuMap nodeCpuMap() {
        return new Node.CpuMap(List.of(true, true));
    }

    @Override
    public Node.SecurityModel securityModel() {
        return new Node.SecurityModel("none", "0");
    }

    @Override
    public int maxVcpus(@Nullable String virtType) {
        return 16;
    }

    @Override
    public List<Domain> domains(DomainFlags.ListAll... flags) {
        List<Domain> found = new ArrayList<>();
        boolean active = Flag.has(flags, DomainFlags.ListAll.ACTIVE);
        boolean inactive = Flag.has(flags, DomainFlags.ListAll.INACTIVE);
        for (Domain domain : hypervisor.all()) {
            if (active == inactive || domain.active() == active) {
                found.add(domain);
            }
        }
        return found;
    }

    @Override
    public Domain domain(String name) {
        for (Domain domain : hypervisor.all()) {
            if (domain.name().equals(name)) {
                return domain;
            }
        }
        throw missing("name '" + name + "'");
    }

    @Override
    public Domain domain(UUID uuid) {
        for (Domain domain : hypervisor.all()) {
            if (domain.uuid().equals(uuid)) {
                return domain;
            }
        }
        throw missing("uuid '" + uuid + "'");
    }

    @Override
    public Domain domain(int id) {
        for (Domain domain : hypervisor.all()) {
            if (domain.id().orElse(-1) == id) {
                return domain;
            }
        }
        throw missing("id " + id);
    }

    @Override
    public Domain define(String xml, DomainFlags.Define... flags) {
        MemoryDomain domain = hypervisor.add(this, xml);
        hypervisor.publish(DomainEvent.Change.DEFINED_ADDED.of(domain));
        return domain;
    }

    @Override
    public List<DomainStats> domainStats(
            List<? extends Domain> domains, List<DomainFlags.Stats> groups, DomainFlags.AllStats... flags) {
        List<DomainStats> stats = new ArrayList<>();
        for (Domain domain : domains.isEmpty() ? hypervisor.all() : domains) {
            stats.add(new DomainStats(
                    domain,
                    TypedParameters.builder()
                            .add("state.state", domain.status().state().number())
                            .add("state.reason", domain.status().reason().number())
                            .addUnsigned("cpu.time", 123L)
                            .add("block.0.name", "vda")
                            .build()));
        }
        return stats;
    }

    @Override
    public EventRegistration onDomainEvent(
            DomainEvent.Kind kind, @Nullable Domain domain, Consumer<? super DomainEvent> listener) {
        return hypervisor.register(
                new MemoryHypervisor.Listener(kind, domain == null ? null : domain.uuid(), listener, null));
    }

    @Override
    public EventRegistration onMonitorEvent(
            @Nullable Domain domain, @Nullable String event, Consumer<? super MonitorEvent> listener) {
        return hypervisor.register(new MemoryHypervisor.Listener(null, null, null, listener));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            hypervisor.closed();
        }
    }

    private static JvirtException missing(String what) {
        return new JvirtException(ErrorCode.NO_DOMAIN, ErrorDomain.QEMU, "no domain with matching " + what);
    }
}

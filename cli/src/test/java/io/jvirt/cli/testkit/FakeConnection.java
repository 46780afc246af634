package io.jvirt.cli.testkit;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainStats;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.JvirtException;
import io.jvirt.api.Node;
import io.jvirt.api.TypedParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A hypervisor within the test: guests that remember their state, and nothing behind them. */
public final class FakeConnection implements Connection {
    private final List<FakeDomain> domains = new CopyOnWriteArrayList<>();
    private final List<Consumer<? super DomainEvent>> listeners = new CopyOnWriteArrayList<>();
    private int nextId = 1;

    /** A connection with a running guest {@code web} and one that is off, {@code db}. */
    public FakeConnection() {
        FakeDomain web = new FakeDomain(this, "web", UUID.fromString("6695eb01-f6a4-8304-79aa-97f2502e193f"));
        FakeDomain db = new FakeDomain(this, "db", UUID.fromString("7d1ba6e4-0a5c-4b6c-9a5f-0f4c1d5b9c11"));
        domains.add(web);
        domains.add(db);
        web.start();
    }

    int newId() {
        return nextId++;
    }

    /** Tells the listeners. */
    public void publish(DomainEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    /** {@return how many listeners there are} */
    public int listeners() {
        return listeners.size();
    }

    @Override
    public String uri() {
        return "fake:///system";
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public String type() {
        return "FAKE";
    }

    @Override
    public long version() {
        return 7_002_022;
    }

    @Override
    public long libraryVersion() {
        return 9_000_000;
    }

    @Override
    public Node.Info nodeInfo() {
        return new Node.Info("x86_64", 3_145_728, 4, 1400, 1, 1, 2, 2);
    }

    @Override
    public Node.CpuMap nodeCpuMap() {
        return new Node.CpuMap(List.of(true, false, true, true));
    }

    @Override
    public List<Node.Stat> nodeCpuStats(int cpu) {
        return List.of(
                new Node.Stat("kernel", 34_678_723_400_000L),
                new Node.Stat("user", 9_797_400_000L),
                new Node.Stat("idle", 87_264_900_000L),
                new Node.Stat("iowait", 763_600_000L));
    }

    @Override
    public long nodeFreeMemory() {
        return 3072 * 1024;
    }

    @Override
    public List<Domain> domains(DomainFlags.ListAll... flags) {
        boolean active = List.of(flags).contains(DomainFlags.ListAll.ACTIVE);
        boolean inactive = List.of(flags).contains(DomainFlags.ListAll.INACTIVE);
        List<Domain> found = new ArrayList<>();
        for (FakeDomain domain : domains) {
            if (active == inactive || domain.active() == active) {
                found.add(domain);
            }
        }
        return found;
    }

    @Override
    public Domain domain(String name) {
        return find(domain -> domain.name().equals(name), "no domain with matching name '" + name + "'");
    }

    @Override
    public Domain domain(UUID uuid) {
        return find(domain -> domain.uuid().equals(uuid), "no domain with matching uuid '" + uuid + "'");
    }

    @Override
    public Domain domain(int id) {
        return find(domain -> domain.id().orElse(-1) == id, "no domain with matching id " + id);
    }

    private FakeDomain find(Predicate<FakeDomain> wanted, String failure) {
        return domains.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new JvirtException(ErrorCode.NO_DOMAIN, ErrorDomain.QEMU, failure));
    }

    @Override
    public Domain define(String xml, DomainFlags.Define... flags) {
        String name = xml.replaceAll("(?s).*<name>(.*?)</name>.*", "$1");
        if (name.equals(xml)) {
            throw new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.DOMAIN, "missing domain name");
        }
        FakeDomain domain = domains.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    FakeDomain added = new FakeDomain(this, name, new UUID(1, domains.size()));
                    domains.add(added);
                    return added;
                });
        domain.setXml(xml);
        return domain;
    }

    void remove(FakeDomain domain) {
        domains.remove(domain);
    }

    @Override
    public List<DomainStats> domainStats(
            List<? extends Domain> wanted, List<DomainFlags.Stats> groups, DomainFlags.AllStats... flags) {
        List<DomainStats> found = new ArrayList<>();
        for (Domain domain : wanted.isEmpty() ? domains : wanted) {
            found.add(new DomainStats(
                    domain,
                    TypedParameters.builder()
                            .add("state.state", domain.active() ? 1 : 5)
                            .add("state.reason", 1)
                            .build()));
        }
        return found;
    }

    @Override
    public EventRegistration onDomainEvent(
            DomainEvent.Kind kind, @Nullable Domain domain, Consumer<? super DomainEvent> listener) {
        Consumer<DomainEvent> filter = event -> {
            if (event.kind() == kind) {
                listener.accept(event);
            }
        };
        listeners.add(filter);
        return () -> listeners.remove(filter);
    }

    @Override
    public void close() {}
}

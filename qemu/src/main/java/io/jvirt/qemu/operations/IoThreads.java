package io.jvirt.qemu.operations;

import static io.jvirt.qemu.operations.ParameterTable.Kind.UINT;
import static io.jvirt.qemu.operations.ParameterTable.Kind.ULONG;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags.Affect;
import io.jvirt.api.Flag;
import io.jvirt.api.TypedParameters;
import io.jvirt.host.HostException;
import io.jvirt.host.process.CpuAffinity;
import io.jvirt.model.IdSet;
import io.jvirt.model.domain.CpuTune;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.IoThread;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.operations.ParameterTable.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The threads that serve a guest's disks: added, removed, pinned, made to poll. */
public final class IoThreads {
    private static final ParameterTable POLLING = new ParameterTable(List.of(
            new Row("poll_max_ns", "pollMax", ULONG, Long.MIN_VALUE),
            new Row("poll_grow", "pollGrow", UINT, Long.MIN_VALUE),
            new Row("poll_shrink", "pollShrink", UINT, Long.MIN_VALUE),
            new Row("thread_pool_min", "threadPoolMin", UINT, Long.MIN_VALUE),
            new Row("thread_pool_max", "threadPoolMax", UINT, Long.MIN_VALUE)));

    private final StoredDefinition definitions;

    public IoThreads(StoredDefinition definitions) {
        this.definitions = definitions;
    }

    /** {@return the threads and where they may run} */
    public List<Domain.IoThreadInfo> list(Guest guest, Affect... flags) {
        Scope scope = scope(guest, flags);
        List<Domain.IoThreadInfo> result = new ArrayList<>();
        if (scope.live()) {
            threads(guest.run()).forEach((number, thread) -> result.add(new Domain.IoThreadInfo(
                    number, new Domain.CpuSet(CpuAffinity.get(thread).orElseGet(BitSet::new)))));
            return result;
        }
        DomainDescription description = guest.definition().orElseGet(guest::description);
        for (IoThread thread : all(description)) {
            BitSet cpus = Pinning.everywhere(description);
            for (CpuTune.IoThreadPin pin : pins(description)) {
                cpus = pin.iothread() == thread.id() ? pin.cpuset().toBitSet() : cpus;
            }
            result.add(new Domain.IoThreadInfo(thread.id(), new Domain.CpuSet(cpus)));
        }
        return result;
    }

    /** {@return QEMU's threads by their numbers in the document} */
    private static Map<Integer, Long> threads(Run run) {
        Map<Integer, Long> threads = new TreeMap<>();
        for (JsonNode each : Ask.monitor(run, "query-iothreads")) {
            String id = each.path("id").asString("");
            if (id.matches("iothread\\d+")) {
                threads.put(Integer.valueOf(id.substring("iothread".length())), each.path("thread-id").asLong(0));
            }
        }
        return threads;
    }

    /** {@return the threads that a document describes, and those that it only counts} */
    private static List<IoThread> all(DomainDescription description) {
        List<IoThread> threads = new ArrayList<>(description.iothreadids());
        Integer count = description.iothreads();
        for (int id = 1; count != null && threads.size() < count; id++) {
            if (find(threads, id) == null) {
                threads.add(new IoThread(id, null, null, null, null, null));
            }
        }
        threads.sort(Comparator.comparingInt(IoThread::id));
        return threads;
    }

    private static @Nullable IoThread find(List<IoThread> threads, int id) {
        return threads.stream().filter(thread -> thread.id() == id).findFirst().orElse(null);
    }

    private static List<CpuTune.IoThreadPin> pins(DomainDescription description) {
        return description.cputune() == null ? List.of() : description.cputune().iothreadpin();
    }

    private static Scope scope(Guest guest, Affect... flags) {
        return Scope.of(guest, Flag.has(flags, Affect.LIVE), Flag.has(flags, Affect.CONFIG));
    }

    /** What is done to a thread, in QEMU and in a document. */
    private interface Change {
        void live(Run run, DomainDescription description);

        DomainDescription apply(DomainDescription old);
    }

    private void change(Guest guest, String call, Change change, Affect... flags) {
        try (JobLock.Job job = guest.jobs().begin(call)) {
            Scope scope = scope(guest, flags);
            if (scope.config()) {
                change.apply(guest.definition().orElseGet(guest::description));
            }
            if (scope.live()) {
                Run run = guest.run();
                change.apply(guest.description());
                change.live(run, guest.description());
                guest.note(run, notes -> notes.description(change::apply));
            }
            if (scope.config()) {
                definitions.change(guest, change::apply);
            }
        }
    }

    /** Adds a thread. */
    public void add(Guest guest, int id, Affect... flags) {
        if (id <= 0) {
            throw Errors.argument("invalid value of 0 for iothread_id");
        }
        change(guest, "virDomainAddIOThread", new Change() {
            @Override
            public void live(Run run, DomainDescription description) {
                Ask.monitor(run, "object-add", Map.of("qom-type", "iothread", "id", "iothread" + id));
            }

            @Override
            public DomainDescription apply(DomainDescription old) {
                List<IoThread> threads = all(old);
                if (find(threads, id) != null) {
                    throw Errors.argument("an IOThread is already using iothread_id '" + id + "'");
                }
                threads.add(new IoThread(id, null, null, null, null, null));
                return with(old, threads);
            }
        }, flags);
    }

    private static DomainDescription with(DomainDescription old, List<IoThread> threads) {
        return Records.with(old, "iothreads", threads.isEmpty() ? null : threads.size()).withIothreadids(threads);
    }

    /** Removes a thread that serves nothing. */
    public void delete(Guest guest, int id, Affect... flags) {
        change(guest, "virDomainDelIOThread", new Change() {
            @Override
            public void live(Run run, DomainDescription description) {
                Ask.monitor(run, "object-del", Map.of("id", "iothread" + id));
            }

            @Override
            public DomainDescription apply(DomainDescription old) {
                List<IoThread> threads = all(old);
                require(threads, id);
                for (Disk disk : old.devices().disks()) {
                    Disk.Driver driver = disk.driver();
                    boolean used = driver != null
                            && (driver.iothread() != null && driver.iothread() == id
                                    || driver.iothreads().stream().anyMatch(each -> each.id() == id));
                    if (used) {
                        throw Errors.argument("cannot remove IOThread " + id + " since it is being used by disk '" + Disks.target(disk) + "'");
                    }
                }
                threads.removeIf(thread -> thread.id() == id);
                List<CpuTune.IoThreadPin> pins = pins(old).stream().filter(pin -> pin.iothread() != id).toList();
                DomainDescription changed = with(old, threads);
                return old.cputune() == null
                        ? changed
                        : changed.withCputune(Records.with(old.cputune(), "iothreadpin", pins));
            }
        }, flags);
    }

    private static IoThread require(List<IoThread> threads, int id) {
        IoThread found = find(threads, id);
        if (found == null) {
            throw Errors.argument("cannot find IOThread '" + id + "' in iothreadids list");
        }
        return found;
    }

    /** Says where a thread may run. */
    public void pin(Guest guest, int id, BitSet cpus, Affect... flags) {
        if (cpus.isEmpty()) {
            throw Errors.argument("Empty iothread cpumap list for pinning");
        }
        change(guest, "virDomainPinIOThread", new Change() {
            @Override
            public void live(Run run, DomainDescription description) {
                try {
                    CpuAffinity.set(threads(run).getOrDefault(id, 0L), cpus);
                } catch (HostException e) {
                    throw Errors.system(String.valueOf(e.getMessage()), e);
                }
            }

            @Override
            public DomainDescription apply(DomainDescription old) {
                require(all(old), id);
                List<CpuTune.IoThreadPin> pins = new ArrayList<>(pins(old));
                pins.removeIf(pin -> pin.iothread() == id);
                pins.add(new CpuTune.IoThreadPin(id, IdSet.of(cpus)));
                pins.sort(Comparator.comparingInt(CpuTune.IoThreadPin::iothread));
                CpuTune tune = old.cputune() == null ? Records.blank(CpuTune.class) : old.cputune();
                return old.withCputune(Records.with(tune, "iothreadpin", List.copyOf(pins)));
            }
        }, flags);
    }

    /** Changes how a thread polls. */
    public void set(Guest guest, int id, TypedParameters given, Affect... flags) {
        change(guest, "virDomainSetIOThreadParams", new Change() {
            @Override
            public void live(Run run, DomainDescription description) {
                Map<String, String> names = new LinkedHashMap<>(Map.of(
                        "poll_max_ns", "poll-max-ns", "poll_grow", "poll-grow", "poll_shrink", "poll-shrink",
                        "thread_pool_min", "thread-pool-min", "thread_pool_max", "thread-pool-max"));
                given.values().forEach((name, value) -> Ask.monitor(run, "qom-set", Map.of(
                        "path", "/objects/iothread" + id,
                        "property", names.getOrDefault(name, name),
                        "value", given.number(name).orElseThrow())));
            }

            @Override
            public DomainDescription apply(DomainDescription old) {
                List<IoThread> threads = all(old);
                IoThread thread = require(threads, id);
                IoThread changed = POLLING.apply(thread, given);
                threads.replaceAll(each -> each.id() == id ? changed : each);
                return with(old, threads);
            }
        }, flags);
    }
}

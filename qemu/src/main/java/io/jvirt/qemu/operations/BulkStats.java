package io.jvirt.qemu.operations;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainStats;
import io.jvirt.api.JvirtException;
import io.jvirt.api.TypedParameters;
import io.jvirt.host.process.ProcessStat;
import io.jvirt.host.process.ProcessUsage;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.qmp.QmpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A guest's statistics for tools that watch many ({@code virConnectGetAllDomainStats}), under libvirt's names. What a guest cannot tell,
 * because it is off or its QEMU lacks it, is left out.
 */
public final class BulkStats {
    private static final Map<Integer, String> MEMORY = Map.ofEntries(
            Map.entry(0, "swap_in"),
            Map.entry(1, "swap_out"),
            Map.entry(2, "major_fault"),
            Map.entry(3, "minor_fault"),
            Map.entry(4, "unused"),
            Map.entry(5, "available"),
            Map.entry(7, "rss"),
            Map.entry(8, "usable"),
            Map.entry(9, "last-update"),
            Map.entry(10, "disk_caches"),
            Map.entry(11, "hugetlb_pgalloc"),
            Map.entry(12, "hugetlb_pgfail"));

    /** How long one guest's QEMU may keep the figures of all others waiting. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The same for who wants what can be had at once. */
    private static final Duration NO_WAIT = Duration.ofMillis(500);

    private BulkStats() {}

    /**
     * {@return the figures of some groups of many guests, in the order of the guests} The guests are asked at the same
     * time. What a QEMU does not answer in time is left out, and one that is known to hang is not waited for again.
     *
     * @param wait whether a guest may take its time, or tells only what is known at once
     */
    public static List<DomainStats> collect(
            List<Guest> guests, Set<DomainFlags.Stats> groups, boolean wait, Function<Guest, Domain> handles) {
        List<Future<TypedParameters>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            guests.forEach(guest -> answers.add(threads.submit(() -> collect(guest, groups, wait))));
        }
        List<DomainStats> result = new ArrayList<>();
        for (int i = 0; i < guests.size(); i++) {
            try {
                result.add(new DomainStats(handles.apply(guests.get(i)), answers.get(i).get()));
            } catch (ExecutionException e) {
                throw e.getCause() instanceof JvirtException failure ? failure : Errors.internal("statistics: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Errors.failed("interrupted while guests tell their statistics");
            }
        }
        return result;
    }

    /** A running guest and what its QEMU said. */
    private record Live(Run run, Answers answers) {}

    /** {@return the figures of some groups} A guest that ends meanwhile tells what is known of one that is off. */
    static TypedParameters collect(Guest guest, Set<DomainFlags.Stats> groups, boolean wait) {
        Optional<Live> live = ask(guest, groups, wait);
        TypedParameters.Builder out = TypedParameters.builder();
        for (DomainFlags.Stats group : groups) {
            add(group, guest, live, out);
        }
        return out.build();
    }

    /** {@return the run with what QEMU says; empty when the guest is off} */
    private static Optional<Live> ask(Guest guest, Set<DomainFlags.Stats> groups, boolean wait) {
        Run run = guest.runOrNull();
        QmpClient monitor = run == null ? null : run.monitorOrNull();
        if (run == null || monitor == null) {
            return Optional.empty();
        }
        Live silent = new Live(run, new Answers(Map.of()));
        boolean hangs = monitor.silence().compareTo(wait ? PATIENCE : NO_WAIT) > 0;
        if (hangs || !wait && guest.jobs().busy()) {
            return Optional.of(silent);
        }
        try {
            return Optional.of(new Live(run, Answers.ask(run, questions(guest.description(), groups), wait ? PATIENCE : NO_WAIT)));
        } catch (JvirtException e) {
            return guest.runOrNull() == run ? Optional.of(silent) : Optional.empty();
        }
    }

    private static List<QmpClient.Request> questions(DomainDescription description, Set<DomainFlags.Stats> groups) {
        List<QmpClient.Request> questions = new ArrayList<>();
        for (DomainFlags.Stats group : groups) {
            switch (group) {
                case BALLOON -> questions.addAll(MemoryControl.questions(description));
                case VCPU -> questions.add(new QmpClient.Request("query-cpus-fast", Map.of()));
                case BLOCK -> {
                    if (!description.devices().disks().isEmpty()) {
                        questions.add(new QmpClient.Request("query-blockstats", Map.of()));
                        questions.add(new QmpClient.Request("query-block", Map.of()));
                    }
                }
                case IOTHREAD -> {
                    if (description.iothreads() != null) {
                        questions.add(new QmpClient.Request("query-iothreads", Map.of()));
                    }
                }
                case DIRTYRATE -> questions.add(new QmpClient.Request("query-dirty-rate", Map.of()));
                case STATE, CPU_TOTAL, INTERFACE, PERF, MEMORY, VM -> {
                    // The host knows, or nobody does.
                }
            }
        }
        return questions;
    }

    private static void add(DomainFlags.Stats group, Guest guest, Optional<Live> live, TypedParameters.Builder out) {
        switch (group) {
            case STATE -> {
                out.add("state.state", guest.reason().state().number());
                out.add("state.reason", guest.reason().number());
            }
            case CPU_TOTAL -> {
                // A guest that is off has used none, and clients count on the figures.
                Optional<ProcessStat> stat = live.flatMap(l -> Vitals.stat(l.run()));
                long user = stat.map(ProcessStat::userTicks).orElse(0L);
                long system = stat.map(ProcessStat::systemTicks).orElse(0L);
                out.addUnsigned("cpu.time", ProcessStat.nanos(user + system));
                out.addUnsigned("cpu.user", ProcessStat.nanos(user));
                out.addUnsigned("cpu.system", ProcessStat.nanos(system));
            }
            case BALLOON -> balloon(guest, live, out);
            case VCPU -> vcpus(guest, live, out);
            case INTERFACE -> live.ifPresent(_ -> interfaces(guest, out));
            case BLOCK -> blocks(guest, live, out);
            case IOTHREAD -> live.flatMap(l -> l.answers().to("query-iothreads")).ifPresent(threads -> ioThreads(threads, out));
            case DIRTYRATE -> live.flatMap(l -> l.answers().to("query-dirty-rate")).ifPresent(rate -> dirtyRate(rate, out));
            case PERF, MEMORY, VM -> {
                // Performance counters, cache monitors and KVM's own figures: this guest has none of them.
            }
        }
    }

    private static void balloon(Guest guest, Optional<Live> live, TypedParameters.Builder out) {
        out.addUnsigned("balloon.current", Vitals.currentMemoryKib(guest.description()));
        out.addUnsigned("balloon.maximum", Vitals.totalMemoryKib(guest.description()));
        if (live.isPresent()) {
            for (Domain.MemoryStat stat : MemoryControl.stats(live.get().run(), live.get().answers())) {
                String name = MEMORY.get(stat.tag());
                if (name != null) {
                    out.addUnsigned("balloon." + name, stat.value());
                }
            }
        }
    }

    private static void vcpus(Guest guest, Optional<Live> live, TypedParameters.Builder out) {
        out.addUnsigned("vcpu.current", Vitals.vcpus(guest.description()));
        out.addUnsigned("vcpu.maximum", Vitals.maxVcpus(guest.description()));
        Optional<JsonNode> answer = live.flatMap(l -> l.answers().to("query-cpus-fast"));
        if (live.isEmpty() || answer.isEmpty()) {
            return;
        }
        long pid = live.get().run().process().identity().pid();
        VcpuThreads.in(answer.get()).forEach((number, thread) -> {
            String prefix = "vcpu." + number + ".";
            out.add(prefix + "state", 1);
            ProcessStat.read(pid, thread)
                    .ifPresent(stat -> out.addUnsigned(prefix + "time", ProcessStat.nanos(stat.userTicks() + stat.systemTicks())));
            ProcessUsage.waitNanos(pid, thread).ifPresent(nanos -> out.addUnsigned(prefix + "wait", nanos));
            ProcessUsage.scheduling(pid, thread).ifPresent(s -> out.addUnsigned(prefix + "delay", s.delay()));
        });
    }

    private static void interfaces(Guest guest, TypedParameters.Builder out) {
        List<NetworkInterface> cards = guest.description().devices().interfaces();
        out.addUnsigned("net.count", cards.size());
        for (int i = 0; i < cards.size(); i++) {
            String prefix = "net." + i + ".";
            String device = Interfaces.hostDevice(cards.get(i));
            if (!device.isEmpty()) {
                out.add(prefix + "name", device);
            }
            Interfaces.counters(cards.get(i)).ifPresent(c -> {
                out.addUnsigned(prefix + "rx.bytes", c.rxBytes());
                out.addUnsigned(prefix + "rx.pkts", c.rxPackets());
                out.addUnsigned(prefix + "rx.errs", c.rxErrors());
                out.addUnsigned(prefix + "rx.drop", c.rxDrops());
                out.addUnsigned(prefix + "tx.bytes", c.txBytes());
                out.addUnsigned(prefix + "tx.pkts", c.txPackets());
                out.addUnsigned(prefix + "tx.errs", c.txErrors());
                out.addUnsigned(prefix + "tx.drop", c.txDrops());
            });
        }
    }

    private static void blocks(Guest guest, Optional<Live> live, TypedParameters.Builder out) {
        List<Disk> disks = guest.description().devices().disks();
        Map<String, JsonNode> figures = live.flatMap(l -> l.answers().to("query-blockstats")).map(Disks::byAlias).orElse(Map.of());
        Map<String, JsonNode> devices = live.flatMap(l -> l.answers().to("query-block")).map(Disks::byAlias).orElse(Map.of());
        out.addUnsigned("block.count", disks.size());
        for (int i = 0; i < disks.size(); i++) {
            Disk disk = disks.get(i);
            String prefix = "block." + i + ".";
            out.add(prefix + "name", Disks.target(disk));
            String path = Disks.path(disk);
            if (path != null) {
                out.add(prefix + "path", path);
            }
            Integer index = disk.source().common().index();
            if (index != null) {
                out.addUnsigned(prefix + "backingIndex", index.intValue());
            }
            String alias = disk.info().alias();
            JsonNode stats = alias == null ? null : figures.get(alias);
            if (stats != null) {
                requests(prefix, stats.path("stats"), out);
            }
            sizes(prefix, disk, Optional.ofNullable(alias == null ? null : devices.get(alias)), out);
        }
    }

    private static void requests(String prefix, JsonNode stats, TypedParameters.Builder out) {
        out.addUnsigned(prefix + "rd.reqs", stats.path("rd_operations").asLong(0));
        out.addUnsigned(prefix + "rd.bytes", stats.path("rd_bytes").asLong(0));
        out.addUnsigned(prefix + "rd.times", stats.path("rd_total_time_ns").asLong(0));
        out.addUnsigned(prefix + "wr.reqs", stats.path("wr_operations").asLong(0));
        out.addUnsigned(prefix + "wr.bytes", stats.path("wr_bytes").asLong(0));
        out.addUnsigned(prefix + "wr.times", stats.path("wr_total_time_ns").asLong(0));
        out.addUnsigned(prefix + "fl.reqs", stats.path("flush_operations").asLong(0));
        out.addUnsigned(prefix + "fl.times", stats.path("flush_total_time_ns").asLong(0));
    }

    private static void sizes(String prefix, Disk disk, Optional<JsonNode> device, TypedParameters.Builder out) {
        Disks.Sizes sizes;
        try {
            sizes = Disks.sizes(disk, device.map(node -> node.path("inserted").path("image")));
        } catch (JvirtException e) {
            // An image that is away must not cost the other figures.
            return;
        }
        known(prefix + "allocation", sizes.allocation(), out);
        known(prefix + "capacity", sizes.capacity(), out);
        known(prefix + "physical", sizes.physical(), out);
    }

    /** As libvirt, which takes nothing for not known. */
    private static void known(String name, long bytes, TypedParameters.Builder out) {
        if (bytes > 0) {
            out.addUnsigned(name, bytes);
        }
    }

    private static void ioThreads(JsonNode threads, TypedParameters.Builder out) {
        if (threads.isEmpty()) {
            return;
        }
        out.addUnsigned("iothread.count", threads.size());
        for (JsonNode thread : threads) {
            String id = thread.path("id").asString("");
            if (id.startsWith("iothread")) {
                String prefix = "iothread." + id.substring("iothread".length()) + ".";
                out.addUnsigned(prefix + "poll-max-ns", thread.path("poll-max-ns").asLong(0));
                out.addUnsigned(prefix + "poll-grow", thread.path("poll-grow").asInt(0));
                out.addUnsigned(prefix + "poll-shrink", thread.path("poll-shrink").asInt(0));
            }
        }
    }

    private static void dirtyRate(JsonNode rate, TypedParameters.Builder out) {
        int status = switch (rate.path("status").asString("")) {
            case "measuring" -> 1;
            case "measured" -> 2;
            default -> 0;
        };
        out.add("dirtyrate.calc_status", status);
        out.add("dirtyrate.calc_start_time", rate.path("start-time").asLong(0));
        out.add("dirtyrate.calc_period", rate.path("calc-time").asInt(0));
        if (rate.has("dirty-rate")) {
            out.add("dirtyrate.megabytes_per_second", rate.path("dirty-rate").asLong(0));
        }
        if (rate.has("mode")) {
            out.add("dirtyrate.calc_mode", rate.path("mode").asString(""));
        }
    }
}

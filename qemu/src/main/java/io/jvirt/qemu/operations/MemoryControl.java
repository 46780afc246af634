package io.jvirt.qemu.operations;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.Flag;
import io.jvirt.host.process.ProcessUsage;
import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.MemBalloon;
import io.jvirt.model.domain.Memory;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.qmp.QmpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A guest's memory: how much it may use, and how it does. */
public final class MemoryControl {
    private final StoredDefinition definitions;

    public MemoryControl(StoredDefinition definitions) {
        this.definitions = definitions;
    }

    /** Changes what the guest may use, or what it is built with. */
    public void set(Guest guest, long kib, DomainFlags.Memory... flags) {
        if (kib <= 0) {
            throw Errors.argument("memory in virDomainSetMemoryFlags must be greater than 0");
        }
        try (JobLock.Job job = guest.jobs().begin("virDomainSetMemoryFlags")) {
            Scope scope = Scope.of(
                    guest, Flag.has(flags, DomainFlags.Memory.LIVE), Flag.has(flags, DomainFlags.Memory.CONFIG));
            MemorySize size = MemorySize.ofKib(kib);
            if (Flag.has(flags, DomainFlags.Memory.MAXIMUM)) {
                if (scope.live()) {
                    throw Errors.invalid("cannot resize the maximum memory on an active domain");
                }
                definitions.change(guest, old -> withMaximum(old, size));
                return;
            }
            if (scope.live()) {
                requireAtMost(kib, guest.description());
            }
            if (scope.config()) {
                requireAtMost(kib, guest.definition().orElseGet(guest::description));
            }
            if (scope.live()) {
                if (balloon(guest.description()).isEmpty()) {
                    throw Errors.invalid("Unable to change memory of active domain without the balloon device and guest OS balloon driver");
                }
                Ask.monitor(guest.run(), "balloon", Map.of("value", size.bytes()));
            }
            if (scope.config()) {
                definitions.change(guest, old -> old.withCurrentMemory(size));
            }
        }
    }

    private static void requireAtMost(long kib, DomainDescription description) {
        if (kib > Vitals.totalMemoryKib(description)) {
            throw Errors.argument("cannot set memory higher than max memory");
        }
    }

    private static DomainDescription withMaximum(DomainDescription old, MemorySize size) {
        Memory memory = old.memory();
        MemorySize current = old.currentMemory();
        DomainDescription changed = old.withMemory(memory == null ? new Memory(null, size) : memory.withSize(size));
        return current != null && current.compareTo(size) > 0 ? changed.withCurrentMemory(size) : changed;
    }

    /** {@return what the guest is built with, in KiB} */
    public static long maximum(Guest guest) {
        return Vitals.totalMemoryKib(guest.description());
    }

    /** Says how often the balloon gathers statistics. */
    public void setPeriod(Guest guest, int seconds, DomainFlags.Memory... flags) {
        if (seconds < 0) {
            throw Errors.argument("a period of " + seconds + " seconds cannot be; 0 switches the statistics off");
        }
        try (JobLock.Job job = guest.jobs().begin("virDomainSetMemoryStatsPeriod")) {
            Scope scope = Scope.of(
                    guest, Flag.has(flags, DomainFlags.Memory.LIVE), Flag.has(flags, DomainFlags.Memory.CONFIG));
            if (scope.live()) {
                String path = balloon(guest.description()).orElseThrow(MemoryControl::noBalloon);
                Run run = guest.run();
                Ask.monitor(
                        run, "qom-set", Map.of("path", path, "property", "guest-stats-polling-interval", "value", seconds));
                guest.note(run, notes -> notes.description(old -> withPeriod(old, seconds)));
            }
            if (scope.config()) {
                if (balloon(guest.definition().orElseGet(guest::description)).isEmpty()) {
                    throw noBalloon();
                }
                definitions.change(guest, old -> withPeriod(old, seconds));
            }
        }
    }

    private static RuntimeException noBalloon() {
        return Errors.invalid("Memory balloon model must be virtio to set the collection period");
    }

    private static DomainDescription withPeriod(DomainDescription old, int seconds) {
        MemBalloon balloon = old.devices().memballoon();
        @Nullable Integer period = seconds == 0 ? null : seconds;
        return balloon == null
                ? old
                : old.withDevices(Records.with(old.devices(), "memballoon", Records.with(balloon, "statsPeriod", period)));
    }

    /** {@return the path of the balloon in QEMU's object tree; empty when the guest has none} */
    static Optional<String> balloon(DomainDescription description) {
        MemBalloon balloon = description.devices().memballoon();
        if (balloon == null || balloon.model() == MemBalloon.Model.NONE) {
            return Optional.empty();
        }
        // A definition has no aliases yet, but the balloon will have one.
        String alias = balloon.info().alias();
        return Optional.of("/machine/peripheral/" + (alias == null ? "balloon0" : alias));
    }

    /** libvirt's tags with QEMU's names; sizes are bytes there and KiB here. */
    private enum Figure {
        SWAP_IN(0, "stat-swap-in", true),
        SWAP_OUT(1, "stat-swap-out", true),
        MAJOR_FAULT(2, "stat-major-faults", false),
        MINOR_FAULT(3, "stat-minor-faults", false),
        UNUSED(4, "stat-free-memory", true),
        AVAILABLE(5, "stat-total-memory", true),
        USABLE(8, "stat-available-memory", true),
        DISK_CACHES(10, "stat-disk-caches", true),
        HUGETLB_PGALLOC(11, "stat-htlb-pgalloc", false),
        HUGETLB_PGFAIL(12, "stat-htlb-pgfail", false);

        private final int tag;
        private final String name;
        private final boolean bytes;

        Figure(int tag, String name, boolean bytes) {
            this.tag = tag;
            this.name = name;
            this.bytes = bytes;
        }
    }

    private static final int ACTUAL = 6;
    private static final int RSS = 7;
    private static final int LAST_UPDATE = 9;

    /** {@return the balloon's figures and the size of QEMU's process} */
    public static List<Domain.MemoryStat> stats(Guest guest) {
        Run run = guest.run();
        return stats(run, Answers.ask(run, questions(guest.description()), JobLock.PATIENCE));
    }

    /** {@return what has to be asked for the figures} */
    static List<QmpClient.Request> questions(DomainDescription description) {
        return balloon(description)
                .map(path -> List.of(
                        new QmpClient.Request("query-balloon", Map.of()),
                        new QmpClient.Request("qom-get", Map.of("path", path, "property", "guest-stats"))))
                .orElse(List.of());
    }

    static List<Domain.MemoryStat> stats(Run run, Answers answers) {
        List<Domain.MemoryStat> result = new ArrayList<>();
        answers.to("query-balloon")
                .ifPresent(answer -> result.add(new Domain.MemoryStat(ACTUAL, answer.path("actual").asLong(0) / 1024)));
        answers.to("qom-get").ifPresent(answer -> add(answer, result));
        OptionalLong resident = ProcessUsage.residentKib(run.process().identity().pid());
        resident.ifPresent(kib -> result.add(new Domain.MemoryStat(RSS, kib)));
        return result;
    }

    private static void add(JsonNode answer, List<Domain.MemoryStat> result) {
        for (Figure figure : Figure.values()) {
            JsonNode value = answer.path("stats").path(figure.name);
            // What the guest did not tell is 2^64-1, or -1 in older QEMUs.
            if (value.canConvertToLong() && value.asLong(-1) >= 0) {
                result.add(new Domain.MemoryStat(figure.tag, figure.bytes ? value.asLong(0) / 1024 : value.asLong(0)));
            }
        }
        result.add(new Domain.MemoryStat(LAST_UPDATE, answer.path("last-update").asLong(0)));
    }
}

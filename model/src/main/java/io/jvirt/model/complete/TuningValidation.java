package io.jvirt.model.complete;

import io.jvirt.model.IdSet;
import io.jvirt.model.domain.CpuTune;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.IdMap;
import io.jvirt.model.domain.LifecycleAction;
import io.jvirt.model.xml.XmlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** CPU and thread tuning, lifecycle actions and id maps. Each message is libvirt's. */
final class TuningValidation {
    private static final int MIN_PERIOD = 1000;
    private static final int MAX_PERIOD = 1_000_000;
    private static final long MAX_QUOTA = 17_592_186_044_415L;

    private TuningValidation() {
    }

    static void check(DomainDescription domain) {
        action("on_poweroff", domain.onPoweroff());
        action("on_reboot", domain.onReboot());
        idMap(domain.idmap());
        threads(domain);
        vcpus(domain);
        if (domain.cputune() != null) {
            tune(domain.cputune());
        }
    }

    /** A core dump is something that only a crash can lead to. */
    private static void action(String event, @Nullable LifecycleAction action) {
        if (action == LifecycleAction.COREDUMP_DESTROY || action == LifecycleAction.COREDUMP_RESTART) {
            throw XmlException.unsupported("The lifecycle event '" + event + "' doesn't support '" + action.xml() + "' action");
        }
    }

    private static void idMap(@Nullable IdMap map) {
        if (map == null) {
            return;
        }
        boolean rootMapped = map.uid().stream().anyMatch(range -> range.start() == 0) && map.gid().stream().anyMatch(range -> range.start() == 0);
        if ((!map.uid().isEmpty() || !map.gid().isEmpty()) && !rootMapped) {
            throw XmlException.unsupported("You must map the root user of container");
        }
    }

    private static void threads(DomainDescription domain) {
        var ids = new HashSet<Integer>();
        for (var thread : domain.iothreadids()) {
            if (!ids.add(thread.id())) {
                throw XmlException.invalid("duplicate iothread id '" + thread.id() + "' found");
            }
        }
    }

    private static void vcpus(DomainDescription domain) {
        int count = Objects.requireNonNull(domain.vcpu()).maximum();
        var ids = new HashSet<Integer>();
        var orders = new HashSet<Integer>();
        for (var vcpu : domain.vcpus()) {
            if (vcpu.id() >= count) {
                throw XmlException.invalid("vcpu id '" + vcpu.id() + "' is out of range of maximum vcpu count");
            }
            if (!ids.add(vcpu.id())) {
                throw XmlException.invalid("duplicate vcpu id '" + vcpu.id() + "'");
            }
            if (vcpu.order() != null && !orders.add(vcpu.order())) {
                throw XmlException.invalid("duplicate vcpu order '" + vcpu.order() + "'");
            }
        }
    }

    private static void tune(CpuTune tune) {
        var pinned = new HashSet<Integer>();
        for (var pin : tune.vcpupin()) {
            if (!pinned.add(pin.vcpu())) {
                throw XmlException.invalid("duplicate vcpupin for vcpu '" + pin.vcpu() + "'");
            }
        }
        for (var period : Arrays.asList(tune.period(), tune.globalPeriod(), tune.emulatorPeriod(), tune.iothreadPeriod())) {
            if (period != null && period != 0 && (period < MIN_PERIOD || period > MAX_PERIOD)) {
                throw XmlException.invalid("Value of cputune 'period' must be in range [1000, 1000000]");
            }
        }
        for (var quota : Arrays.asList(tune.quota(), tune.globalQuota(), tune.emulatorQuota(), tune.iothreadQuota())) {
            if (quota != null && quota > 0 && (quota < MIN_PERIOD || quota > MAX_QUOTA)) {
                throw XmlException.invalid("Value of cputune 'quota' must be in range [1000, 17592186044415]");
            }
        }
        var vcpus = new ArrayList<IdSet>();
        for (var sched : tune.vcpusched()) {
            scheduling(sched.scheduler(), sched.priority(), sched.vcpus(), vcpus, "vcpusched attributes 'vcpus' must not overlap");
        }
        var threads = new ArrayList<IdSet>();
        for (var sched : tune.iothreadsched()) {
            scheduling(sched.scheduler(), sched.priority(), sched.iothreads(), threads, "iothreadsched attributes 'iothreads' must not overlap");
        }
    }

    private static void scheduling(CpuTune.Scheduler scheduler, @Nullable Integer priority, IdSet ids, List<IdSet> taken, String overlap) {
        boolean realTime = scheduler == CpuTune.Scheduler.FIFO || scheduler == CpuTune.Scheduler.RR;
        if (realTime && priority == null) {
            throw XmlException.invalid("Missing scheduler priority");
        }
        if (taken.stream().anyMatch(ids::intersects)) {
            throw XmlException.invalid(overlap);
        }
        taken.add(ids);
    }
}

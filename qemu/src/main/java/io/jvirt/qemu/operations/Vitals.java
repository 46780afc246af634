package io.jvirt.qemu.operations;

import io.jvirt.api.Domain;
import io.jvirt.api.TypedParameters;
import io.jvirt.host.facts.HostCpus;
import io.jvirt.host.process.CpuAffinity;
import io.jvirt.host.process.ProcessStat;
import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Memory;
import io.jvirt.model.domain.MemoryDevice;
import io.jvirt.model.domain.VcpuCount;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.qmp.QmpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A guest at a glance, and what its virtual CPUs use. */
public final class Vitals {
    private Vitals() {}

    /** {@return state, memory, CPUs and CPU time} */
    public static Domain.DomainInfo info(Guest guest) {
        DomainDescription description = guest.description();
        Run run = guest.runOrNull();
        return new Domain.DomainInfo(
                guest.state(),
                totalMemoryKib(description),
                currentMemoryKib(description),
                vcpus(description),
                run == null ? 0 : cpuTime(run));
    }

    /** {@return what the monitor does: 0 nothing, 1 a call is at work, 2 QEMU owes an answer, and for how long} */
    public static Domain.ControlInfo control(Guest guest) {
        QmpClient monitor = guest.run().monitorOrNull();
        Duration silence = monitor == null ? Duration.ZERO : monitor.silence();
        if (!silence.isZero()) {
            return new Domain.ControlInfo(2, 0, silence.toMillis());
        }
        return new Domain.ControlInfo(guest.jobs().busy() ? 1 : 0, 0, 0);
    }

    /** {@return what the guest is built with, memory modules among it} */
    static long totalMemoryKib(DomainDescription description) {
        Memory memory = description.memory();
        long total = memory == null ? 0 : memory.size().kib();
        for (MemoryDevice module : description.devices().memories()) {
            MemorySize size = module.target().size();
            total += size == null ? 0 : size.kib();
        }
        return total;
    }

    /** {@return what the guest uses, as the balloon told last} */
    static long currentMemoryKib(DomainDescription description) {
        MemorySize current = description.currentMemory();
        return current == null ? totalMemoryKib(description) : current.kib();
    }

    static int vcpus(DomainDescription description) {
        VcpuCount count = description.vcpu();
        if (count == null) {
            return 1;
        }
        Integer current = count.current();
        return current == null ? count.maximum() : current;
    }

    static int maxVcpus(DomainDescription description) {
        VcpuCount count = description.vcpu();
        return count == null ? 1 : count.maximum();
    }

    /** {@return CPU time of the whole process in nanoseconds, 0 when it has ended meanwhile} */
    static long cpuTime(Run run) {
        return stat(run).map(stat -> ProcessStat.nanos(stat.userTicks() + stat.systemTicks())).orElse(0L);
    }

    static Optional<ProcessStat> stat(Run run) {
        return Optional.ofNullable(run.processOrNull()).flatMap(process -> ProcessStat.read(process.identity().pid()));
    }

    /** {@return what each plugged virtual CPU does and where it may run} */
    public static List<Domain.VcpuInfo> vcpuInfo(Guest guest) {
        Run run = guest.run();
        long pid = run.process().identity().pid();
        List<Domain.VcpuInfo> result = new ArrayList<>();
        for (Map.Entry<Integer, Long> vcpu : VcpuThreads.of(run).entrySet()) {
            Optional<ProcessStat> stat = ProcessStat.read(pid, vcpu.getValue());
            result.add(new Domain.VcpuInfo(
                    vcpu.getKey(),
                    1,
                    stat.map(s -> ProcessStat.nanos(s.userTicks() + s.systemTicks())).orElse(0L),
                    stat.map(ProcessStat::processor).orElse(-1),
                    new Domain.CpuSet(CpuAffinity.get(vcpu.getValue()).orElseGet(BitSet::new))));
        }
        return result;
    }

    /** {@return CPU time used; only the total is known without accounting by control groups} */
    public static List<TypedParameters> cpuStats(Guest guest, int start, int count) {
        Run run = guest.run();
        if (start != -1) {
            int cpus = HostCpus.read().cpus().size();
            if (start < -1 || start >= cpus) {
                throw Errors.argument("start_cpu " + start + " larger than maximum of " + (cpus - 1));
            }
            throw Errors.invalid("cgroup CPUACCT controller is not mounted");
        }
        ProcessStat stat = stat(run).orElseThrow(Errors::notRunning);
        return List.of(TypedParameters.builder()
                .addUnsigned("cpu_time", ProcessStat.nanos(stat.userTicks() + stat.systemTicks()))
                .addUnsigned("user_time", ProcessStat.nanos(stat.userTicks()))
                .addUnsigned("system_time", ProcessStat.nanos(stat.systemTicks()))
                .build());
    }
}

package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.DomainProcedures.*;

import io.jvirt.api.DomainFigures;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.TypedParameters;
import io.jvirt.rpc.protocol.DomainMessages;
import java.util.ArrayList;
import java.util.List;

/** What a daemon's guest uses. */
interface RemoteFigures extends RemotePart, DomainFigures {
    /** The flag that lets a daemon answer with strings in typed parameters. */
    int STRING_OKAY = 1 << 2;

    /** The most parameters that daemons give of block devices and CPUs. */
    int PARAMETERS_MAX = 16;

    /** The most CPUs that are asked for at once. */
    int CPUS_MAX = 128;

    /** The most figures of memory that are asked for. */
    int MEMORY_STATS_MAX = 64;

    @Override
    default List<MemoryStat> memoryStats() {
        List<MemoryStat> stats = new ArrayList<>();
        DomainMessages.NumberFlags wanted = new DomainMessages.NumberFlags(ref(), MEMORY_STATS_MAX, 0);
        for (DomainMessages.MemoryStat stat : client().call(DOMAIN_MEMORY_STATS, wanted).stats()) {
            stats.add(new MemoryStat(stat.tag(), stat.value()));
        }
        return stats;
    }

    @Override
    default BlockStats blockStats(String disk) {
        DomainMessages.BlockStats stats = client().call(DOMAIN_BLOCK_STATS, new DomainMessages.Text(ref(), disk));
        return new BlockStats(
                stats.readRequests(), stats.readBytes(), stats.writeRequests(), stats.writeBytes(), stats.errors());
    }

    @Override
    default TypedParameters blockStatsFlags(String disk, int flags) {
        return client().call(
                        DOMAIN_BLOCK_STATS_FLAGS,
                        new DomainMessages.BlockStatsFlags(ref(), disk, PARAMETERS_MAX, flags | STRING_OKAY))
                .params();
    }

    @Override
    default BlockInfo blockInfo(String disk, int flags) {
        DomainMessages.BlockInfo info =
                client().call(DOMAIN_GET_BLOCK_INFO, new DomainMessages.TextFlags(ref(), disk, flags));
        return new BlockInfo(info.capacity(), info.allocation(), info.physical());
    }

    @Override
    default InterfaceStats interfaceStats(String device) {
        DomainMessages.InterfaceStats stats =
                client().call(DOMAIN_INTERFACE_STATS, new DomainMessages.Text(ref(), device));
        return new InterfaceStats(
                stats.rxBytes(),
                stats.rxPackets(),
                stats.rxErrors(),
                stats.rxDropped(),
                stats.txBytes(),
                stats.txPackets(),
                stats.txErrors(),
                stats.txDropped());
    }

    @Override
    default List<TypedParameters> cpuStats(int startCpu, int count, int flags) {
        if (startCpu < 0) {
            return cpuFigures(startCpu, 1, flags);
        }
        int all = client().call(DOMAIN_GET_CPU_STATS, new DomainMessages.CpuStats(ref(), 0, 0, 0, flags)).nparams();
        int end = (int) Math.min(all, (long) startCpu + count);
        List<TypedParameters> cpus = new ArrayList<>();
        for (int from = startCpu; from < end; from += CPUS_MAX) {
            cpus.addAll(cpuFigures(from, Math.min(CPUS_MAX, end - from), flags));
        }
        return cpus;
    }

    private List<TypedParameters> cpuFigures(int start, int cpus, int flags) {
        int each = client().call(DOMAIN_GET_CPU_STATS, new DomainMessages.CpuStats(ref(), 0, start, 1, flags)).nparams();
        DomainMessages.CpuFigures answer =
                client().call(DOMAIN_GET_CPU_STATS, new DomainMessages.CpuStats(ref(), each, start, cpus, flags));
        List<TypedParameters> found = new ArrayList<>();
        TypedParameters.Builder one = TypedParameters.builder();
        int inOne = 0;
        for (DomainMessages.CpuFigure figure : answer.figures()) {
            one.add(figure.field(), figure.value());
            if (++inOne == answer.nparams()) {
                found.add(one.build());
                one = TypedParameters.builder();
                inOne = 0;
            }
        }
        return found;
    }

    @Override
    default List<InterfaceAddress> interfaceAddresses(int source, int flags) {
        DomainMessages.Interfaces answer =
                client().call(DOMAIN_INTERFACE_ADDRESSES, new DomainMessages.NumberFlags(ref(), source, flags));
        List<InterfaceAddress> interfaces = new ArrayList<>();
        for (DomainMessages.Interface one : answer.interfaces()) {
            List<IpAddress> addresses = new ArrayList<>();
            for (DomainMessages.Address address : one.addresses()) {
                addresses.add(new IpAddress(address.type(), address.address(), address.prefix()));
            }
            interfaces.add(new InterfaceAddress(one.name(), one.mac(), addresses));
        }
        return interfaces;
    }

    @Override
    default JobInfo jobInfo() {
        DomainMessages.JobInfo job = client().call(DOMAIN_GET_JOB_INFO, ref());
        return new JobInfo(
                job.type(),
                job.timeElapsed(),
                job.timeRemaining(),
                job.dataTotal(),
                job.dataProcessed(),
                job.dataRemaining(),
                job.memTotal(),
                job.memProcessed(),
                job.memRemaining(),
                job.fileTotal(),
                job.fileProcessed(),
                job.fileRemaining());
    }

    @Override
    default JobStats jobStats(DomainFlags.JobStats... flags) {
        DomainMessages.JobStats stats = client().call(DOMAIN_GET_JOB_STATS, with(flags));
        return new JobStats(stats.type(), stats.params());
    }

    @Override
    default void abortJob(int flags) {
        if (flags == 0) {
            client().call(DOMAIN_ABORT_JOB, ref());
        } else {
            client().call(DOMAIN_ABORT_JOB_FLAGS, with(flags));
        }
    }

    @Override
    default List<DiskError> diskErrors(int flags) {
        int count = client().call(DOMAIN_GET_DISK_ERRORS, new DomainMessages.NumberFlags(ref(), 0, flags)).count();
        List<DiskError> errors = new ArrayList<>();
        if (count > 0) {
            DomainMessages.NumberFlags wanted = new DomainMessages.NumberFlags(ref(), count, flags);
            for (DomainMessages.DiskError error : client().call(DOMAIN_GET_DISK_ERRORS, wanted).errors()) {
                errors.add(new DiskError(error.disk(), error.error()));
            }
        }
        return errors;
    }
}

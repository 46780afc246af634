package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.DomainProcedures.*;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.Metadata;
import io.jvirt.api.StateReason;
import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import io.jvirt.rpc.protocol.DomainMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be known of a guest. */
final class DomainInformationHandlers {
    private DomainInformationHandlers() {}

    static void bind(Dispatch on) {
        on.call(DOMAIN_GET_XML_DESC, (call, a) -> {
            DomainFlags.Xml[] flags = call.flags(DomainFlags.Xml.class, a.flags());
            checkSecure(call, flags);
            return call.domain(a.domain()).xml(flags);
        });
        on.call(DOMAIN_GET_INFO, (call, a) -> {
            Domain.DomainInfo info = call.domain(a).info();
            return new DomainMessages.Info(
                    info.state().number(), info.maxMemoryKib(), info.memoryKib(), info.vcpus(), info.cpuTimeNanos());
        });
        on.call(DOMAIN_GET_STATE, (call, a) -> {
            call.noFlags(a.flags());
            StateReason reason = call.domain(a.domain()).status().reason();
            return new DomainMessages.State(reason.state().number(), reason.number());
        });
        on.call(DOMAIN_GET_CONTROL_INFO, (call, a) -> {
            Domain.ControlInfo info = call.domain(a.domain()).controlInfo(a.flags());
            return new DomainMessages.ControlInfo(info.state(), info.details(), info.stateTimeMillis());
        });
        on.call(DOMAIN_GET_OS_TYPE, (call, a) -> call.domain(a).osType());
        on.call(DOMAIN_IS_ACTIVE, (call, a) -> Convert.number(call.domain(a).active()));
        on.call(DOMAIN_IS_PERSISTENT, (call, a) -> Convert.number(call.domain(a).persistent()));
        on.call(DOMAIN_IS_UPDATED, (call, a) -> Convert.number(call.domain(a).updated()));
        on.call(DOMAIN_GET_SECURITY_LABEL, (call, a) -> label(call.domain(a).securityLabel()));
        on.call(DOMAIN_GET_SECURITY_LABEL_LIST, (call, a) -> {
            List<DomainMessages.SecurityLabel> labels = new ArrayList<>();
            for (Domain.SecurityLabel label : call.domain(a).securityLabels()) {
                labels.add(label(label));
            }
            return new DomainMessages.SecurityLabels(labels, labels.size());
        });
        on.call(DOMAIN_GET_MESSAGES, (call, a) -> {
            // The flags choose among deprecations and taints; a daemon may tell more than was asked for.
            return new DomainMessages.Messages(call.domain(a.domain()).messages());
        });
        on.call(DOMAIN_GET_METADATA, (call, a) -> call.domain(a.domain())
                .metadata(metadata(a.type()), a.uri(), call.flags(DomainFlags.Affect.class, a.flags())));
        on.run(DOMAIN_SET_METADATA, (call, a) -> call.domain(a.domain())
                .setMetadata(
                        metadata(a.type()),
                        a.metadata(),
                        a.key(),
                        a.uri(),
                        call.flags(DomainFlags.Affect.class, a.flags())));
        bindStatistics(on);
        bindJobs(on);
    }

    private static void bindStatistics(Dispatch on) {
        on.call(DOMAIN_MEMORY_STATS, (call, a) -> {
            call.noFlags(a.flags());
            List<DomainMessages.MemoryStat> stats = new ArrayList<>();
            for (Domain.MemoryStat stat : Convert.atMost(call.domain(a.domain()).memoryStats(), a.number())) {
                stats.add(new DomainMessages.MemoryStat(stat.tag(), stat.value()));
            }
            return new DomainMessages.MemoryStats(stats);
        });
        on.call(DOMAIN_BLOCK_STATS, (call, a) -> {
            Domain.BlockStats stats = call.domain(a.domain()).blockStats(a.text());
            return new DomainMessages.BlockStats(
                    stats.readRequests(),
                    stats.readBytes(),
                    stats.writeRequests(),
                    stats.writeBytes(),
                    stats.errors());
        });
        on.call(DOMAIN_BLOCK_STATS_FLAGS, (call, a) -> {
            TypedParameters stats = call.domain(a.domain())
                    .blockStatsFlags(a.path(), call.withoutStringFlag(a.flags()));
            return Convert.parameters(stats, a.nparams());
        });
        on.call(DOMAIN_GET_BLOCK_INFO, (call, a) -> {
            Domain.BlockInfo info = call.domain(a.domain()).blockInfo(a.text(), a.flags());
            return new DomainMessages.BlockInfo(info.allocation(), info.capacity(), info.physical());
        });
        on.call(DOMAIN_INTERFACE_STATS, (call, a) -> {
            Domain.InterfaceStats stats = call.domain(a.domain()).interfaceStats(a.text());
            return new DomainMessages.InterfaceStats(
                    stats.rxBytes(),
                    stats.rxPackets(),
                    stats.rxErrors(),
                    stats.rxDrops(),
                    stats.txBytes(),
                    stats.txPackets(),
                    stats.txErrors(),
                    stats.txDrops());
        });
        on.call(DOMAIN_GET_CPU_STATS, DomainInformationHandlers::cpuStats);
        on.call(DOMAIN_GET_DISK_ERRORS, (call, a) -> {
            List<Domain.DiskError> errors = call.domain(a.domain()).diskErrors(a.flags());
            List<DomainMessages.DiskError> found = new ArrayList<>();
            for (Domain.DiskError error : Convert.atMost(errors, a.number())) {
                found.add(new DomainMessages.DiskError(error.disk(), error.error()));
            }
            return new DomainMessages.DiskErrors(found, a.number() == 0 ? errors.size() : found.size());
        });
        on.call(DOMAIN_INTERFACE_ADDRESSES, (call, a) -> {
            if (a.number() == 1) {
                call.needsWrite(); // through the agent: it talks to the guest
            }
            List<DomainMessages.Interface> found = new ArrayList<>();
            for (Domain.InterfaceAddress one : call.domain(a.domain()).interfaceAddresses(a.number(), a.flags())) {
                List<DomainMessages.Address> addresses = new ArrayList<>();
                for (Domain.IpAddress ip : one.addresses()) {
                    addresses.add(new DomainMessages.Address(ip.type(), ip.address(), ip.prefix()));
                }
                found.add(new DomainMessages.Interface(one.name(), one.mac(), addresses));
            }
            return new DomainMessages.Interfaces(found);
        });
    }

    private static void bindJobs(Dispatch on) {
        on.call(DOMAIN_GET_JOB_INFO, (call, a) -> {
            Domain.JobInfo job = call.domain(a).jobInfo();
            return new DomainMessages.JobInfo(
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
        });
        on.call(DOMAIN_GET_JOB_STATS, (call, a) -> {
            Domain.JobStats stats = call.domain(a.domain())
                    .jobStats(call.flags(DomainFlags.JobStats.class, a.flags()));
            return new DomainMessages.JobStats(stats.type(), stats.values());
        });
        on.run(DOMAIN_ABORT_JOB, (call, a) -> call.domain(a).abortJob(0));
        on.run(DOMAIN_ABORT_JOB_FLAGS, (call, a) -> call.domain(a.domain()).abortJob(a.flags()));
    }

    /** Passwords are not for clients that may only look. */
    static void checkSecure(Call call, DomainFlags.Xml[] flags) {
        if (Flag.has(flags, DomainFlags.Xml.SECURE) && call.connection().readOnly()) {
            throw new JvirtException(
                    ErrorCode.OPERATION_DENIED,
                    ErrorDomain.DOMAIN,
                    call.procedure().name() + " with secure flag");
        }
    }

    private static DomainMessages.SecurityLabel label(Domain.SecurityLabel label) {
        return new DomainMessages.SecurityLabel(label.label(), Convert.number(label.enforcing()));
    }

    private static Metadata metadata(int type) {
        return Convert.constant(Metadata.class, type, "metadata type");
    }

    /**
     * No CPUs asks how many CPUs there are, no parameters how many figures each has; the start -1 stands for the sum of
     * all CPUs.
     */
    private static DomainMessages.CpuFigures cpuStats(Call call, DomainMessages.CpuStats a) {
        if (a.nparams() < 0 || a.nparams() > 16 || a.cpus() < 0 || a.cpus() > 128) {
            throw ClientSession.rpcInternal(
                    "at most 16 figures of 128 CPUs at once, not " + a.nparams() + " of " + a.cpus());
        }
        int flags = call.withoutStringFlag(a.flags());
        Domain domain = call.domain(a.domain());
        if (a.cpus() == 0) {
            return new DomainMessages.CpuFigures(
                    List.of(), domain.cpuStats(0, Integer.MAX_VALUE, flags).size());
        }
        List<TypedParameters> cpus = domain.cpuStats(a.startCpu(), a.cpus(), flags);
        int each = cpus.isEmpty() ? 0 : cpus.getFirst().values().size();
        List<DomainMessages.CpuFigure> figures = new ArrayList<>();
        if (a.nparams() > 0) {
            each = Math.min(each, a.nparams());
            for (TypedParameters cpu : cpus) {
                int left = each;
                for (var entry : cpu.values().entrySet()) {
                    if (left-- > 0) {
                        figures.add(new DomainMessages.CpuFigure(entry.getKey(), entry.getValue()));
                    }
                }
            }
        }
        return new DomainMessages.CpuFigures(figures, each);
    }
}

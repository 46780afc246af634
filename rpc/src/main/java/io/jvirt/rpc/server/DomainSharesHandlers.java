package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.DomainSharesProcedures.*;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags.Affect;
import io.jvirt.api.TypedParameters;
import io.jvirt.rpc.protocol.DomainMessages;
import java.util.ArrayList;
import java.util.List;

/** What guests may use of the host: CPU time, memory, input and output, and the threads that serve disks. */
final class DomainSharesHandlers {
    private DomainSharesHandlers() {}

    static void bind(Dispatch on) {
        on.call(DOMAIN_GET_SCHEDULER_TYPE, (call, a) -> new DomainMessages.SchedulerType(
                call.domain(a).schedulerType(),
                call.domain(a).schedulerParameters(Affect.CONFIG).values().size()));
        on.call(DOMAIN_GET_SCHEDULER_PARAMETERS, (call, a) -> list(call.domain(a.domain()).schedulerParameters(), a.number()));
        on.call(DOMAIN_GET_SCHEDULER_PARAMETERS_FLAGS, (call, a) -> list(
                call.domain(a.domain()).schedulerParameters(affect(call, a.flags())), a.number()));
        on.run(DOMAIN_SET_SCHEDULER_PARAMETERS, (call, a) -> call.domain(a.domain()).setSchedulerParameters(a.params()));
        on.run(DOMAIN_SET_SCHEDULER_PARAMETERS_FLAGS, (call, a) -> call.domain(a.domain())
                .setSchedulerParameters(a.params(), affect(call, a.flags())));
        on.call(DOMAIN_GET_MEMORY_PARAMETERS, (call, a) -> Convert.parameters(
                call.domain(a.domain()).memoryParameters(affect(call, a.flags())), a.number()));
        on.run(DOMAIN_SET_MEMORY_PARAMETERS, (call, a) -> call.domain(a.domain())
                .setMemoryParameters(a.params(), affect(call, a.flags())));
        on.call(DOMAIN_GET_BLKIO_PARAMETERS, (call, a) -> Convert.parameters(
                call.domain(a.domain()).blkioParameters(affect(call, a.flags())), a.number()));
        on.run(DOMAIN_SET_BLKIO_PARAMETERS, (call, a) -> call.domain(a.domain())
                .setBlkioParameters(a.params(), affect(call, a.flags())));
        on.call(DOMAIN_GET_NUMA_PARAMETERS, (call, a) -> Convert.parameters(
                call.domain(a.domain()).numaParameters(affect(call, a.flags())), a.number()));
        on.run(DOMAIN_SET_NUMA_PARAMETERS, (call, a) -> call.domain(a.domain())
                .setNumaParameters(a.params(), affect(call, a.flags())));
        on.call(DOMAIN_GET_BLOCK_IO_TUNE, (call, a) -> limits(call, a));
        on.run(DOMAIN_SET_BLOCK_IO_TUNE, (call, a) -> call.domain(a.domain())
                .setBlockIoTune(a.disk(), a.params(), affect(call, a.flags())));

        on.call(DOMAIN_GET_IOTHREAD_INFO, (call, a) -> threads(
                call.domain(a.domain()).ioThreads(affect(call, a.flags()))));
        on.run(DOMAIN_PIN_IOTHREAD, (call, a) -> call.domain(a.domain())
                .pinIoThread(a.vcpu(), Convert.cpus(a.map()), affect(call, a.flags())));
        on.run(DOMAIN_ADD_IOTHREAD, (call, a) -> call.domain(a.domain()).addIoThread(a.number(), affect(call, a.flags())));
        on.run(DOMAIN_DEL_IOTHREAD, (call, a) -> call.domain(a.domain()).deleteIoThread(a.number(), affect(call, a.flags())));
        on.run(DOMAIN_SET_IOTHREAD_PARAMS, (call, a) -> call.domain(a.domain())
                .setIoThread(a.number(), a.params(), affect(call, a.flags())));
    }

    private static Affect[] affect(Call call, int flags) {
        return call.flags(Affect.class, call.withoutStringFlag(flags));
    }

    private static DomainMessages.ParameterList list(TypedParameters all, int nparams) {
        return new DomainMessages.ParameterList(Convert.parameters(all, nparams).params());
    }

    /** Without a disk it is asked how many limits any disk has. */
    private static DomainMessages.Parameters limits(Call call, DomainMessages.GetDiskParameters a) {
        Affect[] flags = affect(call, a.flags());
        String disk = a.disk();
        if (disk == null) {
            call.domain(a.domain());
            return new DomainMessages.Parameters(TypedParameters.builder().build(), LIMITS);
        }
        return Convert.parameters(call.domain(a.domain()).blockIoTune(disk, flags), a.nparams());
    }

    /** VIR_DOMAIN_BLOCK_IOTUNE_*: the limits, a request's size, the group, six lengths of bursts. */
    private static final int LIMITS = 20;

    private static DomainMessages.IoThreads threads(List<Domain.IoThreadInfo> all) {
        List<DomainMessages.IoThread> threads = new ArrayList<>();
        for (Domain.IoThreadInfo thread : all) {
            threads.add(new DomainMessages.IoThread(thread.number(), thread.allowed().bits().toByteArray()));
        }
        return new DomainMessages.IoThreads(threads, threads.size());
    }
}

package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.DomainSharesProcedures.*;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainTuning;
import io.jvirt.api.Flag;
import io.jvirt.api.TypedParameters;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.Procedure;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What a daemon's guest may use of its host besides CPUs and memory, and the threads that serve its disks. */
interface RemoteShares extends RemotePart, DomainTuning {
    /** The flag that lets a daemon answer with strings in typed parameters. */
    int STRINGS = 1 << 2;

    private TypedParameters parameters(
            Procedure<DomainMessages.NumberFlags, DomainMessages.Parameters> row, DomainFlags.Affect... flags) {
        int bits = Flag.bits(flags) | STRINGS;
        int count = client().call(row, new DomainMessages.NumberFlags(ref(), 0, bits)).nparams();
        return client().call(row, new DomainMessages.NumberFlags(ref(), count, bits)).params();
    }

    private void set(
            Procedure<DomainMessages.SetParametersFlags, Void> row, TypedParameters parameters, DomainFlags.Affect... flags) {
        client().call(row, new DomainMessages.SetParametersFlags(ref(), parameters, Flag.bits(flags)));
    }

    @Override
    default String schedulerType() {
        return client().call(DOMAIN_GET_SCHEDULER_TYPE, ref()).type();
    }

    @Override
    default TypedParameters schedulerParameters(DomainFlags.Affect... flags) {
        int count = client().call(DOMAIN_GET_SCHEDULER_TYPE, ref()).nparams();
        return client().call(
                        DOMAIN_GET_SCHEDULER_PARAMETERS_FLAGS,
                        new DomainMessages.NumberFlags(ref(), count, Flag.bits(flags)))
                .params();
    }

    @Override
    default void setSchedulerParameters(TypedParameters parameters, DomainFlags.Affect... flags) {
        set(DOMAIN_SET_SCHEDULER_PARAMETERS_FLAGS, parameters, flags);
    }

    @Override
    default TypedParameters memoryParameters(DomainFlags.Affect... flags) {
        return parameters(DOMAIN_GET_MEMORY_PARAMETERS, flags);
    }

    @Override
    default void setMemoryParameters(TypedParameters parameters, DomainFlags.Affect... flags) {
        set(DOMAIN_SET_MEMORY_PARAMETERS, parameters, flags);
    }

    @Override
    default TypedParameters blkioParameters(DomainFlags.Affect... flags) {
        return parameters(DOMAIN_GET_BLKIO_PARAMETERS, flags);
    }

    @Override
    default void setBlkioParameters(TypedParameters parameters, DomainFlags.Affect... flags) {
        set(DOMAIN_SET_BLKIO_PARAMETERS, parameters, flags);
    }

    @Override
    default TypedParameters numaParameters(DomainFlags.Affect... flags) {
        return parameters(DOMAIN_GET_NUMA_PARAMETERS, flags);
    }

    @Override
    default void setNumaParameters(TypedParameters parameters, DomainFlags.Affect... flags) {
        set(DOMAIN_SET_NUMA_PARAMETERS, parameters, flags);
    }

    @Override
    default TypedParameters blockIoTune(String disk, DomainFlags.Affect... flags) {
        int bits = Flag.bits(flags) | STRINGS;
        int count = client().call(DOMAIN_GET_BLOCK_IO_TUNE, new DomainMessages.GetDiskParameters(ref(), null, 0, bits))
                .nparams();
        return client().call(DOMAIN_GET_BLOCK_IO_TUNE, new DomainMessages.GetDiskParameters(ref(), disk, count, bits))
                .params();
    }

    @Override
    default void setBlockIoTune(String disk, TypedParameters parameters, DomainFlags.Affect... flags) {
        client().call(
                DOMAIN_SET_BLOCK_IO_TUNE, new DomainMessages.SetDiskParameters(ref(), disk, parameters, Flag.bits(flags)));
    }

    @Override
    default List<IoThreadInfo> ioThreads(DomainFlags.Affect... flags) {
        List<IoThreadInfo> threads = new ArrayList<>();
        for (DomainMessages.IoThread thread : client().call(DOMAIN_GET_IOTHREAD_INFO, with(flags)).threads()) {
            threads.add(new IoThreadInfo(thread.number(), new Domain.CpuSet(BitSet.valueOf(thread.map()))));
        }
        return threads;
    }

    @Override
    default void pinIoThread(int thread, CpuSet cpus, DomainFlags.Affect... flags) {
        client().call(
                DOMAIN_PIN_IOTHREAD,
                new DomainMessages.PinVcpuFlags(ref(), thread, cpus.bits().toByteArray(), Flag.bits(flags)));
    }

    @Override
    default void addIoThread(int thread, DomainFlags.Affect... flags) {
        client().call(DOMAIN_ADD_IOTHREAD, new DomainMessages.NumberFlags(ref(), thread, Flag.bits(flags)));
    }

    @Override
    default void deleteIoThread(int thread, DomainFlags.Affect... flags) {
        client().call(DOMAIN_DEL_IOTHREAD, new DomainMessages.NumberFlags(ref(), thread, Flag.bits(flags)));
    }

    @Override
    default void setIoThread(int thread, TypedParameters parameters, DomainFlags.Affect... flags) {
        client().call(
                DOMAIN_SET_IOTHREAD_PARAMS,
                new DomainMessages.SetIoThread(ref(), thread, parameters, Flag.bits(flags)));
    }
}

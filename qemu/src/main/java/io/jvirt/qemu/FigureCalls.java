package io.jvirt.qemu;

import io.jvirt.api.DomainFigures;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.Flag;
import io.jvirt.api.TypedParameters;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.job.LongJob;
import io.jvirt.qemu.operations.Disks;
import io.jvirt.qemu.operations.Interfaces;
import io.jvirt.qemu.operations.MemoryControl;
import io.jvirt.qemu.operations.Vitals;
import java.util.List;

/** What a guest uses, and how far its jobs are. */
interface FigureCalls extends GuestHandle, DomainFigures {
    @Override
    default JobInfo jobInfo() {
        LongJob work = guest().jobs().current();
        return work == null ? JobInfo.NONE : work.info();
    }

    @Override
    default JobStats jobStats(DomainFlags.JobStats... flags) {
        Guest guest = guest();
        if (!Flag.has(flags, DomainFlags.JobStats.COMPLETED)) {
            LongJob work = guest.jobs().current();
            return work == null ? LongJob.noStats() : work.stats();
        }
        LongJob last = guest.completed();
        if (!Flag.has(flags, DomainFlags.JobStats.KEEP_COMPLETED)) {
            guest.completed(null);
        }
        return last == null ? LongJob.noStats() : last.stats();
    }

    @Override
    default void abortJob(int flags) {
        Guest guest = guest("virDomainAbortJob");
        guest.run();
        LongJob work = guest.jobs().current();
        if (work == null) {
            throw Errors.invalid("no job is active on the domain");
        }
        work.requestAbort();
    }

    @Override
    default List<MemoryStat> memoryStats() {
        return MemoryControl.stats(guest());
    }

    @Override
    default BlockStats blockStats(String disk) {
        return Disks.stats(guest(), disk);
    }

    @Override
    default TypedParameters blockStatsFlags(String disk, int flags) {
        return Disks.statsInFull(guest(), disk);
    }

    @Override
    default BlockInfo blockInfo(String disk, int flags) {
        return Disks.info(guest(), disk);
    }

    @Override
    default List<DiskError> diskErrors(int flags) {
        return Disks.errors(guest());
    }

    @Override
    default InterfaceStats interfaceStats(String device) {
        return Interfaces.stats(guest(), device);
    }

    @Override
    default List<InterfaceAddress> interfaceAddresses(int source, int flags) {
        return Interfaces.addresses(guest(), source, instance().services());
    }

    @Override
    default List<TypedParameters> cpuStats(int startCpu, int count, int flags) {
        return Vitals.cpuStats(guest(), startCpu, count);
    }
}

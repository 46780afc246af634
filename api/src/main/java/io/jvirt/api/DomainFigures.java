package io.jvirt.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a guest uses, and how far its jobs are. A part of {@link Domain}, whose rules hold. */
public interface DomainFigures {
    /** {@return the balloon's figures} ({@code virDomainMemoryStats}) */
    default List<MemoryStat> memoryStats() {
        throw JvirtException.noSupport("virDomainMemoryStats");
    }

    /**
     * {@return a disk's figures; the disk by target ({@code vda}) or source; empty means all together} ({@code
     * virDomainBlockStats})
     */
    default BlockStats blockStats(String disk) {
        throw JvirtException.noSupport("virDomainBlockStats");
    }

    /** {@return a disk's figures in full} ({@code virDomainBlockStatsFlags}) */
    default TypedParameters blockStatsFlags(String disk, int flags) {
        throw JvirtException.noSupport("virDomainBlockStatsFlags");
    }

    /** {@return a disk's sizes in bytes} ({@code virDomainGetBlockInfo}) */
    default BlockInfo blockInfo(String disk, int flags) {
        throw JvirtException.noSupport("virDomainGetBlockInfo");
    }

    /** {@return an interface's figures; the interface by target or MAC} ({@code virDomainInterfaceStats}) */
    default InterfaceStats interfaceStats(String device) {
        throw JvirtException.noSupport("virDomainInterfaceStats");
    }

    /** {@return CPU time on each host CPU; {@code startCpu} -1 for the total} ({@code virDomainGetCPUStats}) */
    default List<TypedParameters> cpuStats(int startCpu, int count, int flags) {
        throw JvirtException.noSupport("virDomainGetCPUStats");
    }

    /**
     * {@return the guest's addresses: from leases (0), agent (1) or the ARP table (2)} ({@code
     * virDomainInterfaceAddresses})
     */
    default List<InterfaceAddress> interfaceAddresses(int source, int flags) {
        throw JvirtException.noSupport("virDomainInterfaceAddresses");
    }

    /** {@return the running job and how far it is} ({@code virDomainGetJobInfo}) */
    default JobInfo jobInfo() {
        throw JvirtException.noSupport("virDomainGetJobInfo");
    }

    /** {@return the same in full, or the last completed job} ({@code virDomainGetJobStats}) */
    default JobStats jobStats(DomainFlags.JobStats... flags) {
        throw JvirtException.noSupport("virDomainGetJobStats");
    }

    /** Cancels the running job ({@code virDomainAbortJob}). */
    default void abortJob(int flags) {
        throw JvirtException.noSupport("virDomainAbortJob");
    }

    /** {@return the disks that made the guest stop} ({@code virDomainGetDiskErrors}) */
    default List<DiskError> diskErrors(int flags) {
        throw JvirtException.noSupport("virDomainGetDiskErrors");
    }

    /**
     * One of the balloon's figures ({@code virDomainMemoryStatStruct}).
     *
     * @param tag libvirt's number: 0 swap_in, 1 swap_out, 2 major_fault, 3 minor_fault, 4 unused, 5 available, 6 actual,
     *     7 rss, 8 usable, 9 last_update, 10 disk_caches, 11 hugetlb_pgalloc, 12 hugetlb_pgfail
     * @param value KiB, or a count
     */
    record MemoryStat(int tag, long value) {}

    /**
     * A disk's figures ({@code virDomainBlockStatsStruct}); -1 where unknown.
     *
     * @param readRequests requests
     * @param readBytes bytes
     * @param writeRequests requests
     * @param writeBytes bytes
     * @param errors errors
     */
    record BlockStats(long readRequests, long readBytes, long writeRequests, long writeBytes, long errors) {}

    /**
     * A disk's sizes in bytes ({@code virDomainBlockInfo}).
     *
     * @param capacity what the guest sees
     * @param allocation what is in use on the host
     * @param physical the file's or device's length
     */
    record BlockInfo(long capacity, long allocation, long physical) {}

    /**
     * An interface's figures as the guest sees them ({@code virDomainInterfaceStatsStruct}); -1 where unknown.
     *
     * @param rxBytes received
     * @param rxPackets received
     * @param rxErrors received
     * @param rxDrops received
     * @param txBytes sent
     * @param txPackets sent
     * @param txErrors sent
     * @param txDrops sent
     */
    record InterfaceStats(
            long rxBytes,
            long rxPackets,
            long rxErrors,
            long rxDrops,
            long txBytes,
            long txPackets,
            long txErrors,
            long txDrops) {}

    /**
     * An interface's addresses ({@code virDomainInterface}).
     *
     * @param name the interface
     * @param mac its MAC address, or null
     * @param addresses its addresses
     */
    record InterfaceAddress(String name, @Nullable String mac, List<IpAddress> addresses) {
        /** Keeps a copy. */
        public InterfaceAddress {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * An IP address.
     *
     * @param type 0 IPv4, 1 IPv6
     * @param address as text
     * @param prefix the length of the network part in bits
     */
    record IpAddress(int type, String address, int prefix) {}

    /**
     * A job ({@code virDomainJobInfo}); sizes in bytes, times in milliseconds.
     *
     * @param type 0 none, 1 bounded, 2 unbounded, 3 completed, 4 failed, 5 cancelled
     * @param timeElapsed since the start
     * @param timeRemaining expected
     * @param dataTotal of all
     * @param dataProcessed of all
     * @param dataRemaining of all
     * @param memTotal of memory
     * @param memProcessed of memory
     * @param memRemaining of memory
     * @param fileTotal of disks
     * @param fileProcessed of disks
     * @param fileRemaining of disks
     */
    record JobInfo(
            int type,
            long timeElapsed,
            long timeRemaining,
            long dataTotal,
            long dataProcessed,
            long dataRemaining,
            long memTotal,
            long memProcessed,
            long memRemaining,
            long fileTotal,
            long fileProcessed,
            long fileRemaining) {
        /** No job. */
        public static final JobInfo NONE = new JobInfo(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * A job in full.
     *
     * @param type as in {@link JobInfo}
     * @param values {@code operation}, {@code time_elapsed}, {@code memory_total} ... as libvirt names them
     */
    record JobStats(int type, TypedParameters values) {}

    /**
     * A disk that made the guest stop.
     *
     * @param disk its target
     * @param error 1 unspecified, 2 no space
     */
    record DiskError(String disk, int error) {}
}

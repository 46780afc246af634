package io.jvirt.api;

import java.nio.channels.ByteChannel;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A guest ({@code virDomainPtr}): a handle, which stays valid while the guest changes and fails with
 * {@link ErrorCode#NO_DOMAIN} once it is gone. Safe for use by many threads; calls block. One call that changes a guest
 * runs at a time and the next waits, {@link ErrorCode#OPERATION_TIMEOUT} when it waits too long; calls that only ask do
 * not wait. A guest in the wrong state gives {@link ErrorCode#OPERATION_INVALID}; what a driver does not offer,
 * {@link ErrorCode#NO_SUPPORT}.
 */
public interface Domain {

    // ---- identity ----

    /** {@return the connection this guest was found on} */
    Connection connection();

    /** {@return the name, unique on the host} ({@code virDomainGetName}) */
    String name();

    /** {@return the identity that lasts} ({@code virDomainGetUUID}) */
    UUID uuid();

    /** {@return the number of the present run, empty when the guest is off} ({@code virDomainGetID}) */
    OptionalInt id();

    // ---- documents and facts ----

    /** {@return the document} ({@code virDomainGetXMLDesc}) */
    default String xml(DomainFlags.Xml... flags) {
        throw JvirtException.noSupport("virDomainGetXMLDesc");
    }

    /** {@return state, memory, CPUs and CPU time} ({@code virDomainGetInfo}) */
    default DomainInfo info() {
        throw JvirtException.noSupport("virDomainGetInfo");
    }

    /** {@return the state and its reason} ({@code virDomainGetState}) */
    default DomainStatus status() {
        throw JvirtException.noSupport("virDomainGetState");
    }

    /** {@return whether the monitor answers} ({@code virDomainGetControlInfo}) */
    default ControlInfo controlInfo(int flags) {
        throw JvirtException.noSupport("virDomainGetControlInfo");
    }

    /** {@return such as {@code hvm}} ({@code virDomainGetOSType}) */
    default String osType() {
        throw JvirtException.noSupport("virDomainGetOSType");
    }

    /** {@return whether it runs} ({@code virDomainIsActive}) */
    default boolean active() {
        throw JvirtException.noSupport("virDomainIsActive");
    }

    /** {@return whether it has a stored definition} ({@code virDomainIsPersistent}) */
    default boolean persistent() {
        throw JvirtException.noSupport("virDomainIsPersistent");
    }

    /** {@return whether the definition changed since the start} ({@code virDomainIsUpdated}) */
    default boolean updated() {
        throw JvirtException.noSupport("virDomainIsUpdated");
    }

    /** {@return the name the guest gives itself} ({@code virDomainGetHostname}) */
    default String hostname() {
        throw JvirtException.noSupport("virDomainGetHostname");
    }

    /** {@return the same from leases (1) or the agent (2), 0 for the driver's choice} ({@code virDomainGetHostname}) */
    default String hostname(int flags) {
        if (flags == 0) {
            return hostname();
        }
        throw JvirtException.noSupport("virDomainGetHostname");
    }

    /** {@return the label the guest's process runs with} ({@code virDomainGetSecurityLabel}) */
    default SecurityLabel securityLabel() {
        throw JvirtException.noSupport("virDomainGetSecurityLabel");
    }

    /** {@return all labels the guest's process runs with} ({@code virDomainGetSecurityLabelList}) */
    default List<SecurityLabel> securityLabels() {
        throw JvirtException.noSupport("virDomainGetSecurityLabelList");
    }

    /** {@return deprecations and taints worth telling} ({@code virDomainGetMessages}) */
    default List<String> messages() {
        throw JvirtException.noSupport("virDomainGetMessages");
    }

    // ---- life cycle ----

    /** Starts the guest, or restores its managed save image ({@code virDomainCreateWithFlags}). */
    default void start(DomainFlags.Create... flags) {
        throw JvirtException.noSupport("virDomainCreateWithFlags");
    }

    /** Asks the guest to power off; returns before it has ({@code virDomainShutdownFlags}). */
    default void shutdown(DomainFlags.Shutdown... flags) {
        throw JvirtException.noSupport("virDomainShutdownFlags");
    }

    /** Asks the guest to reboot; returns before it has ({@code virDomainReboot}). */
    default void reboot(DomainFlags.Shutdown... flags) {
        throw JvirtException.noSupport("virDomainReboot");
    }

    /** Presses the reset button ({@code virDomainReset}). */
    default void reset() {
        throw JvirtException.noSupport("virDomainReset");
    }

    /** Stops the CPUs; memory stays ({@code virDomainSuspend}). */
    default void suspend() {
        throw JvirtException.noSupport("virDomainSuspend");
    }

    /** Lets the CPUs go on ({@code virDomainResume}). */
    default void resume() {
        throw JvirtException.noSupport("virDomainResume");
    }

    /** Pulls the plug ({@code virDomainDestroyFlags}). */
    default void destroy(DomainFlags.Destroy... flags) {
        throw JvirtException.noSupport("virDomainDestroyFlags");
    }

    /** Removes the stored definition; a running guest goes on, transient ({@code virDomainUndefineFlags}). */
    default void undefine(DomainFlags.Undefine... flags) {
        throw JvirtException.noSupport("virDomainUndefineFlags");
    }

    /** Gives a guest that is off another name ({@code virDomainRename}). */
    default void rename(String newName) {
        throw JvirtException.noSupport("virDomainRename");
    }

    /** {@return whether the guest starts with the daemon} ({@code virDomainGetAutostart}) */
    default boolean autostart() {
        throw JvirtException.noSupport("virDomainGetAutostart");
    }

    /** Says whether the guest starts with the daemon ({@code virDomainSetAutostart}). */
    default void setAutostart(boolean autostart) {
        throw JvirtException.noSupport("virDomainSetAutostart");
    }

    /**
     * Writes the guest's memory to a file and ends it; {@code xml} replaces the document stored with it ({@code
     * virDomainSaveFlags}).
     */
    default void save(String file, @Nullable String xml, DomainFlags.SaveRestore... flags) {
        throw JvirtException.noSupport("virDomainSaveFlags");
    }

    /** The same to a file of the driver's, from which the next start restores ({@code virDomainManagedSave}). */
    default void managedSave(DomainFlags.SaveRestore... flags) {
        throw JvirtException.noSupport("virDomainManagedSave");
    }

    /** {@return whether the next start restores} ({@code virDomainHasManagedSaveImage}) */
    default boolean hasManagedSaveImage() {
        throw JvirtException.noSupport("virDomainHasManagedSaveImage");
    }

    /** Drops that file ({@code virDomainManagedSaveRemove}). */
    default void removeManagedSave() {
        throw JvirtException.noSupport("virDomainManagedSaveRemove");
    }

    /** {@return the document in that file} ({@code virDomainManagedSaveGetXMLDesc}) */
    default String managedSaveXml(DomainFlags.Xml... flags) {
        throw JvirtException.noSupport("virDomainManagedSaveGetXMLDesc");
    }

    /** Replaces the document in that file ({@code virDomainManagedSaveDefineXML}). */
    default void defineManagedSaveXml(String xml, DomainFlags.SaveRestore... flags) {
        throw JvirtException.noSupport("virDomainManagedSaveDefineXML");
    }

    /** Writes the guest's memory to a file for a debugger ({@code virDomainCoreDumpWithFormat}). */
    default void coreDump(String file, DumpFormat format, DomainFlags.CoreDump... flags) {
        throw JvirtException.noSupport("virDomainCoreDumpWithFormat");
    }

    /** Asks the guest (agent) to sleep: 0 memory, 1 disk, 2 hybrid ({@code virDomainPMSuspendForDuration}). */
    default void pmSuspend(int target, long seconds) {
        throw JvirtException.noSupport("virDomainPMSuspendForDuration");
    }

    /** Wakes a sleeping guest ({@code virDomainPMWakeup}). */
    default void pmWakeup() {
        throw JvirtException.noSupport("virDomainPMWakeup");
    }

    /** Changes on_poweroff (0), on_reboot (1) or on_crash (2) ({@code virDomainSetLifecycleAction}). */
    default void setLifecycleAction(int type, int action, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainSetLifecycleAction");
    }

    // ---- metadata ----

    /**
     * {@return title, description or an element; fails with NO_DOMAIN_METADATA when there is none} ({@code
     * virDomainGetMetadata})
     */
    default String metadata(Metadata type, @Nullable String uri, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainGetMetadata");
    }

    /** Sets title, description or an element; null removes it ({@code virDomainSetMetadata}). */
    default void setMetadata(Metadata type, @Nullable String value, @Nullable String key, @Nullable String uri, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainSetMetadata");
    }

    // ---- CPUs and memory ----

    /** {@return the number of virtual CPUs} ({@code virDomainGetVcpusFlags}) */
    default int vcpus(DomainFlags.Vcpu... flags) {
        throw JvirtException.noSupport("virDomainGetVcpusFlags");
    }

    /** Changes the number of virtual CPUs ({@code virDomainSetVcpusFlags}). */
    default void setVcpus(int count, DomainFlags.Vcpu... flags) {
        throw JvirtException.noSupport("virDomainSetVcpusFlags");
    }

    /** Enables or disables the CPUs of a map such as {@code 1,3-5} ({@code virDomainSetVcpu}). */
    default void setVcpu(String map, boolean enable, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainSetVcpu");
    }

    /** {@return the most virtual CPUs this guest can get} ({@code virDomainGetMaxVcpus}) */
    default int maxVcpus() {
        throw JvirtException.noSupport("virDomainGetMaxVcpus");
    }

    /** {@return what each virtual CPU does and where it may run} ({@code virDomainGetVcpus}) */
    default List<VcpuInfo> vcpuInfo() {
        throw JvirtException.noSupport("virDomainGetVcpus");
    }

    /** {@return for each virtual CPU where it may run} ({@code virDomainGetVcpuPinInfo}) */
    default List<CpuSet> vcpuPins(DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainGetVcpuPinInfo");
    }

    /** Says where a virtual CPU may run ({@code virDomainPinVcpuFlags}). */
    default void pinVcpu(int vcpu, CpuSet cpus, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainPinVcpuFlags");
    }

    /** {@return where the hypervisor's other threads may run} ({@code virDomainGetEmulatorPinInfo}) */
    default CpuSet emulatorPin(DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainGetEmulatorPinInfo");
    }

    /** Says where the hypervisor's other threads may run ({@code virDomainPinEmulator}). */
    default void pinEmulator(CpuSet cpus, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainPinEmulator");
    }

    /**
     * Changes the memory the guest may use, in KiB (the balloon), or with MAXIMUM what it is built with ({@code
     * virDomainSetMemoryFlags}).
     */
    default void setMemory(long kib, DomainFlags.Memory... flags) {
        throw JvirtException.noSupport("virDomainSetMemoryFlags");
    }

    /** {@return the memory the guest is built with, in KiB} ({@code virDomainGetMaxMemory}) */
    default long maxMemory() {
        throw JvirtException.noSupport("virDomainGetMaxMemory");
    }

    /** Says how often the balloon gathers statistics; 0 never ({@code virDomainSetMemoryStatsPeriod}). */
    default void setMemoryStatsPeriod(int seconds, DomainFlags.Memory... flags) {
        throw JvirtException.noSupport("virDomainSetMemoryStatsPeriod");
    }

    // ---- statistics ----

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

    // ---- devices ----

    /**
     * {@return a stream to a console, serial or parallel device by alias; null for the first} ({@code
     * virDomainOpenConsole})
     */
    default DataStream openConsole(@Nullable String device, DomainFlags.Console... flags) {
        throw JvirtException.noSupport("virDomainOpenConsole");
    }

    /**
     * {@return a stream to a channel by target name or alias; null for the first} ({@code virDomainOpenChannel})
     */
    default DataStream openChannel(@Nullable String name, int flags) {
        throw JvirtException.noSupport("virDomainOpenChannel");
    }

    /**
     * {@return a connection to a display as a viewer makes it, for a viewer that reaches no port of the host's} ({@code
     * virDomainOpenGraphicsFD}) A remote client gets it over a Unix socket.
     */
    default ByteChannel openGraphics(int index, DomainFlags.OpenGraphics... flags) {
        throw JvirtException.noSupport("virDomainOpenGraphicsFD");
    }

    /** {@return a picture of a screen} ({@code virDomainScreenshot}) */
    default Screenshot screenshot(int screen, int flags) {
        throw JvirtException.noSupport("virDomainScreenshot");
    }

    /** Presses keys together and lets them go after a while ({@code virDomainSendKey}). */
    default void sendKey(KeycodeSet set, int holdMillis, int[] keys, int flags) {
        throw JvirtException.noSupport("virDomainSendKey");
    }

    /** Sends a non-maskable interrupt ({@code virDomainInjectNMI}). */
    default void injectNmi(int flags) {
        throw JvirtException.noSupport("virDomainInjectNMI");
    }

    /** Resizes a running guest's disk; KiB, or bytes with flag 1 ({@code virDomainBlockResize}). */
    default void resizeBlock(String disk, long size, int flags) {
        throw JvirtException.noSupport("virDomainBlockResize");
    }

    // ---- inside the guest ----

    /** {@return the guest's clock} ({@code virDomainGetTime}) */
    default Time time(int flags) {
        throw JvirtException.noSupport("virDomainGetTime");
    }

    /** Sets the guest's clock ({@code virDomainSetTime}). */
    default void setTime(Time time, DomainFlags.SetTime... flags) {
        throw JvirtException.noSupport("virDomainSetTime");
    }

    /** {@return what the agent knows of the guest} ({@code virDomainGetGuestInfo}) */
    default TypedParameters guestInfo(List<DomainFlags.GuestInfo> types, int flags) {
        throw JvirtException.noSupport("virDomainGetGuestInfo");
    }

    /** {@return which CPUs the guest has online} ({@code virDomainGetGuestVcpus}) */
    default TypedParameters guestVcpus(int flags) {
        throw JvirtException.noSupport("virDomainGetGuestVcpus");
    }

    /** Puts CPUs online (1) or offline (0) in the guest ({@code virDomainSetGuestVcpus}). */
    default void setGuestVcpus(String map, int state, int flags) {
        throw JvirtException.noSupport("virDomainSetGuestVcpus");
    }

    /** Sets a password in the guest; flag 1: it is encrypted already ({@code virDomainSetUserPassword}). */
    default void setUserPassword(String user, String password, int flags) {
        throw JvirtException.noSupport("virDomainSetUserPassword");
    }

    /** {@return the mounted file systems} ({@code virDomainGetFSInfo}) */
    default List<FilesystemInfo> filesystems(int flags) {
        throw JvirtException.noSupport("virDomainGetFSInfo");
    }

    /** {@return how many file systems were frozen; empty list means all} ({@code virDomainFSFreeze}) */
    default int freezeFilesystems(List<String> mountPoints, int flags) {
        throw JvirtException.noSupport("virDomainFSFreeze");
    }

    /** {@return how many file systems were thawed} ({@code virDomainFSThaw}) */
    default int thawFilesystems(List<String> mountPoints, int flags) {
        throw JvirtException.noSupport("virDomainFSThaw");
    }

    /** Gives unused blocks back to the host ({@code virDomainFSTrim}). */
    default void trimFilesystems(@Nullable String mountPoint, long minimum, int flags) {
        throw JvirtException.noSupport("virDomainFSTrim");
    }

    /** {@return a guest user's keys} ({@code virDomainAuthorizedSSHKeysGet}) */
    default List<String> authorizedSshKeys(String user, int flags) {
        throw JvirtException.noSupport("virDomainAuthorizedSSHKeysGet");
    }

    /** Sets a guest user's keys; flag 1 appends, flag 2 removes ({@code virDomainAuthorizedSSHKeysSet}). */
    default void setAuthorizedSshKeys(String user, List<String> keys, int flags) {
        throw JvirtException.noSupport("virDomainAuthorizedSSHKeysSet");
    }

    /**
     * Sets how long the agent may take: -2 for ever, -1 the default, 0 not at all ({@code
     * virDomainAgentSetResponseTimeout}).
     */
    default void setAgentTimeout(int seconds, int flags) {
        throw JvirtException.noSupport("virDomainAgentSetResponseTimeout");
    }

    /**
     * {@return the agent's answer to a JSON command; timeout in seconds, -2 for ever, -1 the default, 0 not at
     * all} ({@code virDomainQemuAgentCommand})
     */
    default String agentCommand(String command, int timeout, int flags) {
        throw JvirtException.noSupport("virDomainQemuAgentCommand");
    }

    /** {@return QEMU's answer to a monitor command} ({@code virDomainQemuMonitorCommand}) */
    default String monitorCommand(String command, DomainFlags.Monitor... flags) {
        throw JvirtException.noSupport("virDomainQemuMonitorCommand");
    }

    // ---- what the calls above tell ----

    /**
     * A guest at a glance ({@code virDomainInfo}).
     *
     * @param state what it does
     * @param maxMemoryKib memory it is built with
     * @param memoryKib memory it may use now
     * @param vcpus virtual CPUs
     * @param cpuTimeNanos CPU time used since its start
     */
    record DomainInfo(DomainState state, long maxMemoryKib, long memoryKib, int vcpus, long cpuTimeNanos) {}

    /**
     * The monitor's state ({@code virDomainControlInfo}).
     *
     * @param state 0 ok, 1 job, 2 occupied, 3 error
     * @param details 0 none, 1 unknown, 2 monitor, 3 internal
     * @param stateTimeMillis how long it has been so
     */
    record ControlInfo(int state, int details, long stateTimeMillis) {}

    /**
     * A security label.
     *
     * @param label empty when none
     * @param enforcing whether it is enforced
     */
    record SecurityLabel(String label, boolean enforcing) {}

    /**
     * A virtual CPU ({@code virVcpuInfo}).
     *
     * @param number from 0
     * @param state 0 offline, 1 running, 2 blocked
     * @param cpuTimeNanos CPU time used
     * @param cpu the host CPU it is on, negative when unknown
     * @param allowed where it may run
     */
    record VcpuInfo(int number, int state, long cpuTimeNanos, int cpu, CpuSet allowed) {}

    /**
     * Host CPUs.
     *
     * @param bits libvirt's map: bit n % 8 of byte n / 8 stands for CPU n
     */
    record CpuSet(BitSet bits) {
        /** Keeps a copy. */
        public CpuSet {
            bits = (BitSet) bits.clone();
        }
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

    /**
     * A picture of a screen.
     *
     * @param mimeType such as {@code image/png}
     * @param data the picture
     */
    record Screenshot(String mimeType, DataStream data) {}

    /**
     * A moment of the guest's clock.
     *
     * @param seconds since 1970, UTC
     * @param nanos of that second
     */
    record Time(long seconds, int nanos) {}

    /**
     * A file system mounted in the guest ({@code virDomainFSInfo}).
     *
     * @param mountPoint where
     * @param name the device's name in the guest
     * @param type such as {@code ext4}
     * @param disks targets of the disks it lies on
     */
    record FilesystemInfo(String mountPoint, String name, String type, List<String> disks) {
        /** Keeps a copy. */
        public FilesystemInfo {
            disks = List.copyOf(disks);
        }
    }
}

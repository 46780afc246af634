package io.jvirt.rpc.protocol;

import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import io.jvirt.rpc.xdr.Chars;
import io.jvirt.rpc.xdr.Max;
import io.jvirt.rpc.xdr.Opt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the procedures of guests carry. One record serves all procedures that look the same on the wire. */
public final class DomainMessages {
    /** The most bytes of one CPU map and of all maps of an answer. */
    public static final int CPUMAP_MAX = 2048;

    public static final int CPUMAPS_MAX = 8_388_608;

    private DomainMessages() {}

    /** A guest and flags. */
    public record Flags(DomainRef domain, int flags) {}

    /** A guest and a number: a count, a switch. */
    public record Number(DomainRef domain, int number) {}

    /** A guest, a number and flags. */
    public record NumberFlags(DomainRef domain, int number, int flags) {}

    /** A guest and an amount of memory in KiB. */
    public record Amount(DomainRef domain, long amount) {}

    /** A guest, an amount of memory in KiB and flags. */
    public record AmountFlags(DomainRef domain, long amount, int flags) {}

    /** A guest and a document, path or device. */
    public record Text(DomainRef domain, String text) {}

    /** A guest, a document, path or device, and flags. */
    public record TextFlags(DomainRef domain, String text, int flags) {}

    /** A guest, a text that may be missing, and flags. */
    public record OptionalTextFlags(DomainRef domain, @Opt @Nullable String text, int flags) {}

    /** A text that may be missing. */
    public record OptionalText(@Opt @Nullable String text) {}

    /** A document or a file's path, and flags. */
    public record Document(String text, int flags) {}

    /** Memory in KiB, the CPU time in nanoseconds. */
    public record Info(int state, long maxMemory, long memory, int vcpus, long cpuTime) {}

    /** The numbers of state and reason. */
    public record State(int state, int reason) {}

    /** How the connection to the hypervisor is doing; the time in milliseconds. */
    public record ControlInfo(int state, int details, long stateTime) {}

    /** A file to save to, a document to put into it. */
    public record Save(DomainRef domain, String to, @Opt @Nullable String xml, int flags) {}

    /** A saved file, a document to use instead of the one in it. */
    public record Restore(String from, @Opt @Nullable String xml, int flags) {}

    /** A saved file and the document to put into it. */
    public record DefineSavedImage(String file, String xml, int flags) {}

    /** A file to dump to and its format. */
    public record CoreDump(DomainRef domain, String to, int format, int flags) {}

    /** Keys to hold down for so many milliseconds. */
    public record SendKey(DomainRef domain, int codeset, int holdTime, @Max(16) int[] keycodes, int flags) {}

    /** What to do when the guest powers off, reboots or crashes. */
    public record LifecycleAction(DomainRef domain, int type, int action, int flags) {}

    /** Null removes. */
    public record SetMetadata(
            DomainRef domain,
            int type,
            @Opt @Nullable String metadata,
            @Opt @Nullable String key,
            @Opt @Nullable String uri,
            int flags) {}

    /** The name space of the wanted element. */
    public record GetMetadata(DomainRef domain, int type, @Opt @Nullable String uri, int flags) {}

    /** -1 for what the driver does not count. */
    public record BlockStats(long readRequests, long readBytes, long writeRequests, long writeBytes, long errors) {}

    /** 0 parameters asks how many there are. */
    public record BlockStatsFlags(DomainRef domain, String path, int nparams, int flags) {}

    /** Parameters, and how many there are. */
    public record Parameters(@Max(2048) TypedParameters params, int nparams) {}

    /** Sizes in bytes. */
    public record BlockInfo(long allocation, long capacity, long physical) {}

    /** -1 for what the driver does not count. */
    public record InterfaceStats(
            long rxBytes,
            long rxPackets,
            long rxErrors,
            long rxDropped,
            long txBytes,
            long txPackets,
            long txErrors,
            long txDropped) {}

    /** One figure about memory. */
    public record MemoryStat(int tag, long value) {}

    /** Figures about memory. */
    public record MemoryStats(@Max(1024) List<MemoryStat> stats) {}

    /** 0 parameters asks how many there are for each CPU; no CPU and start 0 asks how many CPUs there are. */
    public record CpuStats(DomainRef domain, int nparams, int startCpu, int cpus, int flags) {}

    /** One figure of one CPU. */
    public record CpuFigure(String field, TypedValue value) {}

    /** The figures of each CPU in turn, and how many each has; or the count that was asked for. */
    public record CpuFigures(@Max(2048) List<CpuFigure> figures, int nparams) {}

    /** Times in milliseconds, amounts in bytes. */
    public record JobInfo(
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
            long fileRemaining) {}

    /** A job's type and figures. */
    public record JobStats(int type, @Max(64) TypedParameters params) {}

    /** A label that ends with a NUL on the wire. */
    public record SecurityLabel(@Chars(max = 4097) String label, int enforcing) {}

    /** One label for each security model. */
    public record SecurityLabels(@Max(64) List<SecurityLabel> labels, int count) {}

    /** A disk that fails and how. */
    public record DiskError(String disk, int error) {}

    /** Failing disks, and how many there are. */
    public record DiskErrors(@Max(256) List<DiskError> errors, int count) {}

    /** A state to sleep in, for so many seconds. */
    public record PmSuspend(DomainRef domain, int target, long duration, int flags) {}

    /** Seconds since 1970 in UTC, and nanoseconds. */
    public record Time(long seconds, int nanoseconds) {}

    /** Seconds since 1970 in UTC, and nanoseconds. */
    public record SetTime(DomainRef domain, long seconds, int nanoseconds, int flags) {}

    /** No mount point stands for all. */
    public record Mountpoints(DomainRef domain, @Max(256) List<String> mountpoints, int flags) {}

    /** Null stands for all mount points. */
    public record Trim(DomainRef domain, @Opt @Nullable String mountpoint, long minimum, int flags) {}

    /** A mounted file system of the guest's. */
    public record Filesystem(String mountpoint, String name, String type, @Max(256) List<String> devices) {}

    /** Mounted file systems, and how many there are. */
    public record Filesystems(@Max(256) List<Filesystem> filesystems, int count) {}

    /** An address of the guest's: type 0 IPv4, 1 IPv6. */
    public record Address(int type, String address, int prefix) {}

    /** A network interface of the guest's. */
    public record Interface(String name, @Opt @Nullable String mac, @Max(2048) List<Address> addresses) {}

    /** Network interfaces of the guest's. */
    public record Interfaces(@Max(2048) List<Interface> interfaces) {}

    /** A user of the guest's. */
    public record SetPassword(
            DomainRef domain, @Opt @Nullable String user, @Opt @Nullable String password, int flags) {}

    /** What the guest agent knows. */
    public record GuestInfo(@Max(2048) TypedParameters params) {}

    /** What users should know: taints and deprecations. */
    public record Messages(@Max(2048) List<String> messages) {}

    /** How many virtual CPUs are asked for, and the bytes of each CPU map. */
    public record GetVcpus(DomainRef domain, int maxInfo, int mapLength) {}

    /** What one virtual CPU does; the time in nanoseconds. */
    public record Vcpu(int number, int state, long cpuTime, int cpu) {}

    /** What the virtual CPUs do, and their CPU maps one after the other. */
    public record Vcpus(@Max(16384) List<Vcpu> info, @Max(CPUMAPS_MAX) byte[] maps) {}

    /** A bit for each CPU of the host that the virtual CPU may run on. */
    public record PinVcpu(DomainRef domain, int vcpu, @Max(CPUMAP_MAX) byte[] map) {}

    /** The same with flags. */
    public record PinVcpuFlags(DomainRef domain, int vcpu, @Max(CPUMAP_MAX) byte[] map, int flags) {}

    /** How many maps are asked for, and the bytes of each. */
    public record GetVcpuPins(DomainRef domain, int maps, int mapLength, int flags) {}

    /** CPU maps one after the other, and how many they are. */
    public record CpuMaps(@Max(CPUMAPS_MAX) byte[] maps, int count) {}

    /** A bit for each CPU of the host that the hypervisor's other threads may run on. */
    public record PinEmulator(DomainRef domain, @Max(CPUMAP_MAX) byte[] map, int flags) {}

    /** Virtual CPUs such as {@code 1,3-5}; 1 switches them on, 0 off. */
    public record EnableVcpus(DomainRef domain, String vcpus, int state, int flags) {}

    /** What the guest agent says of the virtual CPUs. */
    public record GuestVcpus(@Max(64) TypedParameters params) {}

    /** Keys of a user of the guest's. */
    public record SshKeys(@Max(2048) List<String> keys) {}

    /** Keys for a user of the guest's. */
    public record SetSshKeys(DomainRef domain, String user, @Max(2048) List<String> keys, int flags) {}

    /** A disk's new size: KiB, or bytes with flag 1. */
    public record BlockResize(DomainRef domain, String disk, long size, int flags) {}

    /** The name of a scheduler, and how many parameters it has. */
    public record SchedulerType(String type, int nparams) {}

    /** Parameters without a count. */
    public record ParameterList(@Max(64) TypedParameters params) {}

    /** Parameters to set. */
    public record SetParameters(DomainRef domain, @Max(64) TypedParameters params) {}

    /** Parameters to set, and flags. */
    public record SetParametersFlags(DomainRef domain, @Max(64) TypedParameters params, int flags) {}

    /** A disk whose parameters are asked for; 0 parameters asks how many there are. */
    public record GetDiskParameters(DomainRef domain, @Opt @Nullable String disk, int nparams, int flags) {}

    /** Parameters to set of a disk. */
    public record SetDiskParameters(DomainRef domain, String disk, @Max(64) TypedParameters params, int flags) {}

    /** An I/O thread and the host CPUs that it may run on. */
    public record IoThread(int number, @Max(CPUMAP_MAX) byte[] map) {}

    /** I/O threads, and how many there are. */
    public record IoThreads(@Max(16384) List<IoThread> threads, int count) {}

    /** Parameters to set of an I/O thread. */
    public record SetIoThread(DomainRef domain, int number, @Max(64) TypedParameters params, int flags) {}
}

package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.DomainProcedures.*;

import io.jvirt.api.Connection;
import io.jvirt.api.DataStream;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainState;
import io.jvirt.api.DomainStatus;
import io.jvirt.api.DumpFormat;
import io.jvirt.api.Flag;
import io.jvirt.api.KeycodeSet;
import io.jvirt.api.Metadata;
import io.jvirt.api.StateReason;
import io.jvirt.api.TypedParameters;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.QemuMessages;
import io.jvirt.rpc.protocol.QemuProcedures;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A guest that a daemon has for us. The id is the one of the last answer that told it, as in libvirt's library. */
final class RemoteDomain implements Domain {
    /** The flag that lets a daemon answer with strings in typed parameters. */
    private static final int STRING_OKAY = 1 << 2;

    /** The most parameters that daemons give of block devices and CPUs. */
    private static final int PARAMETERS_MAX = 16;

    private static final int CPUS_MAX = 128;
    private static final int MEMORY_STATS_MAX = 64;

    private final RemoteConnection connection;
    private final RpcClient client;
    private volatile DomainRef ref;

    RemoteDomain(RemoteConnection connection, DomainRef ref) {
        this.connection = connection;
        this.client = connection.client();
        this.ref = ref;
    }

    private DomainMessages.Flags with(Flag... flags) {
        return new DomainMessages.Flags(ref, Flag.bits(flags));
    }

    private DomainMessages.Flags with(int flags) {
        return new DomainMessages.Flags(ref, flags);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String name() {
        return ref.name();
    }

    @Override
    public UUID uuid() {
        return ref.uuid();
    }

    @Override
    public OptionalInt id() {
        int id = ref.id();
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }

    // ---- documents and facts ----

    @Override
    public String xml(DomainFlags.Xml... flags) {
        return client.call(DOMAIN_GET_XML_DESC, with(flags));
    }

    @Override
    public DomainInfo info() {
        DomainMessages.Info info = client.call(DOMAIN_GET_INFO, ref);
        return new DomainInfo(
                DomainState.of(info.state()), info.maxMemory(), info.memory(), info.vcpus(), info.cpuTime());
    }

    @Override
    public DomainStatus status() {
        DomainMessages.State state = client.call(DOMAIN_GET_STATE, with(0));
        return new DomainStatus(StateReason.of(DomainState.of(state.state()), state.reason()));
    }

    @Override
    public ControlInfo controlInfo(int flags) {
        DomainMessages.ControlInfo info = client.call(DOMAIN_GET_CONTROL_INFO, with(flags));
        return new ControlInfo(info.state(), info.details(), info.stateTime());
    }

    @Override
    public String osType() {
        return client.call(DOMAIN_GET_OS_TYPE, ref);
    }

    @Override
    public boolean active() {
        return client.call(DOMAIN_IS_ACTIVE, ref) != 0;
    }

    @Override
    public boolean persistent() {
        return client.call(DOMAIN_IS_PERSISTENT, ref) != 0;
    }

    @Override
    public boolean updated() {
        return client.call(DOMAIN_IS_UPDATED, ref) != 0;
    }

    @Override
    public String hostname() {
        return hostname(0);
    }

    @Override
    public String hostname(int flags) {
        return client.call(DOMAIN_GET_HOSTNAME, with(flags));
    }

    @Override
    public SecurityLabel securityLabel() {
        return label(client.call(DOMAIN_GET_SECURITY_LABEL, ref));
    }

    @Override
    public List<SecurityLabel> securityLabels() {
        List<SecurityLabel> labels = new ArrayList<>();
        for (DomainMessages.SecurityLabel label : client.call(DOMAIN_GET_SECURITY_LABEL_LIST, ref).labels()) {
            labels.add(label(label));
        }
        return labels;
    }

    private static SecurityLabel label(DomainMessages.SecurityLabel label) {
        return new SecurityLabel(label.label(), label.enforcing() != 0);
    }

    @Override
    public List<String> messages() {
        return client.call(DOMAIN_GET_MESSAGES, with(0)).messages();
    }

    // ---- life cycle ----

    @Override
    public void start(DomainFlags.Create... flags) {
        if (flags.length == 0) {
            client.call(DOMAIN_CREATE, ref);
            ref = client.call(DOMAIN_LOOKUP_BY_UUID, ref.uuid()); // tells the new id
        } else {
            ref = client.call(DOMAIN_CREATE_WITH_FLAGS, with(flags));
        }
    }

    @Override
    public void shutdown(DomainFlags.Shutdown... flags) {
        if (flags.length == 0) {
            client.call(DOMAIN_SHUTDOWN, ref);
        } else {
            client.call(DOMAIN_SHUTDOWN_FLAGS, with(flags));
        }
    }

    @Override
    public void reboot(DomainFlags.Shutdown... flags) {
        client.call(DOMAIN_REBOOT, with(flags));
    }

    @Override
    public void reset() {
        client.call(DOMAIN_RESET, with(0));
    }

    @Override
    public void suspend() {
        client.call(DOMAIN_SUSPEND, ref);
    }

    @Override
    public void resume() {
        client.call(DOMAIN_RESUME, ref);
    }

    @Override
    public void destroy(DomainFlags.Destroy... flags) {
        if (flags.length == 0) {
            client.call(DOMAIN_DESTROY, ref);
        } else {
            client.call(DOMAIN_DESTROY_FLAGS, with(flags));
        }
        ref = new DomainRef(ref.name(), ref.uuid(), -1);
    }

    @Override
    public void undefine(DomainFlags.Undefine... flags) {
        if (flags.length == 0) {
            client.call(DOMAIN_UNDEFINE, ref);
        } else {
            client.call(DOMAIN_UNDEFINE_FLAGS, with(flags));
        }
    }

    @Override
    public void rename(String newName) {
        client.call(DOMAIN_RENAME, new DomainMessages.OptionalTextFlags(ref, newName, 0));
        ref = new DomainRef(newName, ref.uuid(), ref.id());
    }

    @Override
    public boolean autostart() {
        return client.call(DOMAIN_GET_AUTOSTART, ref) != 0;
    }

    @Override
    public void setAutostart(boolean autostart) {
        client.call(DOMAIN_SET_AUTOSTART, new DomainMessages.Number(ref, autostart ? 1 : 0));
    }

    @Override
    public void save(String file, @Nullable String xml, DomainFlags.SaveRestore... flags) {
        String path = RemoteConnection.absolute(file);
        if (xml == null && flags.length == 0) {
            client.call(DOMAIN_SAVE, new DomainMessages.Text(ref, path));
        } else {
            client.call(DOMAIN_SAVE_FLAGS, new DomainMessages.Save(ref, path, xml, Flag.bits(flags)));
        }
    }

    @Override
    public void managedSave(DomainFlags.SaveRestore... flags) {
        client.call(DOMAIN_MANAGED_SAVE, with(flags));
    }

    @Override
    public boolean hasManagedSaveImage() {
        return client.call(DOMAIN_HAS_MANAGED_SAVE_IMAGE, with(0)) != 0;
    }

    @Override
    public void removeManagedSave() {
        client.call(DOMAIN_MANAGED_SAVE_REMOVE, with(0));
    }

    @Override
    public String managedSaveXml(DomainFlags.Xml... flags) {
        return client.call(DOMAIN_MANAGED_SAVE_GET_XML_DESC, with(flags));
    }

    @Override
    public void defineManagedSaveXml(String xml, DomainFlags.SaveRestore... flags) {
        client.call(
                DOMAIN_MANAGED_SAVE_DEFINE_XML, new DomainMessages.OptionalTextFlags(ref, xml, Flag.bits(flags)));
    }

    @Override
    public void coreDump(String file, DumpFormat format, DomainFlags.CoreDump... flags) {
        String path = RemoteConnection.absolute(file);
        int bits = Flag.bits(flags);
        if (format == DumpFormat.RAW) {
            client.call(DOMAIN_CORE_DUMP, new DomainMessages.TextFlags(ref, path, bits));
        } else {
            client.call(
                    DOMAIN_CORE_DUMP_WITH_FORMAT, new DomainMessages.CoreDump(ref, path, format.ordinal(), bits));
        }
    }

    @Override
    public void pmSuspend(int target, long seconds) {
        client.call(DOMAIN_PM_SUSPEND_FOR_DURATION, new DomainMessages.PmSuspend(ref, target, seconds, 0));
    }

    @Override
    public void pmWakeup() {
        client.call(DOMAIN_PM_WAKEUP, with(0));
    }

    @Override
    public void setLifecycleAction(int type, int action, DomainFlags.Affect... flags) {
        client.call(
                DOMAIN_SET_LIFECYCLE_ACTION, new DomainMessages.LifecycleAction(ref, type, action, Flag.bits(flags)));
    }

    // ---- metadata ----

    @Override
    public String metadata(Metadata type, @Nullable String uri, DomainFlags.Affect... flags) {
        return client.call(
                DOMAIN_GET_METADATA, new DomainMessages.GetMetadata(ref, type.ordinal(), uri, Flag.bits(flags)));
    }

    @Override
    public void setMetadata(
            Metadata type,
            @Nullable String value,
            @Nullable String key,
            @Nullable String uri,
            DomainFlags.Affect... flags) {
        client.call(
                DOMAIN_SET_METADATA,
                new DomainMessages.SetMetadata(ref, type.ordinal(), value, key, uri, Flag.bits(flags)));
    }

    // ---- CPUs and memory ----

    @Override
    public int vcpus(DomainFlags.Vcpu... flags) {
        return client.call(DOMAIN_GET_VCPUS_FLAGS, with(flags));
    }

    @Override
    public void setVcpus(int count, DomainFlags.Vcpu... flags) {
        client.call(DOMAIN_SET_VCPUS_FLAGS, new DomainMessages.NumberFlags(ref, count, Flag.bits(flags)));
    }

    @Override
    public void setVcpu(String map, boolean enable, DomainFlags.Affect... flags) {
        client.call(DOMAIN_SET_VCPU, new DomainMessages.EnableVcpus(ref, map, enable ? 1 : 0, Flag.bits(flags)));
    }

    @Override
    public int maxVcpus() {
        return client.call(DOMAIN_GET_MAX_VCPUS, ref);
    }

    @Override
    public List<VcpuInfo> vcpuInfo() {
        int count = info().vcpus();
        int length = mapLength();
        DomainMessages.Vcpus answer =
                client.call(DOMAIN_GET_VCPUS, new DomainMessages.GetVcpus(ref, count, length));
        List<VcpuInfo> vcpus = new ArrayList<>();
        for (DomainMessages.Vcpu one : answer.info()) {
            CpuSet allowed = cpus(answer.maps(), vcpus.size(), length);
            vcpus.add(new VcpuInfo(one.number(), one.state(), one.cpuTime(), one.cpu(), allowed));
        }
        return vcpus;
    }

    @Override
    public List<CpuSet> vcpuPins(DomainFlags.Affect... flags) {
        int bits = Flag.bits(flags);
        int count = client.call(DOMAIN_GET_VCPUS_FLAGS, with(bits | DomainFlags.Vcpu.MAXIMUM.bit()));
        int length = mapLength();
        DomainMessages.CpuMaps answer = client.call(
                DOMAIN_GET_VCPU_PIN_INFO, new DomainMessages.GetVcpuPins(ref, count, length, bits));
        List<CpuSet> pins = new ArrayList<>();
        for (int i = 0; i < answer.count(); i++) {
            pins.add(cpus(answer.maps(), i, length));
        }
        return pins;
    }

    @Override
    public void pinVcpu(int vcpu, CpuSet cpus, DomainFlags.Affect... flags) {
        client.call(
                DOMAIN_PIN_VCPU_FLAGS,
                new DomainMessages.PinVcpuFlags(ref, vcpu, cpus.bits().toByteArray(), Flag.bits(flags)));
    }

    @Override
    public CpuSet emulatorPin(DomainFlags.Affect... flags) {
        int length = mapLength();
        DomainMessages.CpuMaps answer = client.call(
                DOMAIN_GET_EMULATOR_PIN_INFO, new DomainMessages.NumberFlags(ref, length, Flag.bits(flags)));
        return cpus(answer.maps(), 0, length);
    }

    @Override
    public void pinEmulator(CpuSet cpus, DomainFlags.Affect... flags) {
        client.call(
                DOMAIN_PIN_EMULATOR,
                new DomainMessages.PinEmulator(ref, cpus.bits().toByteArray(), Flag.bits(flags)));
    }

    /** {@return the bytes of a map with all CPUs of the host} */
    private int mapLength() {
        return (connection.nodeCpuMap().online().size() + 7) / 8;
    }

    private static CpuSet cpus(byte[] maps, int index, int length) {
        int from = Math.min(maps.length, index * length);
        int to = Math.min(maps.length, from + length);
        return new CpuSet(BitSet.valueOf(java.util.Arrays.copyOfRange(maps, from, to)));
    }

    @Override
    public void setMemory(long kib, DomainFlags.Memory... flags) {
        client.call(DOMAIN_SET_MEMORY_FLAGS, new DomainMessages.AmountFlags(ref, kib, Flag.bits(flags)));
    }

    @Override
    public long maxMemory() {
        return client.call(DOMAIN_GET_MAX_MEMORY, ref);
    }

    @Override
    public void setMemoryStatsPeriod(int seconds, DomainFlags.Memory... flags) {
        client.call(
                DOMAIN_SET_MEMORY_STATS_PERIOD, new DomainMessages.NumberFlags(ref, seconds, Flag.bits(flags)));
    }

    // ---- statistics ----

    @Override
    public List<MemoryStat> memoryStats() {
        List<MemoryStat> stats = new ArrayList<>();
        DomainMessages.NumberFlags wanted = new DomainMessages.NumberFlags(ref, MEMORY_STATS_MAX, 0);
        for (DomainMessages.MemoryStat stat : client.call(DOMAIN_MEMORY_STATS, wanted).stats()) {
            stats.add(new MemoryStat(stat.tag(), stat.value()));
        }
        return stats;
    }

    @Override
    public BlockStats blockStats(String disk) {
        DomainMessages.BlockStats stats = client.call(DOMAIN_BLOCK_STATS, new DomainMessages.Text(ref, disk));
        return new BlockStats(
                stats.readRequests(), stats.readBytes(), stats.writeRequests(), stats.writeBytes(), stats.errors());
    }

    @Override
    public TypedParameters blockStatsFlags(String disk, int flags) {
        return client.call(
                        DOMAIN_BLOCK_STATS_FLAGS,
                        new DomainMessages.BlockStatsFlags(ref, disk, PARAMETERS_MAX, flags | STRING_OKAY))
                .params();
    }

    @Override
    public BlockInfo blockInfo(String disk, int flags) {
        DomainMessages.BlockInfo info =
                client.call(DOMAIN_GET_BLOCK_INFO, new DomainMessages.TextFlags(ref, disk, flags));
        return new BlockInfo(info.capacity(), info.allocation(), info.physical());
    }

    @Override
    public InterfaceStats interfaceStats(String device) {
        DomainMessages.InterfaceStats stats =
                client.call(DOMAIN_INTERFACE_STATS, new DomainMessages.Text(ref, device));
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
    public List<TypedParameters> cpuStats(int startCpu, int count, int flags) {
        if (startCpu < 0) {
            return cpuFigures(startCpu, 1, flags);
        }
        int all = client.call(DOMAIN_GET_CPU_STATS, new DomainMessages.CpuStats(ref, 0, 0, 0, flags)).nparams();
        int end = (int) Math.min(all, (long) startCpu + count);
        List<TypedParameters> cpus = new ArrayList<>();
        for (int from = startCpu; from < end; from += CPUS_MAX) {
            cpus.addAll(cpuFigures(from, Math.min(CPUS_MAX, end - from), flags));
        }
        return cpus;
    }

    private List<TypedParameters> cpuFigures(int start, int cpus, int flags) {
        int each = client.call(DOMAIN_GET_CPU_STATS, new DomainMessages.CpuStats(ref, 0, start, 1, flags)).nparams();
        DomainMessages.CpuFigures answer =
                client.call(DOMAIN_GET_CPU_STATS, new DomainMessages.CpuStats(ref, each, start, cpus, flags));
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
    public List<InterfaceAddress> interfaceAddresses(int source, int flags) {
        DomainMessages.Interfaces answer =
                client.call(DOMAIN_INTERFACE_ADDRESSES, new DomainMessages.NumberFlags(ref, source, flags));
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
    public JobInfo jobInfo() {
        DomainMessages.JobInfo job = client.call(DOMAIN_GET_JOB_INFO, ref);
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
    public JobStats jobStats(DomainFlags.JobStats... flags) {
        DomainMessages.JobStats stats = client.call(DOMAIN_GET_JOB_STATS, with(flags));
        return new JobStats(stats.type(), stats.params());
    }

    @Override
    public void abortJob(int flags) {
        if (flags == 0) {
            client.call(DOMAIN_ABORT_JOB, ref);
        } else {
            client.call(DOMAIN_ABORT_JOB_FLAGS, with(flags));
        }
    }

    @Override
    public List<DiskError> diskErrors(int flags) {
        int count = client.call(DOMAIN_GET_DISK_ERRORS, new DomainMessages.NumberFlags(ref, 0, flags)).count();
        List<DiskError> errors = new ArrayList<>();
        if (count > 0) {
            DomainMessages.NumberFlags wanted = new DomainMessages.NumberFlags(ref, count, flags);
            for (DomainMessages.DiskError error : client.call(DOMAIN_GET_DISK_ERRORS, wanted).errors()) {
                errors.add(new DiskError(error.disk(), error.error()));
            }
        }
        return errors;
    }

    // ---- devices ----

    @Override
    public DataStream openConsole(@Nullable String device, DomainFlags.Console... flags) {
        return client.open(
                        DOMAIN_OPEN_CONSOLE,
                        new DomainMessages.OptionalTextFlags(ref, device, Flag.bits(flags)))
                .stream();
    }

    @Override
    public DataStream openChannel(@Nullable String name, int flags) {
        return client.open(DOMAIN_OPEN_CHANNEL, new DomainMessages.OptionalTextFlags(ref, name, flags))
                .stream();
    }

    @Override
    public Screenshot screenshot(int screen, int flags) {
        RpcClient.Opened<DomainMessages.OptionalText> opened =
                client.open(DOMAIN_SCREENSHOT, new DomainMessages.NumberFlags(ref, screen, flags));
        String type = opened.result().text();
        return new Screenshot(type == null ? "application/octet-stream" : type, opened.stream());
    }

    @Override
    public void sendKey(KeycodeSet set, int holdMillis, int[] keys, int flags) {
        client.call(DOMAIN_SEND_KEY, new DomainMessages.SendKey(ref, set.ordinal(), holdMillis, keys, flags));
    }

    @Override
    public void injectNmi(int flags) {
        client.call(DOMAIN_INJECT_NMI, with(flags));
    }

    @Override
    public void resizeBlock(String disk, long size, int flags) {
        client.call(DOMAIN_BLOCK_RESIZE, new DomainMessages.BlockResize(ref, disk, size, flags));
    }

    // ---- inside the guest ----

    @Override
    public Time time(int flags) {
        DomainMessages.Time time = client.call(DOMAIN_GET_TIME, with(flags));
        return new Time(time.seconds(), time.nanoseconds());
    }

    @Override
    public void setTime(Time time, DomainFlags.SetTime... flags) {
        client.call(
                DOMAIN_SET_TIME, new DomainMessages.SetTime(ref, time.seconds(), time.nanos(), Flag.bits(flags)));
    }

    @Override
    public TypedParameters guestInfo(List<DomainFlags.GuestInfo> types, int flags) {
        int bits = Flag.bits(types.toArray(new Flag[0]));
        return client.call(DOMAIN_GET_GUEST_INFO, new DomainMessages.NumberFlags(ref, bits, flags)).params();
    }

    @Override
    public TypedParameters guestVcpus(int flags) {
        return client.call(DOMAIN_GET_GUEST_VCPUS, with(flags)).params();
    }

    @Override
    public void setGuestVcpus(String map, int state, int flags) {
        client.call(DOMAIN_SET_GUEST_VCPUS, new DomainMessages.EnableVcpus(ref, map, state, flags));
    }

    @Override
    public void setUserPassword(String user, String password, int flags) {
        client.call(DOMAIN_SET_USER_PASSWORD, new DomainMessages.SetPassword(ref, user, password, flags));
    }

    @Override
    public List<FilesystemInfo> filesystems(int flags) {
        List<FilesystemInfo> found = new ArrayList<>();
        for (DomainMessages.Filesystem one : client.call(DOMAIN_GET_FSINFO, with(flags)).filesystems()) {
            found.add(new FilesystemInfo(one.mountpoint(), one.name(), one.type(), one.devices()));
        }
        return found;
    }

    @Override
    public int freezeFilesystems(List<String> mountPoints, int flags) {
        return client.call(DOMAIN_FSFREEZE, new DomainMessages.Mountpoints(ref, mountPoints, flags));
    }

    @Override
    public int thawFilesystems(List<String> mountPoints, int flags) {
        return client.call(DOMAIN_FSTHAW, new DomainMessages.Mountpoints(ref, mountPoints, flags));
    }

    @Override
    public void trimFilesystems(@Nullable String mountPoint, long minimum, int flags) {
        client.call(DOMAIN_FSTRIM, new DomainMessages.Trim(ref, mountPoint, minimum, flags));
    }

    @Override
    public List<String> authorizedSshKeys(String user, int flags) {
        return client.call(DOMAIN_AUTHORIZED_SSH_KEYS_GET, new DomainMessages.TextFlags(ref, user, flags))
                .keys();
    }

    @Override
    public void setAuthorizedSshKeys(String user, List<String> keys, int flags) {
        client.call(DOMAIN_AUTHORIZED_SSH_KEYS_SET, new DomainMessages.SetSshKeys(ref, user, keys, flags));
    }

    @Override
    public void setAgentTimeout(int seconds, int flags) {
        client.call(DOMAIN_AGENT_SET_RESPONSE_TIMEOUT, new DomainMessages.NumberFlags(ref, seconds, flags));
    }

    @Override
    public String agentCommand(String command, int timeout, int flags) {
        String answer = client.call(
                        QemuProcedures.AGENT_COMMAND, new QemuMessages.AgentCommand(ref, command, timeout, flags))
                .text();
        return answer == null ? "" : answer;
    }

    @Override
    public String monitorCommand(String command, DomainFlags.Monitor... flags) {
        return client.call(
                QemuProcedures.MONITOR_COMMAND, new DomainMessages.TextFlags(ref, command, Flag.bits(flags)));
    }
}

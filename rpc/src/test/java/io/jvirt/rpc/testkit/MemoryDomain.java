package io.jvirt.rpc.testkit;

import io.jvirt.api.Connection;
import io.jvirt.api.DataStream;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainState;
import io.jvirt.api.DomainStatus;
import io.jvirt.api.DumpFormat;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.Metadata;
import io.jvirt.api.MonitorEvent;
import io.jvirt.api.StateReason;
import io.jvirt.api.TypedParameters;
import io.jvirt.host.socket.UnixSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A guest that is nothing but its state. */
public final class MemoryDomain implements Domain {
    private final MemoryHypervisor hypervisor;
    private final Connection connection;
    private final UUID uuid;
    private final String xml;
    private final Map<Metadata, String> metadata = new EnumMap<>(Metadata.class);
    private volatile String name;
    private volatile int id = -1;
    private volatile StateReason reason = StateReason.SHUTOFF_UNKNOWN;
    private volatile boolean autostart;
    private volatile long memory = 131_072;

    MemoryDomain(MemoryHypervisor hypervisor, Connection connection, String name, UUID uuid, String xml) {
        this.hypervisor = hypervisor;
        this.connection = connection;
        this.name = name;
        this.uuid = uuid;
        this.xml = xml;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public UUID uuid() {
        return uuid;
    }

    @Override
    public OptionalInt id() {
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public String xml(DomainFlags.Xml... flags) {
        return xml;
    }

    @Override
    public DomainInfo info() {
        return new DomainInfo(reason.state(), 131_072, memory, 1, 42_000_000_000L);
    }

    @Override
    public DomainStatus status() {
        return new DomainStatus(reason);
    }

    @Override
    public String osType() {
        return "hvm";
    }

    @Override
    public boolean active() {
        return id >= 0;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public SecurityLabel securityLabel() {
        return new SecurityLabel("", false);
    }

    @Override
    public List<String> messages() {
        return List.of("tainted: running with undesirable elevated privileges");
    }

    @Override
    public void start(DomainFlags.Create... flags) {
        if (active()) {
            throw new JvirtException(ErrorCode.OPERATION_INVALID, ErrorDomain.QEMU, "domain is already running");
        }
        id = hypervisor.nextId.getAndIncrement();
        reason = StateReason.RUNNING_BOOTED;
        hypervisor.publish(DomainEvent.Change.STARTED_BOOTED.of(this));
    }

    @Override
    public void destroy(DomainFlags.Destroy... flags) {
        needsActive();
        id = -1;
        reason = StateReason.SHUTOFF_DESTROYED;
        hypervisor.publish(DomainEvent.Change.STOPPED_DESTROYED.of(this));
    }

    @Override
    public void suspend() {
        needsActive();
        if (name.equals("slow")) {
            try {
                hypervisor.slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        reason = StateReason.PAUSED_USER;
        hypervisor.publish(DomainEvent.Change.SUSPENDED_PAUSED.of(this));
    }

    @Override
    public void resume() {
        needsActive();
        reason = StateReason.RUNNING_UNPAUSED;
        hypervisor.publish(DomainEvent.Change.RESUMED_UNPAUSED.of(this));
    }

    @Override
    public void undefine(DomainFlags.Undefine... flags) {
        hypervisor.remove(this);
        hypervisor.publish(DomainEvent.Change.UNDEFINED_REMOVED.of(this));
    }

    @Override
    public void rename(String newName) {
        name = newName;
    }

    @Override
    public boolean autostart() {
        return autostart;
    }

    @Override
    public void setAutostart(boolean on) {
        autostart = on;
    }

    @Override
    public boolean hasManagedSaveImage() {
        return false;
    }

    @Override
    public void coreDump(String file, DumpFormat format, DomainFlags.CoreDump... flags) {
        try {
            hypervisor.dump.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized String metadata(Metadata type, @Nullable String uri, DomainFlags.Affect... flags) {
        String value = metadata.get(type);
        if (value == null) {
            throw new JvirtException(ErrorCode.NO_DOMAIN_METADATA, ErrorDomain.QEMU, "Requested metadata element is not present");
        }
        return value;
    }

    @Override
    public synchronized void setMetadata(
            Metadata type, @Nullable String value, @Nullable String key, @Nullable String uri, DomainFlags.Affect... flags) {
        if (value == null) {
            metadata.remove(type);
        } else {
            metadata.put(type, value);
        }
        hypervisor.publish(new DomainEvent.MetadataChange(this, type.ordinal(), uri));
    }

    @Override
    public int vcpus(DomainFlags.Vcpu... flags) {
        return 1;
    }

    @Override
    public List<VcpuInfo> vcpuInfo() {
        BitSet both = new BitSet();
        both.set(0, 2);
        return List.of(new VcpuInfo(0, 1, 1_500_000_000L, 1, new CpuSet(both)));
    }

    @Override
    public void setMemory(long kib, DomainFlags.Memory... flags) {
        memory = kib;
        hypervisor.publish(new DomainEvent.BalloonChange(this, kib));
    }

    @Override
    public long maxMemory() {
        return 131_072;
    }

    @Override
    public List<MemoryStat> memoryStats() {
        return List.of(new MemoryStat(6, memory), new MemoryStat(7, 50_000));
    }

    @Override
    public BlockStats blockStats(String disk) {
        return new BlockStats(1, 512, 2, 1024, -1);
    }

    @Override
    public TypedParameters blockStatsFlags(String disk, int flags) {
        return TypedParameters.builder().add("rd_operations", 1L).add("rd_bytes", 512L).build();
    }

    @Override
    public BlockInfo blockInfo(String disk, int flags) {
        return new BlockInfo(1 << 30, 1 << 20, 1 << 21);
    }

    @Override
    public List<TypedParameters> cpuStats(int startCpu, int count, int flags) {
        if (startCpu < 0) {
            return List.of(TypedParameters.builder()
                    .addUnsigned("cpu_time", 3_000_000_000L)
                    .addUnsigned("user_time", 1_000_000_000L)
                    .build());
        }
        TypedParameters one = TypedParameters.builder().addUnsigned("cpu_time", 1_500_000_000L).build();
        return List.of(one, one).subList(Math.min(startCpu, 2), (int) Math.min(2L, (long) startCpu + count));
    }

    @Override
    public JobInfo jobInfo() {
        return JobInfo.NONE;
    }

    @Override
    public DataStream openConsole(@Nullable String device, DomainFlags.Console... flags) {
        needsActive();
        return new EchoStream();
    }

    @Override
    public Screenshot screenshot(int screen, int flags) {
        EchoStream data = new EchoStream();
        data.put("PNG picture".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        data.end();
        return new Screenshot("image/png", data);
    }

    @Override
    public DataStream openChannel(@Nullable String channel, int flags) {
        return new StuckStream();
    }

    /** One that says hello and gives back what it gets. */
    @Override
    public ByteChannel openGraphics(int index, DomainFlags.OpenGraphics... flags) {
        List<UnixSocket> ends = UnixSocket.pair();
        Thread.ofVirtual().start(() -> {
            ByteBuffer bytes = ByteBuffer.allocate(100);
            try (UnixSocket mine = ends.get(1)) {
                mine.write(ByteBuffer.wrap("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII)));
                while (mine.read(bytes) >= 0) {
                    mine.write(bytes.flip());
                    bytes.clear();
                }
            } catch (IOException e) {
                // the viewer has gone
            }
        });
        return ends.getFirst();
    }

    @Override
    public String monitorCommand(String command, DomainFlags.Monitor... flags) {
        hypervisor.publish(new MonitorEvent(this, "RTC_CHANGE", 12, 34, "{\"offset\":1}"));
        return "{\"return\":{},\"id\":\"libvirt-1\"}";
    }

    private void needsActive() {
        if (!active()) {
            throw new JvirtException(ErrorCode.OPERATION_INVALID, ErrorDomain.QEMU, "domain is not running");
        }
    }

    /** {@return what it does} */
    DomainState state() {
        return reason.state();
    }
}

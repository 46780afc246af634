package io.jvirt.cli.testkit;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainStatus;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.Metadata;
import io.jvirt.api.StateReason;
import io.jvirt.api.TypedParameters;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A guest of {@link FakeConnection}. */
public final class FakeDomain implements Domain {
    private final FakeConnection connection;
    private final String name;
    private final UUID uuid;
    private final Map<Metadata, String> metadata = new EnumMap<>(Metadata.class);
    private final List<String> calls = new ArrayList<>();
    private OptionalInt id = OptionalInt.empty();
    private StateReason reason = StateReason.SHUTOFF_UNKNOWN;
    private boolean autostart;
    private String xml;

    FakeDomain(FakeConnection connection, String name, UUID uuid) {
        this.connection = connection;
        this.name = name;
        this.uuid = uuid;
        this.xml = """
                <domain type='qemu'>
                  <name>%s</name>
                  <devices>
                    <disk type='file' device='disk'>
                      <source file='/images/%s&amp;1.img'/>
                      <target dev='vda' bus='virtio'/>
                    </disk>
                    <disk type='file' device='cdrom'>
                      <target dev='sda' bus='sata'/>
                    </disk>
                    <interface type='network'>
                      <mac address='52:54:00:00:00:01'/>
                      <source network='default'/>
                      <target dev='vnet0'/>
                      <model type='virtio'/>
                      <link state='down'/>
                    </interface>
                    <console type='pty' tty='/dev/pts/3'><target type='serial' port='0'/><alias name='serial0'/></console>
                    <graphics type='vnc' port='5901' listen='127.0.0.1'><listen type='address' address='127.0.0.1'/></graphics>
                  </devices>
                </domain>
                """.formatted(name, name);
    }

    void setXml(String xml) {
        this.xml = xml;
    }

    /** {@return what was called that a state cannot show} */
    public List<String> calls() {
        return calls;
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
        return id;
    }

    @Override
    public String xml(DomainFlags.Xml... flags) {
        return xml;
    }

    @Override
    public DomainInfo info() {
        return new DomainInfo(reason.state(), 8_388_608, 2_097_152, 2, active() ? 1_250_000_000L : 0);
    }

    @Override
    public DomainStatus status() {
        return new DomainStatus(reason);
    }

    @Override
    public ControlInfo controlInfo(int flags) {
        return new ControlInfo(1, 0, 1500);
    }

    @Override
    public String osType() {
        return "hvm";
    }

    @Override
    public boolean active() {
        return id.isPresent();
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean autostart() {
        return autostart;
    }

    @Override
    public void setAutostart(boolean wanted) {
        autostart = wanted;
    }

    @Override
    public boolean hasManagedSaveImage() {
        return false;
    }

    @Override
    public void start(DomainFlags.Create... flags) {
        id = OptionalInt.of(connection.newId());
        reason = StateReason.RUNNING_BOOTED;
        connection.publish(DomainEvent.Change.STARTED_BOOTED.of(this));
    }

    @Override
    public void suspend() {
        requireActive();
        reason = StateReason.PAUSED_USER;
    }

    @Override
    public void resume() {
        requireActive();
        reason = StateReason.RUNNING_UNPAUSED;
    }

    @Override
    public void destroy(DomainFlags.Destroy... flags) {
        requireActive();
        id = OptionalInt.empty();
        reason = StateReason.SHUTOFF_DESTROYED;
    }

    @Override
    public void undefine(DomainFlags.Undefine... flags) {
        connection.remove(this);
    }

    private void requireActive() {
        if (!active()) {
            throw new JvirtException(ErrorCode.OPERATION_INVALID, ErrorDomain.QEMU, "domain is not running");
        }
    }

    @Override
    public String metadata(Metadata type, @Nullable String uri, DomainFlags.Affect... flags) {
        String value = metadata.get(type);
        if (value == null) {
            throw new JvirtException(ErrorCode.NO_DOMAIN_METADATA, ErrorDomain.DOMAIN, "none");
        }
        return value;
    }

    @Override
    public void setMetadata(
            Metadata type,
            @Nullable String value,
            @Nullable String key,
            @Nullable String uri,
            DomainFlags.Affect... flags) {
        if (value == null || value.isEmpty()) {
            metadata.remove(type);
        } else {
            metadata.put(type, value);
        }
    }

    @Override
    public void setMemory(long kib, DomainFlags.Memory... flags) {
        calls.add("setMemory " + kib + " " + List.of(flags));
    }

    @Override
    public int vcpus(DomainFlags.Vcpu... flags) {
        return List.of(flags).contains(DomainFlags.Vcpu.MAXIMUM) ? 4 : 2;
    }

    @Override
    public List<CpuSet> vcpuPins(DomainFlags.Affect... flags) {
        BitSet some = new BitSet();
        some.set(0, 2);
        some.set(3);
        return List.of(new CpuSet(some), new CpuSet(some));
    }

    @Override
    public void pinVcpu(int vcpu, CpuSet cpus, DomainFlags.Affect... flags) {
        calls.add("pinVcpu " + vcpu + " " + cpus.bits());
    }

    @Override
    public List<MemoryStat> memoryStats() {
        return List.of(new MemoryStat(6, 2_097_152), new MemoryStat(7, 1_048_576));
    }

    @Override
    public TypedParameters blockStatsFlags(String disk, int flags) {
        return TypedParameters.builder()
                .add("wr_bytes", 20L)
                .add("rd_operations", 3L)
                .add("rd_bytes", 10L)
                .build();
    }

    @Override
    public List<TypedParameters> cpuStats(int startCpu, int count, int flags) {
        return List.of(TypedParameters.builder()
                .add("cpu_time", new io.jvirt.api.TypedValue.ULongValue(24_386_308_517L))
                .build());
    }

    @Override
    public List<InterfaceAddress> interfaceAddresses(int source, int flags) {
        return List.of(new InterfaceAddress(
                "vnet0",
                "52:54:00:00:00:01",
                List.of(new IpAddress(0, "192.168.122.3", 24), new IpAddress(1, "fe80::1", 64))));
    }

    @Override
    public void sendKey(io.jvirt.api.KeycodeSet set, int holdMillis, int[] keys, int flags) {
        calls.add("sendKey " + set + " " + holdMillis + " " + java.util.Arrays.toString(keys));
    }

    @Override
    public String monitorCommand(String command, DomainFlags.Monitor... flags) {
        calls.add("monitor " + command + " " + List.of(flags));
        return "{\"return\":{\"running\":true,\"list\":[],\"text\":\"a,b\"},\"id\":\"libvirt-1\"}";
    }
}

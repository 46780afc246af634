package io.jvirt.acceptance.conformance;

import io.jvirt.model.IdSet;
import io.jvirt.model.MemorySize;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.domain.Tpm;
import io.jvirt.model.domain.Vsock;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.command.DriverSettings;
import io.jvirt.qemu.command.Handle;
import io.jvirt.qemu.command.HostNuma;
import io.jvirt.qemu.command.HugePages;
import io.jvirt.qemu.command.LaunchEnvironment;
import io.jvirt.qemu.command.LiveAliases;
import io.jvirt.qemu.command.MasterKey;
import io.jvirt.qemu.command.MonitorEndpoint;
import io.jvirt.qemu.command.SealedSecret;
import io.jvirt.qemu.command.SecretSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The host on which the cases of command lines were recorded: paths, descriptors, ports, secrets, settings. */
final class LaunchFacts {
    private static final int FIRST_TAP = 3;
    private static final int FIRST_VHOST = 44;
    private static final int MONITOR = 1729;
    private static final long CONTEXT_ID = 42;
    private static final int HOST_NODES = 4;
    private static final int NAME_LENGTH = 20;
    private static final int FIRST_NETWORK_TAP = 102;
    private static final String SECRET = "AQCVn5hO6HzFAhAAq0NCv8jtJcIcE+HOBlMQ1A";

    private final ConformanceCase theCase;
    private final DomainDescription domain;

    LaunchFacts(ConformanceCase theCase, DomainDescription domain) {
        this.theCase = theCase;
        this.domain = LiveAliases.assign(domain);
    }

    LaunchEnvironment environment() {
        String short1 = shortName();
        String directory = "/var/lib/libvirt/qemu/domain-" + short1;
        Map<String, String> process = new HashMap<>(Map.of("PATH", "/bin", "USER", "test", "LOGNAME", "test"));
        LaunchEnvironment environment = LaunchEnvironment.of(directory, new MonitorEndpoint.Inherited(MONITOR))
                .withMemoryDirectory("/var/lib/libvirt/qemu/ram/" + short1)
                .withHugePages(List.of(
                        new HugePages(MemorySize.ofMib(2), "/dev/hugepages2M/libvirt/qemu/" + short1, true),
                        new HugePages(MemorySize.ofMib(1024), "/dev/hugepages1G/libvirt/qemu/" + short1, false)))
                .withHandles(this::handles)
                .withPaths(paths())
                .withVolumes(LaunchFacts::volume)
                .withOpticalDrives(Set.of("/dev/cdrom"))
                .withSecrets(secrets(), directory + "/master-key.aes")
                .withSettings(settings())
                .withPrivileged(true)
                .withProcessEnvironment(process)
                .withNuma(numa())
                .withRenderNode("/dev/dri/foo")
                .withNow(Instant.ofEpochSecond(1234567890L));
        JsonNode incoming = theCase.flags().path("migrate_fd");
        return incoming.isMissingNode() ? environment : environment.withIncoming("fd:" + incoming.asString());
    }

    /** Folders are named after the guest's number and the first letters of its name. */
    private String shortName() {
        String name = domain.name();
        return "-1-" + (name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name);
    }

    private static HostNuma numa() {
        Map<Integer, IdSet> nodes = new HashMap<>();
        IntStream.range(0, HOST_NODES).forEach(node -> nodes.put(node, IdSet.of(node)));
        return new HostNuma(nodes, IdSet.parse("0-" + (HOST_NODES - 1)));
    }

    private DriverSettings settings() {
        JsonNode conf = theCase.flags().path("qemu_conf");
        Set<String> plugins = new HashSet<>();
        if (conf.path("storageUseNbdkit").asBoolean(false)) {
            theCase.texts("nbdkit_caps").forEach(cap -> plugins.add(
                    cap.endsWith("_CURL") ? "curl" : cap.endsWith("_SSH") ? "ssh" : "none"));
        }
        DriverSettings.Display vnc = new DriverSettings.Display("127.0.0.1",
                conf.path("vncTLS").asBoolean(false) ? files("vnc", conf.path("vncTLSx509verify").asBoolean(false),
                        conf.path("vncTLSx509secretUUID").asString("")) : null,
                conf.path("vncSASL").asBoolean(false), text(conf.path("vncSASLdir")), false,
                conf.path("vncAutoUnixSocket").asBoolean(false));
        DriverSettings.Display spice = new DriverSettings.Display("127.0.0.1",
                conf.path("spiceTLS").asBoolean(false) ? files("spice", false, "") : null,
                conf.path("spiceSASL").asBoolean(false), text(conf.path("spiceSASLdir")), true,
                conf.path("spiceAutoUnixSocket").asBoolean(false));
        return new DriverSettings(vnc, spice,
                conf.path("chardevTLS").asBoolean(false) ? files("chardev", conf.path("chardevTLSx509verify")
                        .asBoolean(false), conf.path("chardevTLSx509secretUUID").asString("")) : null,
                files(conf, "nbd"), files(conf, "vxhs"),
                false, false, true, true, conf.path("deprecationBehavior").asString("none"), plugins);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isMissingNode() || node.asString("").isEmpty() ? null : node.asString("");
    }

    /** Certificates of disks are there; whether they are used without being asked for is configured. */
    private static DriverSettings.TlsFiles files(JsonNode conf, String kind) {
        String secret = conf.path(kind + "TLSx509secretUUID").asString("");
        return new DriverSettings.TlsFiles(conf.path(kind + "TLSx509certdir").asString("/etc/pki/libvirt-" + kind), false,
                secret.isEmpty() ? null : UUID.fromString(secret), conf.path(kind + "TLS").asBoolean(false));
    }

    private static DriverSettings.TlsFiles files(String kind, boolean verify, String secret) {
        return new DriverSettings.TlsFiles("/etc/pki/libvirt-" + kind, verify,
                secret.isEmpty() ? null : UUID.fromString(secret), true);
    }

    private static SecretSource secrets() {
        byte[] key = new byte[MasterKey.LENGTH];
        byte[] iv = new byte[16];
        IntStream.range(0, key.length).forEach(i -> key[i] = (byte) i);
        System.arraycopy(key, 0, iv, 0, iv.length);
        MasterKey master = new MasterKey(key, iv::clone);
        return new SecretSource() {
            @Override
            public SealedSecret stored(String usageType, @Nullable UUID uuid, @Nullable String usage) {
                return master.seal(SECRET);
            }

            @Override
            public SealedSecret text(String value) {
                return master.seal(value);
            }
        };
    }

    private List<Integer> handles(String alias, Handle purpose) {
        return switch (purpose) {
            case TAP -> IntStream.range(firstTap(alias), firstTap(alias) + queues(alias)).boxed().toList();
            case VHOST_NET -> accelerated(alias)
                    ? IntStream.range(FIRST_VHOST, FIRST_VHOST + queues(alias)).boxed().toList() : List.of();
            case VHOST_VDPA -> List.of(1732);
            case VHOST_VSOCK -> List.of(6789);
            case VHOST_SCSI -> List.of(FIRST_TAP);
            case CHARACTER_SOCKET, VIDEO -> List.of(MONITOR);
            case CHARACTER_FILE -> List.of(1750);
            case CHARACTER_LOG -> List.of(1751);
            case TPM -> List.of(1730);
            case TPM_CANCEL -> List.of(1731);
        };
    }

    private int firstTap(String alias) {
        return domain.devices().interfaces().stream().anyMatch(card -> alias.equals(card.info().alias())
                && card.source() instanceof InterfaceSource.Network) ? FIRST_NETWORK_TAP : FIRST_TAP;
    }

    private boolean accelerated(String alias) {
        return domain.devices().interfaces().stream().anyMatch(card -> alias.equals(card.info().alias())
                && String.valueOf(card.model()).startsWith("virtio")
                && (card.driver() == null || card.driver().name() != NetworkInterface.DriverName.QEMU));
    }

    private int queues(String alias) {
        return domain.devices().interfaces().stream().filter(card -> alias.equals(card.info().alias()))
                .map(NetworkInterface::driver).filter(driver -> driver != null && driver.queues() != null)
                .mapToInt(driver -> driver.queues()).findFirst().orElse(1);
    }

    private Map<String, String> paths() {
        Map<String, String> paths = new HashMap<>();
        for (NetworkInterface card : domain.devices().interfaces()) {
            String alias = String.valueOf(card.info().alias());
            paths.put(alias, "/var/run/libvirt/qemu/passt/" + shortName() + "-" + alias + ".socket");
        }
        for (Tpm tpm : domain.devices().tpms()) {
            paths.put(String.valueOf(tpm.info().alias()), "/dev/test");
        }
        for (HostDevice device : domain.devices().hostdevs()) {
            paths.put(String.valueOf(device.info().alias()), "/dev/sg0");
        }
        return paths;
    }

    /** What a pool is can be told from its name; only iSCSI pools can be left to QEMU. */
    private static StorageSource volume(StorageSource.Volume volume) {
        String pool = String.valueOf(volume.pool());
        String name = String.valueOf(volume.volume());
        if (pool.contains("iscsi") && volume.mode() == StorageSource.VolumeMode.DIRECT) {
            String lun = name.substring(name.lastIndexOf(':') + 1);
            return new StorageSource.Network(new StorageSource.NetworkLocation(StorageSource.Protocol.ISCSI,
                    "demo-target/" + lun, null, null, null,
                    List.of(new StorageSource.Host(null, "iscsi.example.com", 3260, null)), null, null, null, null,
                    List.of(), null, null, null, null, null), Records.with(volume.common(), "auth", null));
        }
        return new StorageSource.Block("/some/block/device/" + name, volume.common());
    }

    /** {@return the document with the ports and numbers that a start would choose} */
    DomainDescription withPorts(DomainDescription complete) {
        boolean spiceTls = theCase.flags().path("qemu_conf").path("spiceTLS").asBoolean(false);
        List<Graphics> displays = complete.devices().graphics().stream().<Graphics>map(display -> switch (display) {
            case Graphics.Vnc vnc -> {
                boolean auto = vnc.autoport() == YesNo.YES || vnc.port() == null || vnc.port() == -1;
                Graphics.Vnc own = auto ? Records.with(vnc, "port", 5900) : vnc;
                yield own.websocket() != null && own.websocket() == -1 ? Records.with(own, "websocket", 5700) : own;
            }
            case Graphics.Spice spice -> {
                boolean auto = spice.autoport() == YesNo.YES;
                Graphics.Spice own = auto || isOpen(spice.port()) ? Records.with(spice, "port", 5901) : spice;
                yield spiceTls && auto || isOpen(own.tlsPort()) ? Records.with(own, "tlsPort", 5902) : own;
            }
            default -> display;
        }).toList();
        Devices devices = Records.with(complete.devices(), "graphics", displays);
        Vsock vsock = devices.vsock();
        if (vsock != null && vsock.cid() != null && vsock.cid().auto() == YesNo.YES) {
            devices = Records.with(devices, "vsock", Records.with(vsock, "cid", new Vsock.Cid(YesNo.YES, CONTEXT_ID)));
        }
        return Records.with(complete, "devices", devices);
    }

    private static boolean isOpen(@Nullable Integer port) {
        return port != null && port == -1;
    }
}

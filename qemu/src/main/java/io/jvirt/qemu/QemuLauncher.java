package io.jvirt.qemu;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.GuestKind;
import io.jvirt.api.JvirtException;
import io.jvirt.api.secret.SecretUsage;
import io.jvirt.api.secret.Secrets;
import io.jvirt.api.spi.HostServices;
import io.jvirt.api.spi.Place;
import io.jvirt.api.spi.SecretValues;
import io.jvirt.host.Descriptor;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.model.complete.CompletionOptions;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceDocument;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Os;
import io.jvirt.model.xml.XmlException;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuCapabilitiesCache;
import io.jvirt.qemu.capabilities.QemuVersion;
import io.jvirt.qemu.capabilities.QmpProbeException;
import io.jvirt.qemu.command.CommandLine;
import io.jvirt.qemu.command.Handle;
import io.jvirt.qemu.command.HandleSource;
import io.jvirt.qemu.command.LaunchEnvironment;
import io.jvirt.qemu.command.LiveDocument;
import io.jvirt.qemu.command.MasterKey;
import io.jvirt.qemu.command.MonitorEndpoint;
import io.jvirt.qemu.command.PlugStep;
import io.jvirt.qemu.command.QemuCommand;
import io.jvirt.qemu.command.SealedSecret;
import io.jvirt.qemu.command.SecretSource;
import io.jvirt.qemu.command.VolumeLocator;
import io.jvirt.qemu.complete.CompletionContext;
import io.jvirt.qemu.complete.CompletionSettings;
import io.jvirt.qemu.complete.FirmwareCatalog;
import io.jvirt.qemu.complete.QemuCompletion;
import io.jvirt.qemu.console.ConsoleLogs;
import io.jvirt.qemu.cpu.CpuQuestions;
import io.jvirt.qemu.host.HostDocuments;
import io.jvirt.qemu.host.ProbedKinds;
import io.jvirt.qemu.life.Launch;
import io.jvirt.qemu.life.LaunchRequest;
import io.jvirt.qemu.life.Launcher;
import io.jvirt.qemu.store.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes command lines for the QEMU binaries of this host: each is asked once what it can do, and the answer is kept. */
public final class QemuLauncher implements Launcher {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
    /** Consoles' logs have numbers behind the monitor's and the incoming state's. */
    private static final int FIRST_LOG_FD = 40;

    private static final String PROGRAM = "jvirt 1";
    private static final String MASTER_KEY = "master-key.aes";
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Layout layout;
    private final QemuCapabilitiesCache cache;
    private final FirmwareCatalog firmware;
    private final HostDocuments documents;
    private final VolumeLocator volumes;
    private final CpuQuestions cpus;

    /** For the guests of one place, without storage pools. */
    public QemuLauncher(Layout layout) {
        this.layout = layout;
        this.cache = new QemuCapabilitiesCache(layout.cache().resolve("capabilities"), PROGRAM, PROBE_LIMIT);
        this.firmware = readFirmware();
        this.documents = new HostDocuments(cache, firmware);
        this.volumes = VolumeLocator.NONE;
        this.cpus = new CpuQuestions(new ProbedKinds(cache));
    }

    private QemuLauncher(QemuLauncher other, VolumeLocator volumes) {
        this.layout = other.layout;
        this.cache = other.cache;
        this.firmware = other.firmware;
        this.documents = other.documents;
        this.cpus = other.cpus;
        this.volumes = volumes;
    }

    @Override
    public Launcher withVolumes(VolumeLocator locator) {
        return new QemuLauncher(this, locator);
    }

    private static FirmwareCatalog readFirmware() {
        try {
            return FirmwareCatalog.read(FirmwareCatalog.usualFolders());
        } catch (IOException e) {
            System.getLogger(QemuLauncher.class.getName())
                    .log(System.Logger.Level.WARNING, "No firmware is known: {0}", e.getMessage());
            return FirmwareCatalog.NONE;
        }
    }

    /** {@return what is known of the QEMU binaries} */
    public QemuCapabilitiesCache capabilities() {
        return cache;
    }

    private static Path emulator(DomainDescription description) {
        String given = description.devices().emulator();
        if (given != null) {
            return Path.of(given);
        }
        Os.OsType type = description.os().type();
        String arch = type == null ? null : type.arch();
        return Path.of("/usr/bin/qemu-system-" + (arch == null ? hostArch() : arch));
    }

    private static String hostArch() {
        String arch = System.getProperty("os.arch", "");
        return arch.equals("amd64") ? "x86_64" : arch;
    }

    private QemuCapabilities capabilities(Path emulator) {
        if (!Files.exists(emulator)) {
            throw Errors.system("Cannot check QEMU binary " + emulator + ": No such file or directory;"
                    + " install the package that has it, or name another in <emulator>", null);
        }
        if (!Files.isExecutable(emulator)) {
            throw new JvirtException(
                    ErrorCode.CONFIG_UNSUPPORTED,
                    ErrorDomain.QEMU,
                    "Emulator '" + emulator + "' cannot be run; name another in <emulator>");
        }
        try {
            return cache.of(emulator);
        } catch (QmpProbeException e) {
            throw new JvirtException(
                    ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU, "Failed to probe QEMU binary '" + emulator + "': " + e.getMessage(), e);
        }
    }

    @Override
    public DomainDescription complete(DomainDescription description) {
        try {
            return QemuCompletion.complete(description, context(description));
        } catch (XmlException e) {
            throw Documents.translate(e);
        }
    }

    private CompletionContext context(DomainDescription description) {
        CompletionSettings settings = new CompletionSettings(
                false, layout.state(), Set.copyOf(HostDocuments.tpmVersions()));
        return new CompletionContext(capabilities(emulator(description)), true, settings, firmware);
    }

    @Override
    public long version() {
        QemuVersion version = capabilities(Path.of("/usr/bin/qemu-system-" + hostArch())).version();
        return version.major() * 1_000_000L + version.minor() * 1_000L + version.micro();
    }

    @Override
    public String commandText(DomainDescription description) {
        Path folder = layout.folder(-1, description.name());
        LaunchEnvironment environment = environment(folder, new MonitorEndpoint.Socket(folder.resolve("monitor.sock").toString()))
                .withSecrets(new SealedSecrets(MasterKey.random(), layout.place()), folder.resolve(MASTER_KEY).toString());
        QemuCapabilities capabilities = capabilities(emulator(description));
        return QemuCommand.build(
                        LiveDocument.of(description, capabilities, environment), capabilities, environment)
                .shellText();
    }

    private LaunchEnvironment environment(Path folder, MonitorEndpoint monitor) {
        return LaunchEnvironment.of(folder.toString(), monitor)
                .withPrivileged(layout.instance().equals("system"))
                .withVolumes(volumes)
                .withProcessEnvironment(Map.of("PATH", PATH));
    }

    @Override
    public String hostCapabilities() {
        return documents.capabilities();
    }

    @Override
    public String guestCapabilities(GuestKind kind) {
        return documents.domainCapabilities(kind);
    }

    @Override
    public CpuQuestions cpus() {
        return cpus;
    }

    @Override
    public Launch launch(LaunchRequest request) {
        Path emulator = emulator(request.description());
        QemuCapabilities capabilities = capabilities(emulator);
        Path keyFile = request.folder().resolve(MASTER_KEY);
        MasterKey key = MasterKey.random();
        AtomicFile.replace(keyFile, key.bytes(), 0600);
        LaunchEnvironment environment = environment(request.folder(), new MonitorEndpoint.Inherited(request.monitor()))
                .withIncoming(request.incoming() ? "defer" : null)
                .withSecrets(new SealedSecrets(key, layout.place()), keyFile.toString());
        DomainDescription given =
                ConsoleLogs.withDefault(request.description(), layout.consoleLog(request.description().name()));
        DomainDescription live = LiveDocument.of(given, capabilities, environment);
        Map<String, Descriptor> logs = ConsoleLogs.open(ConsoleLogs.of(live));
        Map<String, Integer> numbers = new HashMap<>();
        Map<Integer, Descriptor> descriptors = new TreeMap<>();
        logs.forEach((alias, log) -> {
            int number = FIRST_LOG_FD + numbers.size();
            numbers.put(alias, number);
            descriptors.put(number, log);
        });
        descriptors.putAll(request.cards().numbered());
        HandleSource cards = request.cards().handles(live.devices().interfaces());
        CommandLine command = QemuCommand.build(live, capabilities, environment.withHandles((alias, purpose) ->
                purpose == Handle.CHARACTER_LOG && numbers.containsKey(alias) ? List.of(numbers.get(alias)) : cards.of(alias, purpose)));
        List<String> argv = command.argv();
        return new Launch(emulator, argv.subList(1, argv.size()), command.environment(), descriptors, live);
    }

    @Override
    public DomainDescription withDevice(DomainDescription running, Device added, Path folder) {
        DomainDescription candidate = running.withDevices(DeviceDocument.add(running.devices(), added));
        DomainDescription completed = QemuCompletion.complete(
                candidate, context(running), new CompletionOptions(false, true, true));
        List<Device> fresh = completed.devices().all().stream()
                .filter(device -> device.getClass() == added.getClass() || device instanceof Controller)
                .filter(device -> isNew(running, device))
                .toList();
        Devices devices = running.devices();
        for (Device device : fresh) {
            devices = DeviceDocument.add(devices, device);
        }
        return named(running.withDevices(devices), folder);
    }

    @Override
    public DomainDescription named(DomainDescription running, Path folder) {
        return LiveDocument.named(running, plugEnvironment(folder, HandleSource.NONE));
    }

    /** {@return whether the running guest has no such device; the name of one that it has would be the same} */
    private static boolean isNew(DomainDescription running, Device device) {
        String alias = device.info().alias();
        return running.devices().all().stream()
                .noneMatch(other -> alias == null ? other.equals(device) : alias.equals(other.info().alias()));
    }

    @Override
    public List<PlugStep> difference(
            DomainDescription present, DomainDescription wanted, Path folder, HandleSource handles) {
        return QemuCommand.difference(
                present, wanted, capabilities(emulator(present)), plugEnvironment(folder, handles));
    }

    private LaunchEnvironment plugEnvironment(Path folder, HandleSource handles) {
        Path keyFile = folder.resolve(MASTER_KEY);
        LaunchEnvironment environment = environment(folder, new MonitorEndpoint.Inherited(0)).withHandles(handles);
        return Files.exists(keyFile)
                ? environment.withSecrets(new SealedSecrets(MasterKey.read(keyFile), layout.place()), keyFile.toString())
                : environment;
    }

    /** The secrets of one start, sealed with a key that only this QEMU can read. */
    private record SealedSecrets(MasterKey key, Place place) implements SecretSource {
        @Override
        public SealedSecret stored(String usageType, @Nullable UUID uuid, @Nullable String usage) {
            try (HostServices services = new HostServices(place, false)) {
                if (services.get(Secrets.class, Secrets.NONE) instanceof SecretValues values) {
                    byte[] value = uuid != null
                            ? values.valueOf(uuid)
                            : values.valueOf(SecretUsage.valueOf(usageType.toUpperCase(Locale.ROOT)), String.valueOf(usage));
                    try {
                        return key.seal(value);
                    } finally {
                        Arrays.fill(value, (byte) 0);
                    }
                }
            }
            throw new JvirtException(
                    ErrorCode.NO_SECRET,
                    ErrorDomain.SECRET,
                    uuid != null
                            ? "no secret with matching uuid '" + uuid + "'"
                            : "no secret with matching usage '" + usage + "' of type " + usageType);
        }

        @Override
        public SealedSecret text(String value) {
            return key.seal(value);
        }
    }
}

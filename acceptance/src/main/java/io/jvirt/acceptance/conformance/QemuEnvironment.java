package io.jvirt.acceptance.conformance;

import io.jvirt.model.PciAddress;
import io.jvirt.model.complete.CompletionOptions;
import io.jvirt.model.complete.DomainCompletion;
import io.jvirt.model.complete.DriverRules;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.capabilities.GicCapability;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import io.jvirt.qemu.capabilities.QemuVersion;
import io.jvirt.qemu.capabilities.QmpProbe;
import io.jvirt.qemu.capabilities.RecordedQmp;
import io.jvirt.qemu.complete.CompletionContext;
import io.jvirt.qemu.complete.CompletionSettings;
import io.jvirt.qemu.complete.QemuCompletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The QEMU side of a case's environment: which binary there is, what it can do and how the driver is configured. */
final class QemuEnvironment {
    private static final Map<Path, QemuCapabilities> PROBED = new ConcurrentHashMap<>();

    private final Optional<QemuCapabilities> capabilities;
    private final ConformanceCase theCase;

    private QemuEnvironment(Optional<QemuCapabilities> capabilities, ConformanceCase theCase) {
        this.capabilities = capabilities;
        this.theCase = theCase;
    }

    /** {@return the environment that a case's flags describe} */
    static QemuEnvironment of(ConformanceCase theCase) {
        Optional<Path> record = theCase.support().stream()
                .filter(p -> String.valueOf(p.getFileName()).endsWith(".replies.gz")).findFirst()
                .or(() -> theCase.text("caps_version").map(version -> newest(theCase)));
        return new QemuEnvironment(record.map(r -> adapted(probed(r), theCase)), theCase);
    }

    /** {@return the recorded session of the newest QEMU for the case's architecture} */
    private static Path newest(ConformanceCase theCase) {
        Pattern name = Pattern.compile("caps_(\\d+)\\.(\\d+)\\.(\\d+)_"
                + Pattern.quote(theCase.text("arch").orElse("x86_64")) + "\\.replies\\.gz");
        Path folder = theCase.folder().resolve("_shared/qemucapabilitiesdata");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> name.matcher(String.valueOf(f.getFileName())).matches())
                    .max(Comparator.comparing(f -> {
                        Matcher m = name.matcher(String.valueOf(f.getFileName()));
                        return m.matches() ? new QemuVersion(Integer.parseInt(m.group(1)),
                                Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))) : new QemuVersion(0, 0, 0);
                    })).orElseThrow(() -> new IOException("no session for " + name + " in " + folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what the QEMU of the environment can do; empty for a hypervisor-neutral case} */
    Optional<QemuCapabilities> capabilities() {
        return capabilities;
    }

    /** {@return the document as the driver would define it, or as it would read that of a running guest} */
    DomainDescription complete(DomainDescription parsed, boolean inactive) {
        return capabilities.map(caps -> QemuCompletion.complete(parsed, new CompletionContext(caps,
                theCase.is("abi_update"), settings(), ConformanceFirmware.catalog(),
                QemuEnvironment::iommuGroup), options(inactive)))
                .orElseGet(() -> DomainCompletion.complete(parsed, DriverRules.NONE, options(inactive)));
    }

    /** {@return a definition as the driver would define it} */
    DomainDescription complete(DomainDescription parsed) {
        return complete(parsed, true);
    }

    private CompletionOptions options(boolean inactive) {
        return new CompletionOptions(inactive, theCase.is("abi_update"), true);
    }

    /** The cases' host has every function of a slot in one group. */
    private static OptionalInt iommuGroup(PciAddress device) {
        return OptionalInt.of(device.domain() << 13 | device.bus() << 5 | device.slot());
    }

    private CompletionSettings settings() {
        return new CompletionSettings(theCase.flags().path("qemu_conf").path("vncAutoUnixSocket").asBoolean(false),
                Path.of("/var/lib/libvirt/qemu"), tpmVersions());
    }

    private Set<String> tpmVersions() {
        return switch (theCase.flags().path("env").path("TEST_TPM_ENV_VAR").asString("")) {
            case "TPM_VER_1_2" -> Set.of("1.2");
            case "TPM_VER_2_0" -> Set.of("2.0");
            default -> Set.of("1.2", "2.0");
        };
    }

    /** {@return what the recorded QEMU can do} */
    static QemuCapabilities probed(Path record) {
        return PROBED.computeIfAbsent(record, file -> {
            try {
                List<RecordedQmp> sessions = RecordedQmp.readGzip(Files.newInputStream(file));
                return QmpProbe.probe(sessions.getFirst(), sessions.size() > 1 ? sessions.get(1) : null, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static QemuCapabilities adapted(QemuCapabilities recorded, ConformanceCase theCase) {
        boolean latest = theCase.text("caps_version").orElse("").equals("latest");
        QemuCapabilities caps = theCase.is("machine_aliases_stripped") || latest ? recorded.withAliasesAsMachines() : recorded;
        for (String fact : theCase.texts("caps_add")) {
            caps = caps.with(fact(fact), true);
        }
        for (String fact : theCase.texts("caps_del")) {
            caps = caps.with(fact(fact), false);
        }
        Optional<Cpu> hostCpu = theCase.text("host_cpu").map(QemuEnvironment::hostCpu);
        if (hostCpu.isPresent()) {
            caps = caps.withHostCpu(hostCpu.get());
        }
        String gic = theCase.text("gic").orElse("GIC_NONE");
        return gic.equals("GIC_NONE") ? caps : caps.withGic(gic(gic));
    }

    /** The hosts that cases name: the model, and for the Haswell what it has beside. */
    private static Cpu hostCpu(String name) {
        String model = name.replaceFirst("^QEMU_CPU_DEF_", "");
        Cpu cpu = Records.blank(Cpu.class).withMode(Cpu.Mode.CUSTOM).withMatch(Cpu.Match.EXACT);
        if (!model.equals("HASWELL")) {
            return cpu.withModel(new Cpu.Model(null, null, model));
        }
        return cpu.withVendor("Intel").withModel(new Cpu.Model(Cpu.Fallback.FORBID, null, "Haswell"))
                .withFeature(Stream.of("vme", "ds", "acpi", "ss", "ht", "tm", "pbe", "dtes64", "monitor", "ds_cpl",
                        "vmx", "smx", "est", "tm2", "xtpr", "pdcm", "f16c", "rdrand", "pdpe1gb", "abm", "lahf_lm")
                        .map(f -> new Cpu.Feature(Cpu.Policy.REQUIRE, f)).toList());
    }

    private static QemuFact fact(String name) {
        return QemuFact.valueOf(name.replaceFirst("^QEMU_CAPS_", ""));
    }

    private static List<GicCapability> gic(String which) {
        GicCapability v2 = new GicCapability(2, true, false);
        GicCapability v3 = new GicCapability(3, true, false);
        return switch (which) {
            case "GIC_V2" -> List.of(v2);
            case "GIC_V3" -> List.of(v3);
            case "GIC_BOTH" -> List.of(v2, v3);
            default -> List.of();
        };
    }
}

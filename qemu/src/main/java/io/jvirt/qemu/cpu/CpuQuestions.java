package io.jvirt.qemu.cpu;

import io.jvirt.api.CpuFit;
import io.jvirt.api.CpuFlags;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.GuestKind;
import io.jvirt.api.JvirtException;
import io.jvirt.model.cpu.CpuException;
import io.jvirt.model.cpu.FeatureSet;
import io.jvirt.model.cpu.X86Baseline;
import io.jvirt.model.cpu.X86Comparison;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.host.ProbedKinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which CPU fits where: the calls that compare CPUs and find common ones. Thread-safe; a call may block on a probe. */
public final class CpuQuestions {
    private static final Set<String> X86 = Set.of("x86_64", "i686");

    private final ProbedKinds kinds;

    /** Asks about the hypervisors of this host. */
    public CpuQuestions(ProbedKinds kinds) {
        this.kinds = kinds;
    }

    /** {@return how the host's CPU and the document's fit} See {@code virConnectCompareCPU}. */
    public CpuFit compare(String xml, CpuFlags.Compare... flags) {
        return compare(xml, () -> HostCpu.ofThisHost().flatMap(HostCpu::described), X86Comparison::of, flags);
    }

    /** {@return how the most that a hypervisor gives and the document's CPU fit} See {@code virConnectCompareHypervisorCPU}. */
    public CpuFit compareHypervisor(GuestKind kind, String xml, CpuFlags.Compare... flags) {
        HypervisorCpu hypervisor = hypervisor(kind, "virConnectCompareHypervisorCPU");
        return compare(xml, hypervisor::complete, (host, cpu) -> X86Comparison.withHypervisor(host, cpu,
                Optional.ofNullable(cpu.model()).map(Cpu.Model::name).flatMap(hypervisor::blockers).orElse(null)), flags);
    }

    private interface Judge {
        X86Comparison of(Cpu host, Cpu cpu);
    }

    private static CpuFit compare(String xml, Supplier<Optional<Cpu>> host, Judge judge, CpuFlags.Compare... flags) {
        CpuDocument document = CpuDocument.parse(xml, Flag.has(flags, CpuFlags.Compare.VALIDATE_XML));
        boolean explain = Flag.has(flags, CpuFlags.Compare.FAIL_INCOMPATIBLE);
        Optional<String> foreign = document.arch().filter(a -> !X86.contains(a));
        if (foreign.isPresent()) {
            return incompatible("CPU arch " + foreign.get() + " does not match host arch", explain);
        }
        if (document.model().isEmpty()) {
            return CpuFit.SUPERSET;
        }
        Optional<Cpu> known = host.get();
        if (known.isEmpty()) {
            return incompatible("unknown host CPU", explain);
        }
        X86Comparison comparison = translated(() -> judge.of(known.get(), document.cpu()));
        return switch (comparison.fit()) {
            case INCOMPATIBLE -> incompatible(comparison.reason().orElse(""), explain);
            case IDENTICAL -> CpuFit.IDENTICAL;
            case SUPERSET -> CpuFit.SUPERSET;
        };
    }

    private static CpuFit incompatible(String reason, boolean explain) {
        if (explain) {
            throw CpuErrors.incompatible(reason);
        }
        return CpuFit.INCOMPATIBLE;
    }

    /** {@return the CPU that guests can have on each of the hosts} See {@code virConnectBaselineCPU}. */
    public static String baseline(List<String> cpus, CpuFlags.Baseline... flags) {
        List<CpuDocument> documents = parse(cpus);
        documents.forEach(CpuDocument::requireHost);
        boolean x86 = documents.getFirst().arch().filter(X86::contains).isPresent();
        Function<List<Cpu>, Cpu> common = x86 ? c -> X86Baseline.of(c, null, null,
                Flag.has(flags, CpuFlags.Baseline.MIGRATABLE)) : CpuQuestions::same;
        return baseline(documents, common, x86, flags);
    }

    /** {@return the same by the models of a hypervisor} See {@code virConnectBaselineHypervisorCPU}. */
    public String baselineHypervisor(GuestKind kind, List<String> cpus, CpuFlags.Baseline... flags) {
        List<CpuDocument> documents = parse(cpus);
        for (int i = 0; i < documents.size(); i++) {
            if (documents.get(i).model().isEmpty()) {
                throw JvirtException.invalidArgument(ErrorDomain.CPU, "no CPU model specified at index " + i);
            }
        }
        HypervisorCpu hypervisor = hypervisor(kind, "virConnectBaselineHypervisorCPU");
        Map<String, Set<String>> offered = new LinkedHashMap<>(hypervisor.offered());
        if (Flag.has(flags, CpuFlags.Baseline.IGNORE_HOST)) {
            offered.replaceAll((model, blockers) -> Set.of());
        }
        FeatureSet possible = hypervisor.known(Flag.has(flags, CpuFlags.Baseline.MIGRATABLE));
        return baseline(documents, c -> {
            Cpu cpu = X86Baseline.of(c, offered, possible, false);
            Cpu.Model model = cpu.model();
            return model == null ? cpu : cpu.withModel(model.withFallback(Cpu.Fallback.FORBID));
        }, true, flags);
    }

    private HypervisorCpu hypervisor(GuestKind kind, String function) {
        ProbedKinds.Kind probed = kinds.of(kind);
        if (!X86.contains(probed.capabilities().arch()) && !probed.capabilities().arch().equals("i386")) {
            throw JvirtException.noSupport(function);
        }
        return HypervisorCpu.of(probed.capabilities(), probed.accelerator());
    }

    private static List<CpuDocument> parse(List<String> cpus) {
        if (cpus.isEmpty()) {
            throw JvirtException.invalidArgument(ErrorDomain.CPU, "No CPUs given");
        }
        return cpus.stream().map(xml -> CpuDocument.parse(xml, false)).toList();
    }

    private static String baseline(List<CpuDocument> documents, Function<List<Cpu>, Cpu> common, boolean x86,
            CpuFlags.Baseline... flags) {
        return translated(() -> {
            Cpu cpu = common.apply(documents.stream().map(CpuDocument::cpu).toList());
            boolean expand = x86 && Flag.has(flags, CpuFlags.Baseline.EXPAND_FEATURES);
            return CpuDocument.format(expand ? X86Baseline.expanded(cpu) : cpu);
        });
    }

    /** Other architectures: models that are the same have themselves in common, and nothing is known of others. */
    private static Cpu same(List<Cpu> cpus) {
        @Nullable String first = name(cpus.getFirst());
        if (first == null || cpus.stream().anyMatch(c -> !first.equals(name(c)))) {
            throw new CpuException(CpuException.Kind.UNRELATED, "CPUs are incompatible");
        }
        return Records.blank(Cpu.class).withMode(Cpu.Mode.CUSTOM).withMatch(Cpu.Match.EXACT)
                .withModel(new Cpu.Model(Cpu.Fallback.FORBID, null, first));
    }

    private static @Nullable String name(Cpu cpu) {
        return cpu.model() == null ? null : cpu.model().name();
    }

    private static <T> T translated(Supplier<T> question) {
        try {
            return question.get();
        } catch (CpuException e) {
            throw CpuErrors.translate(e);
        }
    }
}

package io.jvirt.qemu.cpu;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.cpu.CpuException;
import io.jvirt.model.cpu.X86Comparison;
import io.jvirt.model.cpu.X86CpuMap;
import io.jvirt.model.cpu.X86Feature;
import io.jvirt.model.cpu.X86GuestCpu;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.DomainType;
import io.jvirt.model.domain.Os;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.capabilities.Accelerator;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a starting guest its CPU: checks that this host has what the definition asks for, and puts what is meant in the
 * place of what depends on the host. No state; any thread.
 */
public final class StartCpu {
    /** What x86 documents may name and QEMU never gets to see: it follows from other settings. */
    private static final Set<String> NOT_FOR_QEMU = Set.of("cmt", "mbm_total", "mbm_local", "osxsave", "ospke");

    private StartCpu() { }

    /**
     * {@return the document with the CPU that the guest will be started with}
     *
     * @throws JvirtException CPU_INCOMPATIBLE when the host lacks what the CPU needs, CONFIG_UNSUPPORTED when the mode or
     *         model is none of this QEMU's, INTERNAL_ERROR when nothing is known of the model
     */
    public static DomainDescription choose(DomainDescription domain, QemuCapabilities capabilities) {
        Cpu cpu = domain.cpu();
        if (cpu == null) {
            return domain;
        }
        boolean custom = cpu.mode() == null || cpu.mode() == Cpu.Mode.CUSTOM;
        if (custom && (cpu.model() == null || cpu.model().name() == null)) {
            return domain;
        }
        Os.OsType type = domain.os().type();
        String arch = type == null || type.arch() == null ? capabilities.arch() : type.arch();
        DomainType virt = domain.type();
        Accelerator accelerator = virt == DomainType.KVM ? Accelerator.KVM
                : virt == DomainType.HVF ? Accelerator.HVF : Accelerator.TCG;
        try {
            Cpu chosen = choose(cpu, arch, HypervisorCpu.of(capabilities, accelerator), accelerator);
            return chosen.equals(cpu) ? domain : Records.with(domain, "cpu", chosen);
        } catch (CpuException e) {
            throw CpuErrors.translate(e);
        }
    }

    private static Cpu choose(Cpu cpu, String arch, HypervisorCpu hypervisor, Accelerator accelerator) {
        Optional<Cpu> host = hypervisor.complete();
        if (arch.equals("ppc64") || arch.equals("ppc64le")) {
            PowerCpu.check(cpu, host);
            return cpu;
        }
        boolean x86 = arch.equals("x86_64") || arch.equals("i686");
        if (x86) {
            cpu.feature().stream().filter(f -> X86CpuMap.get().feature(f.name()).isEmpty()).findFirst().ifPresent(f -> {
                throw new CpuException(CpuException.Kind.UNSUPPORTED, "unknown CPU feature: " + f.name());
            });
        }
        Cpu.Mode mode = cpu.mode() == null ? Cpu.Mode.CUSTOM : cpu.mode();
        if (mode == Cpu.Mode.HOST_PASSTHROUGH && accelerator == Accelerator.TCG
                || mode == Cpu.Mode.HOST_MODEL && host.isEmpty()) {
            throw new JvirtException(ErrorCode.CONFIG_UNSUPPORTED, ErrorDomain.QEMU, "CPU mode '" + mode.xml()
                    + "' for " + arch + " " + (accelerator == Accelerator.TCG ? "qemu" : accelerator.qemuName())
                    + " domain on " + hostArch() + " host is not supported by hypervisor");
        }
        if (mode == Cpu.Mode.HOST_PASSTHROUGH || mode == Cpu.Mode.MAXIMUM) {
            return cpu;
        }
        return x86 ? x86(cpu, hypervisor, host) : arch.equals("s390x") ? s390(cpu, host) : cpu;
    }

    private static String hostArch() {
        String arch = System.getProperty("os.arch", "");
        return arch.equals("amd64") ? "x86_64" : arch;
    }

    private static Cpu x86(Cpu cpu, HypervisorCpu hypervisor, Optional<Cpu> host) {
        if (cpu.mode() != Cpu.Mode.HOST_MODEL && cpu.check() == Cpu.Check.PARTIAL && host.isPresent()) {
            String name = cpu.model() == null ? "" : String.valueOf(cpu.model().name());
            X86Comparison comparison = X86Comparison.withHypervisor(host.get(), cpu,
                    hypervisor.blockers(name).orElse(null));
            if (comparison.fit() == X86Comparison.Fit.INCOMPATIBLE) {
                throw CpuErrors.incompatible(comparison.reason().orElse(""));
            }
        }
        Cpu resolved = X86GuestCpu.translated(X86GuestCpu.resolved(cpu, hypervisor.migratable()), hypervisor.offered());
        Cpu.Model model = resolved.model();
        return resolved.withModel(model == null ? null : model.withFallback(Cpu.Fallback.FORBID))
                .withFeature(resolved.feature().stream().filter(f -> !NOT_FOR_QEMU.contains(f.name())).toList());
    }

    /** The host's facilities, with those of the document in their place or behind. */
    private static Cpu s390(Cpu cpu, Optional<Cpu> host) {
        if (cpu.mode() != Cpu.Mode.HOST_MODEL || host.isEmpty()) {
            return cpu;
        }
        List<Cpu.Feature> own = cpu.feature();
        List<Cpu.Feature> features = new ArrayList<>(host.get().feature());
        own.forEach(f -> {
            features.removeIf(other -> other.name().equals(f.name()));
            features.add(f);
        });
        return cpu.withMode(Cpu.Mode.CUSTOM).withMatch(Cpu.Match.EXACT).withModel(host.get().model())
                .withFeature(features);
    }

    /** {@return the name that QEMU has for a document's feature} */
    public static String qemuName(boolean x86, String feature) {
        return x86 ? X86CpuMap.get().feature(feature).map(X86Feature::qemuName).orElse(feature) : feature;
    }
}

package io.jvirt.model.cpu;

import io.jvirt.model.domain.Cpu;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a host has what a CPU's document asks for.
 *
 * @param fit how they fit
 * @param reason why they do not
 */
public record X86Comparison(Fit fit, Optional<String> reason) {
    /** How a host's CPU and the one asked for fit (virCPUCompareResult; the order gives the numbers). */
    public enum Fit {
        /** The host lacks something, or has what is forbidden. */
        INCOMPATIBLE,
        /** The host has just what is asked for. */
        IDENTICAL,
        /** The host has more. */
        SUPERSET
    }

    /**
     * Compares.
     *
     * @param host the host's CPU, or the most that a hypervisor can give on it
     * @param cpu the CPU that is asked for
     * @throws CpuException when nothing is known of a model or feature
     */
    public static X86Comparison of(Cpu host, Cpu cpu) {
        X86CpuMap map = X86CpuMap.get();
        if (cpu.vendor() != null && !cpu.vendor().equals(host.vendor())) {
            return no("host CPU vendor does not match required CPU vendor " + cpu.vendor());
        }
        FeatureSet has = map.featuresOf(host);
        FeatureSet forced = map.listed(cpu, Set.of(Cpu.Policy.FORCE));
        FeatureSet optional = map.listed(cpu, Set.of(Cpu.Policy.OPTIONAL));
        FeatureSet disabled = map.listed(cpu, Set.of(Cpu.Policy.DISABLE));
        FeatureSet forbidden = map.listed(cpu, Set.of(Cpu.Policy.FORBID)).and(has);
        if (!forbidden.isEmpty()) {
            return forbidden(forbidden);
        }
        FeatureSet required = map.modelFeatures(cpu).plus(map.listed(cpu, Set.of(Cpu.Policy.REQUIRE)))
                .minus(forced).minus(optional).minus(disabled);
        FeatureSet missing = required.minus(has);
        if (!missing.isEmpty()) {
            return missing(missing);
        }
        FeatureSet extra = has.minus(optional).minus(required).minus(disabled).minus(forced);
        if (extra.isEmpty()) {
            return new X86Comparison(Fit.IDENTICAL, Optional.empty());
        }
        if (cpu.match() == Cpu.Match.STRICT) {
            return no("Host CPU does not strictly match guest CPU: Extra features: " + list(extra));
        }
        return new X86Comparison(Fit.SUPERSET, Optional.empty());
    }

    /**
     * Compares with a hypervisor that says itself which of its models it can run here. Its word counts more than the table:
     * it may leave out a feature of the model without harm, or emulate one that the host lacks.
     *
     * @param host the most that the hypervisor can give
     * @param cpu the CPU that is asked for
     * @param blockers what keeps the model from running here, in documents' names; null when the hypervisor does not say
     * @throws CpuException when nothing is known of a model or feature
     */
    public static X86Comparison withHypervisor(Cpu host, Cpu cpu, @Nullable Set<String> blockers) {
        X86CpuMap map = X86CpuMap.get();
        boolean byTable = map.modelOf(cpu).map(X86Model::checkedByFeatures).orElse(true);
        if (blockers == null || byTable && !blockers.isEmpty()) {
            return of(host, cpu);
        }
        FeatureSet has = map.featuresOf(host);
        FeatureSet forbidden = map.listed(cpu, Set.of(Cpu.Policy.FORBID)).and(has);
        if (!forbidden.isEmpty()) {
            return forbidden(forbidden);
        }
        FeatureSet blocking = map.setOf(blockers.stream().flatMap(b -> map.feature(b).stream()).toList());
        FeatureSet missing = blocking.plus(map.listed(cpu, Set.of(Cpu.Policy.REQUIRE)).minus(has))
                .minus(map.listed(cpu, Set.of(Cpu.Policy.FORCE, Cpu.Policy.OPTIONAL, Cpu.Policy.DISABLE)));
        return missing.isEmpty() ? new X86Comparison(Fit.SUPERSET, Optional.empty()) : missing(missing);
    }

    private static X86Comparison forbidden(FeatureSet features) {
        return no("Host CPU provides forbidden features: " + list(features));
    }

    private static X86Comparison missing(FeatureSet features) {
        return no("Host CPU does not provide required features: " + list(features));
    }

    private static X86Comparison no(String reason) {
        return new X86Comparison(Fit.INCOMPATIBLE, Optional.of(reason));
    }

    private static String list(FeatureSet features) {
        return String.join(", ", features.names());
    }
}

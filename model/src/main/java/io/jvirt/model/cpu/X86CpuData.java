package io.jvirt.model.cpu;

import java.util.Optional;
import java.util.Set;

/**
 * What a CPU says of itself.
 *
 * @param vendor the vendor in documents' spelling, empty when unknown
 * @param signature the product, empty when unknown
 * @param features what it has
 */
public record X86CpuData(Optional<String> vendor, Optional<CpuSignature> signature, FeatureSet features) {
    private static final Set<String> TRANSACTIONS = Set.of("hle", "rtm");
    private static final Set<Integer> BROKEN_MODELS = Set.of(60, 69, 70);
    private static final int HASWELL_SERVER = 63;
    private static final int FIXED_STEPPING = 4;

    /**
     * {@return the same without what is known not to work} Memory transactions of the first Haswell and Broadwell CPUs
     * are broken (Intel, erratum HSD136) and were switched off by microcode.
     */
    X86CpuData withoutBroken() {
        boolean broken = vendor.filter("Intel"::equals).isPresent() && signature.filter(s -> s.family() == 6
                && (BROKEN_MODELS.contains(s.model())
                || s.model() == HASWELL_SERVER && s.stepping() < FIXED_STEPPING)).isPresent();
        if (!broken) {
            return this;
        }
        FeatureSet working = features;
        for (X86Feature feature : features) {
            if (TRANSACTIONS.contains(feature.name())) {
                working = working.minus(feature);
            }
        }
        return new X86CpuData(vendor, signature, working);
    }
}

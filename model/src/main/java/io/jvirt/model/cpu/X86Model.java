package io.jvirt.model.cpu;

import java.util.List;
import java.util.Optional;

/**
 * A CPU model that documents can name.
 *
 * @param name the name
 * @param vendor who makes such CPUs ({@code Intel}, {@code AMD}, {@code Hygon}), empty when nobody in particular
 * @param products the products of that model, the first stands for all
 * @param features what the model has
 * @param lost features that a hypervisor's model of that name had once, and that such CPUs must be kept from having
 * @param forHosts whether a host's CPU may be described by it
 * @param forGuests whether a guest's CPU may be described by it unless the user names it
 * @param checkedByFeatures whether the table, not the hypervisor, says if a host has all it needs
 */
public record X86Model(String name, Optional<String> vendor, List<Product> products, FeatureSet features,
        List<X86Feature> lost, boolean forHosts, boolean forGuests, boolean checkedByFeatures) {
    public X86Model {
        products = List.copyOf(products);
        lost = List.copyOf(lost);
    }

    /**
     * CPUs of one family and model.
     *
     * @param family family
     * @param model model
     * @param minStepping first stepping
     * @param maxStepping last stepping
     */
    public record Product(int family, int model, int minStepping, int maxStepping) {
        boolean is(CpuSignature signature) {
            return family == signature.family() && model == signature.model()
                    && signature.stepping() >= minStepping && signature.stepping() <= maxStepping;
        }
    }

    /** {@return whether the product is one of this model's} */
    public boolean is(CpuSignature signature) {
        return products.stream().anyMatch(p -> p.is(signature));
    }
}

package io.jvirt.qemu.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hyper-V enlightenments under the names of documents, by the properties that QEMU has for them. */
final class HypervNames {
    private static final Map<String, String> BY_PROPERTY = new LinkedHashMap<>();

    static {
        for (String name : List.of("relaxed", "vapic", "spinlocks", "vpindex", "runtime", "synic", "stimer", "reset",
                "vendor-id", "frequencies", "reenlightenment", "tlbflush", "ipi", "evmcs", "avic", "emsr-bitmap",
                "xmm-input")) {
            BY_PROPERTY.put("hv-" + name, name.replace('-', '_'));
        }
    }

    private HypervNames() { }

    /** {@return the names, in the order of the documentation} A vendor id can be set wherever there are any. */
    static List<String> ofProperties(Set<String> properties) {
        return properties.isEmpty() ? List.of() : BY_PROPERTY.entrySet().stream()
                .filter(e -> properties.contains(e.getKey()) || e.getKey().equals("hv-vendor-id"))
                .map(Map.Entry::getValue).toList();
    }
}

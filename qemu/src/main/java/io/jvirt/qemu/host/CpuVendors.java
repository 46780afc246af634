package io.jvirt.qemu.host;

import java.util.List;

/** Who makes the processors that QEMU's CPU models are named after (QEMU, docs/system/cpu-models-x86). */
final class CpuVendors {
    private static final List<String> AMD = List.of("EPYC", "Opteron", "athlon", "phenom");
    private static final List<String> HYGON = List.of("Dhyana");
    private static final List<String> ZHAOXIN = List.of("YongFeng");
    private static final List<String> GENERIC = List.of("486", "kvm32", "kvm64", "pentium", "qemu32", "qemu64");

    private CpuVendors() { }

    static String of(String arch, String model) {
        return switch (arch) {
            case "x86_64", "i686" -> begins(GENERIC, model) ? "unknown" : begins(AMD, model) ? "AMD"
                    : begins(HYGON, model) ? "Hygon" : begins(ZHAOXIN, model) ? "Zhaoxin" : "Intel";
            case "s390x" -> model.startsWith("z") || model.startsWith("gen") ? "IBM" : "unknown";
            case "ppc64", "ppc64le" -> model.startsWith("POWER") ? "IBM" : "unknown";
            default -> "unknown";
        };
    }

    private static boolean begins(List<String> prefixes, String model) {
        return prefixes.stream().anyMatch(model::startsWith);
    }
}

package io.jvirt.qemu.capabilities;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CPU model of a QEMU binary, from {@code query-cpu-definitions}.
 *
 * @param name the name users write, such as {@code EPYC}
 * @param typeName the QOM type, such as {@code EPYC-v1-x86_64-cpu}; null for a QEMU that does not say
 * @param usable whether this host (under the accelerator asked) can run it; null when QEMU cannot tell
 * @param blockers the features that make it unusable, empty when usable
 * @param isStatic whether the model means the same in every QEMU release
 * @param deprecated whether its removal was announced
 * @param aliasOf the versioned model that it stands for, such as {@code EPYC-v1}; null when it is none's alias
 */
public record CpuModel(String name, @Nullable String typeName, @Nullable Boolean usable, List<String> blockers,
        boolean isStatic, boolean deprecated, @Nullable String aliasOf) {
    public CpuModel {
        blockers = List.copyOf(blockers);
    }
}

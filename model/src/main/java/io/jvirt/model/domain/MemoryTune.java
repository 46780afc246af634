package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Scaled;
import org.jspecify.annotations.Nullable;

@Doc("Limits on the host memory of the whole guest.")
public record MemoryTune(
        @Child("hard_limit") @Scaled @Nullable MemorySize hardLimit,
        @Child("soft_limit") @Scaled @Nullable MemorySize softLimit,
        @Child("min_guarantee") @Scaled @Nullable MemorySize minGuarantee,
        @Child("swap_hard_limit") @Scaled @Nullable MemorySize swapHardLimit) {
}

package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Scaled;
import org.jspecify.annotations.Nullable;

@Doc("Limits on the host memory of the whole guest.")
public record MemoryTune(
        @Child("hard_limit") @Scaled @Doc("Most memory that the guest's process may use.") @Nullable MemorySize hardLimit,
        @Child("soft_limit") @Scaled @Doc("Memory to keep the guest at when the host is short of it.") @Nullable MemorySize softLimit,
        @Child("min_guarantee") @Scaled @Doc("Memory that the guest always gets.") @Nullable MemorySize minGuarantee,
        @Child("swap_hard_limit") @Scaled @Doc("Most memory and swap together.") @Nullable MemorySize swapHardLimit) {
}

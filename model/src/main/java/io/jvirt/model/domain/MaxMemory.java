package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.Text;
import org.jspecify.annotations.Nullable;

@Doc("How far memory can grow by hotplug.")
public record MaxMemory(
        @Attr @Doc("Slots for memory devices.") @Nullable Integer slots,
        @Text @Scaled @Doc("The limit.") MemorySize size) {
}

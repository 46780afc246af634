package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.Text;
import org.jspecify.annotations.Nullable;

@Doc("Memory that the guest starts with.")
public record Memory(
        @Attr @Doc("Whether a core dump holds the guest's memory.") @Nullable OnOff dumpCore,
        @Text @Scaled @Doc("The size.") MemorySize size) {
    public Memory withSize(MemorySize value) {
        return Records.with(this, "size", value);
    }
}

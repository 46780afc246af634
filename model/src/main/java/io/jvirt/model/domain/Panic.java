package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Element("panic")
@Doc("Tells the host that the guest's kernel has crashed.")
public record Panic(
        @Attr @Refusal(invalid = "unknown panic model '%s'") @Doc("What the guest sees.") @Nullable Model model,
        @Inline DeviceInfo info) implements Device {
    public enum Model implements XmlEnum { ISA, PSERIES, HYPERV, S390, PVPANIC }

    public Panic withModel(@Nullable Model value) {
        return Records.with(this, "model", value);
    }
}

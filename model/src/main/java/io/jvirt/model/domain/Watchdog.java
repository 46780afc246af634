package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Element("watchdog")
@Doc("Acts when the guest hangs.")
public record Watchdog(
        @Attr @Refusal(invalid = "unknown watchdog model '%s'") @Doc("What the guest sees.") Model model,
        @Attr @Refusal(invalid = "unknown watchdog action '%s'") @Doc("What happens.") @Nullable Action action,
        @Inline DeviceInfo info) implements Device {
    public enum Model implements XmlEnum { I6300ESB, IB700, DIAG288, ITCO }

    public enum Action implements XmlEnum { RESET, SHUTDOWN, POWEROFF, PAUSE, DUMP, NONE, INJECT_NMI }

    public Watchdog withModel(Model value) {
        return Records.with(this, "model", value);
    }

    public Watchdog withAction(@Nullable Action value) {
        return Records.with(this, "action", value);
    }
}

package io.jvirt.model.device;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Conditional;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;
import org.jspecify.annotations.Nullable;

/** How an interface is connected. */
@Doc("How the interface is connected.")
public record LinkState(
        @Attr @Doc("Megabits a second.") @Nullable Long speed,
        @Attr @Doc("Operational state (RFC 2863).") @Nullable State state) implements Conditional {
    /** A speed of 0 is none. */
    public LinkState {
        speed = speed != null && speed == 0 ? null : speed;
    }

    /** RFC 2863's operational states as the kernel's {@code operstate} spells them. */
    public enum State implements XmlEnum {
        UNKNOWN,
        @XmlName("notpresent") NOT_PRESENT,
        DOWN,
        @XmlName("lowerlayerdown") LOWER_LAYER_DOWN,
        TESTING,
        DORMANT,
        UP
    }

    @Override
    public boolean isWritten(FormatOptions options) {
        return speed != null || state != null;
    }
}

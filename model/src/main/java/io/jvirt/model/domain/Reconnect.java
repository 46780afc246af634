package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Whether a lost connection is made again.")
public record Reconnect(
        @Attr @Doc("Whether to connect again.") YesNo enabled,
        @Attr @Doc("Seconds between tries.") @Nullable Integer timeout) {
    public Reconnect {
        if (enabled == YesNo.YES && timeout == null) {
            throw new IllegalArgumentException("Missing required attribute 'timeout' in element 'reconnect'");
        }
    }
}

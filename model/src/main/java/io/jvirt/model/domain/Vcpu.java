package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import org.jspecify.annotations.Nullable;

@Element("vcpu")
@Doc("One virtual CPU.")
public record Vcpu(
        @Attr @Doc("Number, from 0.") int id,
        @Attr @Doc("Whether it is plugged in at start.") YesNo enabled,
        @Attr @Doc("Whether it can be unplugged.") @Nullable YesNo hotpluggable,
        @Attr @Doc("Place in the order of plugging in.") @Nullable Integer order) {
}

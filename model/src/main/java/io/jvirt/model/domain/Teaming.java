package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Doc("Pairs an interface with another for migration.")
public record Teaming(
        @Attr @Doc("Role in the pair.") Type type,
        @Attr @Doc("Alias of the interface that stays.") @Nullable String persistent) {
    public enum Type implements XmlEnum { PERSISTENT, TRANSIENT }
}

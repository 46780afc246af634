package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Doc("Pairs an interface with another for migration.")
public record Teaming(@Attr Type type, @Attr @Nullable String persistent) {
    public enum Type implements XmlEnum { PERSISTENT, TRANSIENT }
}

package io.jvirt.model.domain;

import io.jvirt.model.IdSet;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("NUMA nodes of the host that give the memory.")
public record NumaTune(@Child @Nullable MemoryPolicy memory, @Child List<MemoryNode> memnode) {
    public NumaTune {
        memnode = List.copyOf(memnode);
    }

    public record MemoryPolicy(
            @Attr(def = "strict") Mode mode,
            @Attr @Nullable IdSet nodeset,
            @Attr @Nullable Placement placement) {
    }

    @Element("memnode")
    public record MemoryNode(@Attr int cellid, @Attr Mode mode, @Attr IdSet nodeset) {
    }

    public enum Mode implements XmlEnum { STRICT, PREFERRED, INTERLEAVE, RESTRICTIVE }

    public enum Placement implements XmlEnum { STATIC, AUTO }

    public NumaTune withMemory(@Nullable MemoryPolicy value) {
        return Records.with(this, "memory", value);
    }
}

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
public record NumaTune(
        @Child @Doc("Policy for the whole guest.") @Nullable MemoryPolicy memory,
        @Child @Doc("Policy for one NUMA node of the guest.") List<MemoryNode> memnode) {
    public NumaTune {
        memnode = List.copyOf(memnode);
    }

    public record MemoryPolicy(
            @Attr(def = "strict") @Doc("How strictly the nodes are used.") Mode mode,
            @Attr @Doc("NUMA nodes of the host.") @Nullable IdSet nodeset,
            @Attr @Doc("Auto lets numad choose the nodes.") @Nullable Placement placement) {
    }

    @Element("memnode")
    public record MemoryNode(
            @Attr @Doc("The guest's NUMA node.") int cellid,
            @Attr @Doc("How strictly the nodes are used.") Mode mode,
            @Attr @Doc("NUMA nodes of the host.") IdSet nodeset) {
    }

    public enum Mode implements XmlEnum { STRICT, PREFERRED, INTERLEAVE, RESTRICTIVE }

    public enum Placement implements XmlEnum { STATIC, AUTO }

    public NumaTune withMemory(@Nullable MemoryPolicy value) {
        return Records.with(this, "memory", value);
    }
}

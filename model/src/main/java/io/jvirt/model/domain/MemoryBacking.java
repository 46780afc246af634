package io.jvirt.model.domain;

import io.jvirt.model.IdSet;
import io.jvirt.model.MemorySize;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Where the guest's memory comes from.")
public record MemoryBacking(
        @Child @Nullable HugePages hugepages,
        @Child @Doc("Keep the host from merging equal pages.") boolean nosharepages,
        @Child @Doc("Keep the memory from being swapped.") boolean locked,
        @Attr("source@type") @Doc("Kind of memory on the host.") @Nullable MemorySource source,
        @Attr("access@mode") @Doc("Whether other processes may share it.") @Nullable MemoryAccess access,
        @Attr("allocation@mode") @Doc("When the memory is taken.") @Nullable AllocationMode allocation,
        @Attr("allocation@threads") @Doc("Threads that take it.") @Nullable Integer allocationThreads,
        @Child @Doc("Free the memory's content when the guest ends.") boolean discard) {
    @Doc("Use huge pages.")
    public record HugePages(
            @Child @Doc("Page size for some or all NUMA nodes; the host's default without any.") List<Page> page) {
        public HugePages {
            page = List.copyOf(page);
        }
    }

    @Element("page")
    public record Page(
            @Attr @Scaled @Doc("Page size.") MemorySize size,
            @Attr @Doc("NUMA nodes of the guest that use it.") @Nullable IdSet nodeset) {
    }

    public enum MemorySource implements XmlEnum { FILE, ANONYMOUS, MEMFD }

    public enum AllocationMode implements XmlEnum { IMMEDIATE, ONDEMAND }

    public MemoryBacking withSource(@Nullable MemorySource value) {
        return Records.with(this, "source", value);
    }

    public MemoryBacking withAccess(@Nullable MemoryAccess value) {
        return Records.with(this, "access", value);
    }
}

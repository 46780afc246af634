package io.jvirt.model.domain;

import io.jvirt.model.IdSet;
import io.jvirt.model.MemorySize;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Hex;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlEnum;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Element("memory")
@Doc("A memory module.")
public record MemoryDevice(
        @Attr @Doc("Kind of module.") Model model,
        @Attr @Doc("Whether other processes may share it.") @Nullable MemoryAccess access,
        @Attr @Doc("Whether its content may be dropped at the end.") @Nullable YesNo discard,
        @Child(omitEmpty = true) @Doc("How the host handles it.") @Nullable VirtioDriver driver,
        @Child @Doc("Identity of the module.") @Nullable UUID uuid,
        @Child(omitEmpty = true) @Doc("Where its memory comes from.") @Nullable Source source,
        @Child @Doc("The guest's side.") Target target,
        @Inline DeviceInfo info) implements Device {
    public enum Model implements XmlEnum { DIMM, NVDIMM, VIRTIO_PMEM, VIRTIO_MEM, SGX_EPC }

    public record Source(
            @Child @Doc("Path on the host.") @Nullable String path,
            @Child @Scaled @Doc("Alignment.") @Nullable MemorySize alignsize,
            @Child @Doc("The storage is persistent memory.") boolean pmem,
            @Child @Doc("NUMA nodes of the host.") @Nullable IdSet nodemask,
            @Child @Scaled @Doc("Page size.") @Nullable MemorySize pagesize) {
    }

    public record Target(
            @Attr @Doc("Whether memory is mapped only as it is used.") @Nullable YesNo dynamicMemslots,
            @Child @Scaled @Doc("Size of the module.") MemorySize size,
            @Child @Doc("The guest's NUMA node.") @Nullable Integer node,
            @Child("label/size") @Scaled @Doc("Size of the label area.") @Nullable MemorySize labelSize,
            @Child @Doc("The guest cannot write.") boolean readonly,
            @Child @Scaled @Doc("Size of a block.") @Nullable MemorySize block,
            @Child @Scaled @Doc("Memory to give now.") @Nullable MemorySize requested,
            @Child @Live @Scaled @Doc("Memory given now.") @Nullable MemorySize current,
            @Attr("address@base") @Hex(1) @Doc("Address in memory.") @Nullable Long base) {
        public Target withSize(MemorySize value) {
            return Records.with(this, "size", value);
        }

        public Target withRequested(@Nullable MemorySize value) {
            return Records.with(this, "requested", value);
        }

        public Target withCurrent(@Nullable MemorySize value) {
            return Records.with(this, "current", value);
        }
    }

    public MemoryDevice withTarget(Target value) {
        return Records.with(this, "target", value);
    }

    public MemoryDevice withSource(@Nullable Source value) {
        return Records.with(this, "source", value);
    }
}

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
        @Attr Model model,
        @Attr @Nullable MemoryAccess access,
        @Attr @Nullable YesNo discard,
        @Child @Nullable UUID uuid,
        @Child(omitEmpty = true) @Nullable Source source,
        @Child Target target,
        @Inline DeviceInfo info) implements Device {
    public enum Model implements XmlEnum { DIMM, NVDIMM, VIRTIO_PMEM, VIRTIO_MEM, SGX_EPC }

    public record Source(
            @Child @Nullable String path,
            @Child @Scaled @Nullable MemorySize alignsize,
            @Child boolean pmem,
            @Child @Nullable IdSet nodemask,
            @Child @Scaled @Nullable MemorySize pagesize) {
    }

    public record Target(
            @Attr @Nullable YesNo dynamicMemslots,
            @Child @Scaled MemorySize size,
            @Child @Nullable Integer node,
            @Child("label/size") @Scaled @Nullable MemorySize labelSize,
            @Child boolean readonly,
            @Child @Scaled @Nullable MemorySize block,
            @Child @Scaled @Nullable MemorySize requested,
            @Child @Live @Scaled @Nullable MemorySize current,
            @Attr("address@base") @Hex(1) @Nullable Long base) {
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

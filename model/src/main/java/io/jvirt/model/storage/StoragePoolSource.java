package io.jvirt.model.storage;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Element("source")
@Doc("Where the storage comes from. Which parts there are depends on the type of the pool; others are dropped.")
public record StoragePoolSource(
        @Child List<Host> host,
        @Child List<Device> device,
        @Attr("dir@path") @Doc("Folder on the server.") @Nullable String dir,
        @Child @Nullable StorageAdapter adapter,
        @Child @Doc("Name of the storage: volume group, cluster, pool of a cluster.") @Nullable String name,
        @Attr("initiator/iqn@name") @Doc("Name that the host gives itself (iSCSI).") @Nullable String initiator,
        @Attr("format@type") @Doc("Format of the storage.") @Nullable String format,
        @Child @Nullable PoolAuth auth,
        @Attr("protocol@ver") @Doc("Version of the network's protocol (NFS).") @Nullable String protocolVersion,
        @Attr("vendor@name") @Doc("Who made the storage.") @Nullable String vendor,
        @Attr("product@name") @Doc("What it is called.") @Nullable String product) {
    public StoragePoolSource {
        host = List.copyOf(host);
        device = List.copyOf(device);
    }

    @Element("host")
    @Doc("A server.")
    public record Host(
            @Attr @Refusal(missing = "missing storage pool host name") @Doc("Name or address.") String name,
            @Attr @Range(max = 65535) @Doc("Port.") @Nullable Integer port) {
    }

    @Element("device")
    @Doc("A device of the host, or of the server.")
    public record Device(
            @Attr @Refusal(missing = "missing storage pool source device path") @Doc("Path, or name of the target (iSCSI).") String path,
            @Attr("part_separator") @Refusal(kind = XmlException.Kind.INVALID)
            @Doc("Whether there is a `p` between the device's name and the number of a partition.")
            @Nullable YesNo partSeparator,
            @Child List<FreeExtent> freeExtent) {
        public Device {
            freeExtent = List.copyOf(freeExtent);
        }

        /** A device without anything else. */
        public Device(String path) {
            this(path, null, List.of());
        }

        public Device withFreeExtent(List<FreeExtent> value) {
            return Records.with(this, "freeExtent", value);
        }
    }

    @Element("freeExtent")
    @Doc("Room on the device that no partition has; told, never taken.")
    public record FreeExtent(
            @Attr @Doc("First byte.") long start,
            @Attr @Doc("The byte after the last.") long end) {
    }

    public StoragePoolSource withDevice(List<Device> value) {
        return Records.with(this, "device", value);
    }

    public StoragePoolSource withName(@Nullable String value) {
        return Records.with(this, "name", value);
    }
}

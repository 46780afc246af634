package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.PciAddress;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.Secret;
import io.jvirt.model.xml.Text;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a disk's data is; the disk's type says which. Every kind has the {@link Common} parts inside its source element. */
@Choice(value = "type", def = "file")
public sealed interface StorageSource {
    /** {@return what all kinds have} */
    Common common();

    /** {@return the same place with other common parts} */
    default StorageSource withCommon(Common common) {
        return (StorageSource) Records.with((Record) this, "common", common);
    }

    /** What sources of every kind may carry. */
    record Common(
            @Attr @Live @Doc("Number of the image in the chain.") @Nullable Integer index,
            @Attr @Doc("What a missing file of removable media means.") @Nullable StartupPolicy startupPolicy,
            @Attr @Doc("Group of file descriptors handed over by the client.") @Nullable String fdgroup,
            @Child List<DeviceLabel> seclabel,
            @Child @Nullable StorageAuth auth,
            @Child @Doc("The image is encrypted.") @Nullable Encryption encryption,
            @Child @Doc("SCSI persistent reservations.") @Nullable Reservations reservations,
            @Child("slices/slice") @Doc("The part of the storage that is the disk.") List<Slice> slices,
            @Child @Nullable DataStore dataStore) {
        public Common {
            seclabel = List.copyOf(seclabel);
            slices = List.copyOf(slices);
        }

        public static final Common NONE = Records.blank(Common.class);

        public Common withIndex(@Nullable Integer value) {
            return Records.with(this, "index", value);
        }

        public Common withSeclabel(List<DeviceLabel> value) {
            return Records.with(this, "seclabel", value);
        }

        public Common withAuth(@Nullable StorageAuth value) {
            return Records.with(this, "auth", value);
        }

        public Common withEncryption(@Nullable Encryption value) {
            return Records.with(this, "encryption", value);
        }

        public Common withSlices(List<Slice> value) {
            return Records.with(this, "slices", value);
        }
    }

    enum StartupPolicy implements XmlEnum { MANDATORY, REQUISITE, OPTIONAL }

    @Case("file")
    record File(
            @Attr("source@file") @Doc("Path of the image.") @Nullable String file,
            @Inline("source") Common common) implements StorageSource {
        public File(@Nullable String file) {
            this(file, Common.NONE);
        }
    }

    @Case("block")
    record Block(
            @Attr("source@dev") @Doc("Device of the host.") @Nullable String dev,
            @Inline("source") Common common) implements StorageSource {
    }

    @Case("dir")
    record Dir(
            @Attr("source@dir") @Doc("Folder shown as a file system.") @Nullable String dir,
            @Inline("source") Common common) implements StorageSource {
    }

    @Case("network")
    record Network(@Inline("source") @Nullable NetworkLocation location, @Inline("source") Common common) implements StorageSource {
    }

    @Case("volume")
    record Volume(
            @Attr("source@pool") @Doc("Storage pool.") @Nullable String pool,
            @Attr("source@volume") @Doc("Volume of the pool.") @Nullable String volume,
            @Attr("source@mode") @Doc("Through the host, or by the guest's process itself.") @Nullable VolumeMode mode,
            @Inline("source") Common common) implements StorageSource {
    }

    @Case("nvme")
    record Nvme(
            @Attr("source@type") @Doc("Always pci.") @Nullable String type,
            @Attr("source@managed") @Doc("Whether the device is taken from the host's driver and given back.") @Nullable YesNo managed,
            @Attr("source@namespace") @Range(min = 1) @Doc("Namespace on the device.") @Nullable Long namespace,
            @Inline("source/address") @Nullable PciAddress address,
            @Inline("source") Common common) implements StorageSource {
    }

    @Case("vhostuser")
    record VhostUser(
            @Attr("source@type") @Doc("Always unix.") @Nullable String type,
            @Attr("source@path") @Doc("Socket of the process that has the disk.") @Nullable String path,
            @Child("source/reconnect") @Nullable Reconnect reconnect,
            @Inline("source") Common common) implements StorageSource {
    }

    @Case("vhostvdpa")
    record VhostVdpa(
            @Attr("source@dev") @Doc("Device of the host.") @Nullable String dev,
            @Inline("source") Common common) implements StorageSource {
    }

    enum VolumeMode implements XmlEnum { HOST, DIRECT }

    @Doc("A disk on the network.")
    record NetworkLocation(
            @Attr @Doc("The protocol.") Protocol protocol,
            @Attr @Doc("Name or path there.") @Nullable String name,
            @Attr @Doc("Query part of the address.") @Nullable String query,
            @Attr @Doc("Whether the connection is encrypted.") @Nullable YesNo tls,
            @Attr @Doc("Name that the server's certificate must have.") @Nullable String tlsHostname,
            @Child @Doc("A server.") List<Host> host,
            @Attr("snapshot@name") @Doc("Snapshot to use.") @Nullable String snapshot,
            @Attr("config@file") @Doc("File with the client's settings.") @Nullable String config,
            @Attr("initiator/iqn@name") @Doc("Name that the client gives itself (iSCSI).") @Nullable String initiator,
            @Attr("ssl@verify") @Doc("Whether the server's certificate is checked.") @Nullable YesNo sslVerify,
            @Child("cookies/cookie") @Doc("A cookie to send.") List<Cookie> cookies,
            @Attr("readahead@size") @Doc("Bytes to read ahead.") @Nullable Long readahead,
            @Attr("timeout@seconds") @Doc("Seconds after which a request has failed.") @Nullable Long timeout,
            @Attr("reconnect@delay") @Doc("Seconds in which to connect again.") @Nullable Integer reconnectDelay,
            @Child @Doc("As whom to connect.") @Nullable Identity identity,
            @Attr("knownHosts@path") @Doc("File with the keys of known servers.") @Nullable String knownHosts) {
        public NetworkLocation {
            host = List.copyOf(host);
            cookies = List.copyOf(cookies);
        }
    }

    enum Protocol implements XmlEnum { NBD, RBD, SHEEPDOG, GLUSTER, ISCSI, HTTP, HTTPS, FTP, FTPS, TFTP, SSH, VXHS, NFS }

    @Element("host")
    record Host(
            @Attr @Doc("How to reach it.") @Nullable Transport transport,
            @Attr @Doc("Name or address.") @Nullable String name,
            @Attr @Range(max = 65535) @Doc("Port.") @Nullable Integer port,
            @Attr @Doc("Path of the socket.") @Nullable String socket) {
    }

    enum Transport implements XmlEnum { TCP, UNIX, RDMA }

    @Element("cookie")
    record Cookie(
            @Attr @Doc("Name of the cookie.") String name,
            @Text @Secret @Doc("Value of the cookie.") String value) {
    }

    record Identity(
            @Attr @Doc("User on the server.") @Nullable String user,
            @Attr @Doc("Group on the server.") @Nullable String group,
            @Attr @Doc("Name of the user.") @Nullable String username,
            @Attr @Doc("File with the private key.") @Nullable String keyfile,
            @Attr @Doc("Socket of the agent that has the key.") @Nullable String agentsock) {
    }

    @Doc("Data of the image that is kept apart from it.")
    record DataStore(
            @Attr("format@type") @Doc("Format of the data.") @Nullable StorageFormat format,
            @Child("format/metadata_cache/max_size") @Scaled(in = "bytes", out = "bytes")
            @Doc("Most memory for the image's metadata.")
            @Nullable MemorySize metadataCacheMaxSize,
            @Inline @Nullable StorageSource source) {
    }

    record Reservations(
            @Attr @Doc("Whether reservations pass, in the older notation.") @Nullable YesNo enabled,
            @Attr @Doc("Whether the helper is started for the guest.") @Nullable YesNo managed,
            @Attr @Doc("Whether reservations move with the guest.") @Nullable YesNo migration,
            @Child("source") @Doc("The helper's socket.") @Nullable ReservationsSource source) {
    }

    record ReservationsSource(
            @Attr @Doc("Always unix.") String type,
            @Attr @Doc("Path of the socket.") @Nullable String path,
            @Attr @Doc("Always client.") String mode) {
    }

    @Element("slice")
    record Slice(
            @Attr @Doc("Always storage.") String type,
            @Attr @Doc("First byte.") long offset,
            @Attr @Doc("Number of bytes.") long size) {
    }
}

package io.jvirt.model.domain;

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
import io.jvirt.model.xml.RawElement;
import io.jvirt.model.xml.Records;
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
            @Attr @Live @Nullable Integer index,
            @Attr @Doc("What a missing file of removable media means.") @Nullable StartupPolicy startupPolicy,
            @Attr @Doc("Group of file descriptors handed over by the client.") @Nullable String fdgroup,
            @Child List<DeviceLabel> seclabel,
            @Child @Nullable StorageAuth auth,
            @Child @Nullable Encryption encryption,
            @Child @Nullable Reservations reservations,
            @Child("slices/slice") List<Slice> slices,
            @Child @Nullable RawElement dataStore) {
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
    record File(@Attr("source@file") @Nullable String file, @Inline("source") Common common) implements StorageSource {
        public File(@Nullable String file) {
            this(file, Common.NONE);
        }
    }

    @Case("block")
    record Block(@Attr("source@dev") @Nullable String dev, @Inline("source") Common common) implements StorageSource {
    }

    @Case("dir")
    record Dir(@Attr("source@dir") @Nullable String dir, @Inline("source") Common common) implements StorageSource {
    }

    @Case("network")
    record Network(@Inline("source") @Nullable NetworkLocation location, @Inline("source") Common common) implements StorageSource {
    }

    @Case("volume")
    record Volume(
            @Attr("source@pool") @Nullable String pool,
            @Attr("source@volume") @Nullable String volume,
            @Attr("source@mode") @Nullable VolumeMode mode,
            @Inline("source") Common common) implements StorageSource {
    }

    @Case("nvme")
    record Nvme(
            @Attr("source@type") @Nullable String type,
            @Attr("source@managed") @Nullable YesNo managed,
            @Attr("source@namespace") @Range(min = 1) @Nullable Long namespace,
            @Inline("source/address") @Nullable PciAddress address,
            @Inline("source") Common common) implements StorageSource {
    }

    @Case("vhostuser")
    record VhostUser(
            @Attr("source@type") @Nullable String type,
            @Attr("source@path") @Nullable String path,
            @Child("source/reconnect") @Nullable Reconnect reconnect,
            @Inline("source") Common common) implements StorageSource {
    }

    @Case("vhostvdpa")
    record VhostVdpa(@Attr("source@dev") @Nullable String dev, @Inline("source") Common common) implements StorageSource {
    }

    enum VolumeMode implements XmlEnum { HOST, DIRECT }

    @Doc("A disk on the network.")
    record NetworkLocation(
            @Attr Protocol protocol,
            @Attr @Nullable String name,
            @Attr @Nullable String query,
            @Attr @Nullable YesNo tls,
            @Attr @Nullable String tlsHostname,
            @Child List<Host> host,
            @Attr("snapshot@name") @Nullable String snapshot,
            @Attr("config@file") @Nullable String config,
            @Attr("initiator/iqn@name") @Nullable String initiator,
            @Attr("ssl@verify") @Nullable YesNo sslVerify,
            @Child("cookies/cookie") List<Cookie> cookies,
            @Attr("readahead@size") @Nullable Long readahead,
            @Attr("timeout@seconds") @Nullable Long timeout,
            @Attr("reconnect@delay") @Nullable Integer reconnectDelay,
            @Child @Nullable Identity identity,
            @Attr("knownHosts@path") @Nullable String knownHosts) {
        public NetworkLocation {
            host = List.copyOf(host);
            cookies = List.copyOf(cookies);
        }
    }

    enum Protocol implements XmlEnum { NBD, RBD, SHEEPDOG, GLUSTER, ISCSI, HTTP, HTTPS, FTP, FTPS, TFTP, SSH, VXHS, NFS }

    @Element("host")
    record Host(
            @Attr @Nullable Transport transport,
            @Attr @Nullable String name,
            @Attr @Range(max = 65535) @Nullable Integer port,
            @Attr @Nullable String socket) {
    }

    enum Transport implements XmlEnum { TCP, UNIX, RDMA }

    @Element("cookie")
    record Cookie(@Attr String name, @Text @Secret String value) {
    }

    record Identity(
            @Attr @Nullable String user,
            @Attr @Nullable String group,
            @Attr @Nullable String username,
            @Attr @Nullable String keyfile,
            @Attr @Nullable String agentsock) {
    }

    record Reservations(@Attr YesNo managed, @Child("source") @Nullable ReservationsSource source) {
    }

    record ReservationsSource(@Attr String type, @Attr @Nullable String path, @Attr String mode) {
    }

    @Element("slice")
    record Slice(@Attr String type, @Attr long offset, @Attr long size) {
    }
}

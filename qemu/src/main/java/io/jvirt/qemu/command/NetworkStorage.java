package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Encryption;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.domain.StorageSource.NetworkLocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Disks on servers, one way of writing them a protocol. */
final class NetworkStorage {
    private static final int GLUSTER_LOG_LEVEL = 4;

    private NetworkStorage() {
    }

    static Props props(Guest guest, BlockNode node, StorageSource.Network network) {
        NetworkLocation location = location(network);
        if (servedByNbdkit(guest, network)) {
            return Props.device("nbd").nested("server", Props.of().text("type", "unix")
                    .text("path", guest.environment().directory() + "/nbdkit-" + node.storageNode() + ".socket"));
        }
        return switch (location.protocol()) {
            case NBD -> nbd(guest, node, location);
            case RBD -> rbd(node, location);
            case GLUSTER -> gluster(location);
            case ISCSI -> iscsi(node, location);
            case HTTP, HTTPS, FTP, FTPS, TFTP -> curl(node, location);
            case SSH -> ssh(node, location);
            case NFS -> nfs(location);
            case VXHS -> Props.device("vxhs")
                    .text("tls-creds", usesTls(guest, location) ? tlsId(node) : null)
                    .text("vdisk-id", location.name())
                    .nested("server", hostAndPort(onlyHost(location)));
            case SHEEPDOG -> throw Guest.unsupported("this QEMU cannot use disks of protocol 'sheepdog'");
        };
    }

    static NetworkLocation location(StorageSource.Network network) {
        if (network.location() == null) {
            throw new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.QEMU, "a network disk has no source");
        }
        return network.location();
    }

    /** {@return whether a helper process speaks the protocol and QEMU only NBD} */
    static boolean servedByNbdkit(Guest guest, StorageSource source) {
        if (!(source instanceof StorageSource.Network network)) {
            return false;
        }
        String plugin = switch (location(network).protocol()) {
            case HTTP, HTTPS, FTP, FTPS, TFTP -> "curl";
            case SSH -> "ssh";
            case NBD, RBD, SHEEPDOG, GLUSTER, ISCSI, VXHS, NFS -> "";
        };
        return guest.settings().nbdkitPlugins().contains(plugin);
    }

    /** Adds the objects that the node will name, except passwords and keys. */
    static void objects(Guest guest, Arguments out, BlockNode node) {
        if (!(node.source() instanceof StorageSource.Network network)) {
            return;
        }
        NetworkLocation location = location(network);
        if (!location.cookies().isEmpty()) {
            List<String> cookies = new ArrayList<>();
            location.cookies().forEach(cookie -> cookies.add(cookie.name() + "=" + cookie.value()));
            SecretObjects.add(out, cookieId(node), guest.secrets().text(String.join("; ", cookies)));
        }
        DriverSettings.TlsFiles files = tlsFiles(guest, location);
        if (files != null && usesTls(guest, location)) {
            SecretObjects.tls(guest, out, files, tlsId(node), node.storageNode() + "-secret0", false);
        }
    }

    private static DriverSettings.@Nullable TlsFiles tlsFiles(Guest guest, NetworkLocation location) {
        return switch (location.protocol()) {
            case NBD -> guest.settings().nbdTls();
            case VXHS -> guest.settings().vxhsTls();
            case RBD, SHEEPDOG, GLUSTER, ISCSI, HTTP, HTTPS, FTP, FTPS, TFTP, SSH, NFS -> null;
        };
    }

    private static boolean usesTls(Guest guest, NetworkLocation location) {
        DriverSettings.TlsFiles files = tlsFiles(guest, location);
        if (YesNo.isYes(location.tls()) && files == null) {
            throw Guest.unsupported("TLS is not configured for disks of protocol '" + location.protocol().xml() + "'");
        }
        return files != null && !YesNo.isNo(location.tls())
                && (location.tls() == YesNo.YES || files.byDefault());
    }

    private static String tlsId(BlockNode node) {
        return "obj" + node.storageNode() + "_tls0";
    }

    static String passwordId(BlockNode node) {
        return node.storageNode() + "-auth-secret0";
    }

    private static String cookieId(BlockNode node) {
        return node.storageNode() + "-httpcookie-secret0";
    }

    private static Props nbd(Guest guest, BlockNode node, NetworkLocation location) {
        return Props.device("nbd")
                .nested("server", socketAddress(onlyHost(location)))
                .text("export", location.name())
                .text("tls-creds", usesTls(guest, location) ? tlsId(node) : null)
                .text("tls-hostname", location.tlsHostname())
                .positive("reconnect-delay", location.reconnectDelay());
    }

    private static Props rbd(BlockNode node, NetworkLocation location) {
        String name = location.name() == null ? "" : location.name();
        // pool/image or pool/namespace/image
        int slash = name.indexOf('/');
        int last = name.lastIndexOf('/');
        List<Props> servers = hosts(location).stream().map(NetworkStorage::hostAndPort).toList();
        Props props = Props.device("rbd")
                .text("pool", slash < 0 ? "rbd" : name.substring(0, slash))
                .text("namespace", slash < last ? name.substring(slash + 1, last) : null)
                .text("image", name.substring(last + 1))
                .text("snapshot", location.snapshot())
                .text("conf", location.config());
        if (!servers.isEmpty()) {
            props.list("server", servers);
        }
        if (node.encryptedByServer() && node.encryption() != null) {
            props.nested("encrypt", layers(node, node.encryption(), 0));
        }
        if (node.auth() != null) {
            props.text("user", node.auth().username());
            props.json().putArray("auth-client-required").add("cephx").add("none");
            props.text("key-secret", passwordId(node));
        }
        return props;
    }

    /** One layer of encryption for each secret: an image cloned from an encrypted one has its own and the parent's. */
    private static Props layers(BlockNode node, Encryption encryption, int index) {
        Props layer = Props.of().text("format", encryption.format().xml())
                .text("key-secret", BlockNodes.encryptionSecret(node, index));
        return index + 1 < encryption.secret().size()
                ? layer.nested("parent", layers(node, encryption, index + 1)) : layer;
    }

    private static Props gluster(NetworkLocation location) {
        String name = location.name() == null ? "" : location.name();
        int slash = name.indexOf('/');
        return Props.device("gluster")
                .text("volume", slash < 0 ? name : name.substring(0, slash))
                .text("path", slash < 0 ? "" : name.substring(slash + 1))
                .list("server", hosts(location).stream().map(NetworkStorage::socketAddress).toList())
                .number("debug", GLUSTER_LOG_LEVEL);
    }

    private static Props iscsi(BlockNode node, NetworkLocation location) {
        String name = location.name() == null ? "" : location.name();
        int slash = name.indexOf('/');
        Props props = Props.device("iscsi").text("portal", portal(onlyHost(location)))
                .text("target", slash < 0 ? name : name.substring(0, slash))
                .number("lun", slash < 0 ? 0L : Long.parseLong(name.substring(slash + 1)))
                .text("transport", "tcp");
        if (node.auth() != null) {
            props.text("user", node.auth().username()).text("password-secret", passwordId(node));
        }
        return props.text("initiator-name", location.initiator());
    }

    private static String portal(StorageSource.Host host) {
        String name = host.name() == null ? "" : host.name();
        String bracketed = name.contains(":") ? "[" + name + "]" : name;
        return host.port() == null ? bracketed : bracketed + ":" + host.port();
    }

    private static Props curl(BlockNode node, NetworkLocation location) {
        String scheme = location.protocol().xml();
        String path = location.name() == null ? "" : location.name();
        StringBuilder url = new StringBuilder(scheme).append("://").append(portal(onlyHost(location)));
        if (!path.startsWith("/")) {
            url.append('/');
        }
        url.append(path);
        if (location.query() != null) {
            url.append('?').append(location.query());
        }
        Props props = Props.device(scheme).text("url", url.toString());
        if (node.auth() != null) {
            props.text("username", node.auth().username()).text("password-secret", passwordId(node));
        }
        return props.flag("sslverify", location.sslVerify())
                .text("cookie-secret", location.cookies().isEmpty() ? null : cookieId(node))
                .positive("readahead", location.readahead())
                .positive("timeout", location.timeout());
    }

    private static Props ssh(BlockNode node, NetworkLocation location) {
        StorageSource.Identity identity = location.identity();
        String user = node.auth() != null ? node.auth().username() : identity == null ? null : identity.username();
        return Props.device("ssh").text("path", location.name())
                .nested("server", hostAndPort(onlyHost(location))).text("user", user);
    }

    private static Props nfs(NetworkLocation location) {
        StorageSource.Identity identity = location.identity();
        Props props = Props.device("nfs")
                .nested("server", Props.of().text("host", onlyHost(location).name()).text("type", "inet"))
                .text("path", location.name());
        if (identity != null) {
            props.number("user", id(identity.user())).number("group", id(identity.group()));
        }
        return props;
    }

    /** User and group of NFS are numbers; a leading plus, which libvirt's documents use, says just that. */
    private static @Nullable Long id(@Nullable String text) {
        return text == null ? null : (Long) Long.parseLong(text.startsWith("+") ? text.substring(1) : text);
    }

    /** {@return the servers, with the protocol's usual port where the document names none} */
    private static List<StorageSource.Host> hosts(NetworkLocation location) {
        int port = switch (location.protocol()) {
            case NBD -> 10809;
            case RBD -> 0;
            case SHEEPDOG -> 7000;
            case GLUSTER -> 24007;
            case ISCSI -> 3260;
            case HTTP -> 80;
            case HTTPS -> 443;
            case FTP -> 21;
            case FTPS -> 990;
            case TFTP -> 69;
            case SSH -> 22;
            case VXHS -> 9999;
            case NFS -> 2049;
        };
        return location.host().stream().map(host -> host.port() != null
                || host.transport() == StorageSource.Transport.UNIX ? host
                : new StorageSource.Host(host.transport(), host.name(), port, host.socket())).toList();
    }

    private static StorageSource.Host onlyHost(NetworkLocation location) {
        List<StorageSource.Host> hosts = hosts(location);
        if (hosts.size() != 1) {
            throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU, "protocol '" + location.protocol().xml()
                    + "' accepts only one host, the source has " + hosts.size());
        }
        return hosts.getFirst();
    }

    /** {@return QEMU's InetSocketAddressBase} */
    private static Props hostAndPort(StorageSource.Host host) {
        return Props.of().text("host", host.name()).text("port", host.port() == null ? null : host.port().toString());
    }

    /** {@return QEMU's SocketAddress} */
    private static Props socketAddress(StorageSource.Host host) {
        if (host.transport() == StorageSource.Transport.UNIX) {
            return Props.of().text("type", "unix").text("path", host.socket());
        }
        guardRdma(host);
        return Props.of().text("type", "inet").all(hostAndPort(host));
    }

    private static void guardRdma(StorageSource.Host host) {
        if (host.transport() == StorageSource.Transport.RDMA) {
            throw Guest.unsupported("transport 'rdma' is not supported for disks");
        }
    }
}

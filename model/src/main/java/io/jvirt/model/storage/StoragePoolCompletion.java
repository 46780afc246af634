package io.jvirt.model.storage;

import io.jvirt.model.MemorySize;
import io.jvirt.model.storage.StoragePoolType.SourcePart;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a definition of a pool's document: drops what its kind of pool does not have, fills in the rest, and checks. */
public final class StoragePoolCompletion {
    private static final MemorySize NOTHING = MemorySize.ofBytes(0);

    private StoragePoolCompletion() {
    }

    /**
     * {@return the definition that a document stands for; it has a name, but has a UUID only when the document has}
     *
     * @throws XmlException when something is missing or contradicts another thing
     */
    public static StoragePoolDescription complete(StoragePoolDescription pool) {
        var type = pool.type();
        if (type == StoragePoolType.RBD && pool.source().name() == null) {
            throw XmlException.invalid("element 'name' is mandatory for RBD pool");
        }
        String name = name(pool);
        if (pool.cow() != null && type != StoragePoolType.DIR && type != StoragePoolType.FS) {
            throw XmlException.unsupported("cow feature may only be used for 'fs' and 'dir' pools");
        }
        var source = source(pool, name);
        check(type, source);
        return pool.withName(name).withSource(source).withTarget(target(pool, source)).withSizes(NOTHING, NOTHING, NOTHING)
                .withMountOptions(type == StoragePoolType.FS || type == StoragePoolType.NETFS ? pool.mountOptions() : null)
                .withRbdOptions(type == StoragePoolType.RBD ? pool.rbdOptions() : null);
    }

    private static String name(StoragePoolDescription pool) {
        String name = pool.name() == null && pool.type().has(SourcePart.NAME) ? pool.source().name() : pool.name();
        if (name == null || name.isEmpty()) {
            throw missing("missing pool source name element");
        }
        if (name.indexOf('/') >= 0) {
            throw XmlException.invalid("name " + name + " cannot contain '/'");
        }
        return name;
    }

    /** The source as output has it; a second look at what was dropped is never needed. */
    private static StoragePoolSource source(StoragePoolDescription pool, String name) {
        var type = pool.type();
        var given = pool.source();
        String dir = given.dir() == null ? type == StoragePoolType.GLUSTER ? "/" : null : StoragePaths.sanitized(given.dir());
        String sourceName = given.name() == null ? name : given.name();
        return new StoragePoolSource(
                type.has(SourcePart.HOST) ? given.host() : List.of(),
                type.has(SourcePart.DEVICE) ? given.device().stream().map(d -> d.withFreeExtent(List.of())).toList() : List.of(),
                type.has(SourcePart.DIR) ? dir : null,
                type.has(SourcePart.ADAPTER) ? given.adapter() : null,
                type.has(SourcePart.NAME) ? sourceName : null,
                type.has(SourcePart.INITIATOR) ? given.initiator() : null,
                format(type.poolFormats(), given.format(), "pool"),
                given.auth(), given.protocolVersion(), given.vendor(), given.product());
    }

    static @Nullable String format(List<String> formats, @Nullable String given, String what) {
        if (formats.isEmpty()) {
            return null;
        }
        if (given != null && !formats.contains(given)) {
            throw XmlException.unsupported("unknown " + what + " format type " + given);
        }
        return given == null ? formats.getFirst() : given;
    }

    private static void check(StoragePoolType type, StoragePoolSource source) {
        if (type.has(SourcePart.HOST) && source.host().isEmpty()) {
            throw missing("missing storage pool source host name");
        }
        if (type.has(SourcePart.DIR) && source.dir() == null) {
            throw missing("missing storage pool source path");
        }
        if (type.has(SourcePart.ADAPTER)) {
            check(source.adapter());
        }
        if (type.deviceOnly() && source.device().isEmpty()) {
            throw missing("missing storage pool source device name");
        }
        if (type == StoragePoolType.ISCSI_DIRECT && source.initiator() == null) {
            throw XmlException.unsupported("missing initiator IQN");
        }
        String format = source.format();
        if (source.protocolVersion() != null && type == StoragePoolType.NETFS && !"nfs".equals(format) && !"auto".equals(format)) {
            throw XmlException.unsupported("storage pool protocol ver unsupported for pool type '" + format + "'");
        }
    }

    private static void check(@Nullable StorageAdapter adapter) {
        switch (adapter) {
            case null -> throw missing("missing storage pool source adapter");
            case StorageAdapter.ScsiHost host -> check(host);
            case StorageAdapter.FibreChannel channel -> check(channel);
        }
    }

    private static void check(StorageAdapter.ScsiHost host) {
        boolean byAddress = host.uniqueId() != null || host.address() != null;
        if (host.name() == null && !byAddress) {
            throw missing("Either 'name' or 'parent' must be specified for the 'scsi_host' adapter");
        }
        if (host.name() != null && byAddress) {
            throw XmlException.invalid("Both 'name' and 'parent' cannot be specified for the 'scsi_host' adapter");
        }
        if (byAddress && host.uniqueId() == null) {
            throw missing("Missing or invalid scsi adapter 'unique_id' value");
        }
        if (byAddress && host.address() == null) {
            throw missing("Missing scsi_host PCI address element");
        }
    }

    private static void check(StorageAdapter.FibreChannel channel) {
        if (channel.node() == null || channel.port() == null) {
            throw missing("'wwnn' and 'wwpn' must be specified for adapter type 'fchost'");
        }
        List.of(channel.node(), channel.port()).forEach(StoragePoolCompletion::checkWorldWideName);
        if (channel.parentNode() != null && channel.parentPort() == null) {
            throw missing("when providing parent_wwnn='" + channel.parentNode() + "', the parent_wwpn must also be provided");
        }
        if (channel.parentPort() != null && channel.parentNode() == null) {
            throw missing("when providing parent_wwpn='" + channel.parentPort() + "', the parent_wwnn must also be provided");
        }
        java.util.stream.Stream.of(channel.parentNode(), channel.parentPort(), channel.parentFabric()).filter(Objects::nonNull)
                .forEach(StoragePoolCompletion::checkWorldWideName);
    }

    private static void checkWorldWideName(String name) {
        if (!name.matches("[0-9a-fA-F]{16}")) {
            throw XmlException.invalid("Malformed wwn: " + name);
        }
    }

    private static StoragePoolTarget target(StoragePoolDescription pool, StoragePoolSource source) {
        if (pool.type().network()) {
            return new StoragePoolTarget(null, null);
        }
        String fixed = pool.type().deviceFolder(source.name());
        String path = fixed == null ? pool.target().path() : fixed;
        if (path == null || path.isEmpty()) {
            throw missing("missing storage pool target path");
        }
        var permissions = pool.target().permissions();
        return new StoragePoolTarget(StoragePaths.sanitized(path), permissions == null || permissions.none() ? null : permissions);
    }

    private static XmlException missing(String message) {
        return new XmlException(XmlException.Kind.MISSING, message, 0, "", null, null);
    }
}

package io.jvirt.rpc.protocol;

import io.jvirt.api.TypedParameters;
import io.jvirt.rpc.xdr.Max;
import io.jvirt.rpc.xdr.Opt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the procedures of networks and their ports carry. */
public final class NetworkMessages {
    public static final int NETWORKS_MAX = 16_384;
    public static final int LEASES_MAX = 65_536;
    public static final int PARAMETERS_MAX = 16;

    private NetworkMessages() {}

    /** A network and flags, or a switch. */
    public record Flags(NetworkRef network, int flags) {}

    /** A network, a document and flags. */
    public record TextFlags(NetworkRef network, String text, int flags) {}

    /** Networks, and how many there are. */
    public record Networks(@Max(NETWORKS_MAX) List<NetworkRef> networks, int count) {}

    /** A change of one entry: libvirt's numbers of what is done and where. */
    public record Update(NetworkRef network, int command, int section, int parentIndex, String xml, int flags) {}

    /** Which event, and the network that concerns it. */
    public record RegisterEvent(int eventId, @Opt @Nullable NetworkRef network) {}

    /** A network was defined, undefined, started or stopped. */
    public record Lifecycle(int callbackId, NetworkRef network, int event, int detail) {}

    /** A network's metadata was changed. */
    public record MetadataChange(int callbackId, NetworkRef network, int type, @Opt @Nullable String uri) {}

    /** Null stands for all cards. */
    public record GetLeases(NetworkRef network, @Opt @Nullable String mac, int needResults, int flags) {}

    /** An address that was given out; type 0 is IPv4, 1 is IPv6. */
    public record Lease(
            String bridge,
            long expiry,
            int type,
            @Opt @Nullable String mac,
            @Opt @Nullable String iaid,
            String address,
            int prefix,
            @Opt @Nullable String hostname,
            @Opt @Nullable String clientId) {}

    /** Leases, and how many there are. */
    public record Leases(@Max(LEASES_MAX) List<Lease> leases, int count) {}

    /** A network whose ports are wanted. */
    public record ListPorts(NetworkRef network, int needResults, int flags) {}

    /** Ports, and how many there are. */
    public record Ports(@Max(NETWORKS_MAX) List<NetworkPortRef> ports, int count) {}

    /** A port and flags. */
    public record PortFlags(NetworkPortRef port, int flags) {}

    /** 0 parameters asks how many there are. */
    public record GetPortParameters(NetworkPortRef port, int nparams, int flags) {}

    /** Parameters, and how many there are. */
    public record Parameters(@Max(PARAMETERS_MAX) TypedParameters params, int nparams) {}

    /** New limits of a port. */
    public record SetPortParameters(NetworkPortRef port, @Max(PARAMETERS_MAX) TypedParameters params, int flags) {}

    /** Null removes. */
    public record SetMetadata(
            NetworkRef network, int type, @Opt @Nullable String metadata, @Opt @Nullable String key, @Opt @Nullable String uri, int flags) {}

    /** The name space of the wanted element. */
    public record GetMetadata(NetworkRef network, int type, @Opt @Nullable String uri, int flags) {}
}

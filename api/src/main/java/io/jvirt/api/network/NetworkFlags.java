package io.jvirt.api.network;

import io.jvirt.api.Flag;

/** The flags of the network calls, an enum for each of libvirt's. */
public final class NetworkFlags {
    private NetworkFlags() {}

    /** Which networks to list; of each pair neither and both mean all ({@code virConnectListAllNetworksFlags}). */
    public enum ListAll implements Flag {
        /** Not running. */
        INACTIVE,
        /** Running. */
        ACTIVE,
        /** With a stored definition. */
        PERSISTENT,
        /** Without one. */
        TRANSIENT,
        /** Starting with the daemon. */
        AUTOSTART,
        /** Not starting with the daemon. */
        NO_AUTOSTART
    }

    /** Which document ({@code virNetworkXMLFlags}). */
    public enum Xml implements Flag {
        /** The stored definition, even of a network that runs. */
        INACTIVE
    }

    /** How a document is read ({@code virNetworkDefineFlags}, {@code virNetworkCreateFlags}). */
    public enum Define implements Flag {
        /** Reject unknown elements of the document. */
        VALIDATE
    }

    /** What a change concerns; with none, the run of a network that runs, else the definition ({@code virNetworkUpdateFlags}). */
    public enum Affect implements Flag {
        /** The run. */
        LIVE,
        /** The definition. */
        CONFIG
    }

    /** How a port is made ({@code virNetworkPortCreateFlags}). */
    public enum CreatePort implements Flag {
        /** The port is there already: only note it, as after a restart. */
        RECLAIM,
        /** Reject unknown elements of the document. */
        VALIDATE
    }
}

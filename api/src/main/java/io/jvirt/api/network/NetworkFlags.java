package io.jvirt.api.network;

import io.jvirt.api.Flag;

/** The flags of the network calls, an enum for each of libvirt's. */
public final class NetworkFlags {
    private NetworkFlags() {}

    /** Which networks to list; of each pair neither and both mean all ({@code virConnectListAllNetworksFlags}). */
    public enum ListAll implements Flag {
        /** Not running. */
        INACTIVE(1 << 0),
        /** Running. */
        ACTIVE(1 << 1),
        /** With a stored definition. */
        PERSISTENT(1 << 2),
        /** Without one. */
        TRANSIENT(1 << 3),
        /** Starting with the daemon. */
        AUTOSTART(1 << 4),
        /** Not starting with the daemon. */
        NO_AUTOSTART(1 << 5);

        private final int bit;

        ListAll(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** Which document ({@code virNetworkXMLFlags}). */
    public enum Xml implements Flag {
        /** The stored definition, even of a network that runs. */
        INACTIVE(1 << 0);

        private final int bit;

        Xml(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** How a document is read ({@code virNetworkDefineFlags}, {@code virNetworkCreateFlags}). */
    public enum Define implements Flag {
        /** Reject unknown elements of the document. */
        VALIDATE(1 << 0);

        private final int bit;

        Define(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** What a change concerns; with none, the run of a network that runs, else the definition ({@code virNetworkUpdateFlags}). */
    public enum Affect implements Flag {
        /** The run. */
        LIVE(1 << 0),
        /** The definition. */
        CONFIG(1 << 1);

        private final int bit;

        Affect(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** How a port is made ({@code virNetworkPortCreateFlags}). */
    public enum CreatePort implements Flag {
        /** The port is there already: only note it, as after a restart. */
        RECLAIM(1 << 0),
        /** Reject unknown elements of the document. */
        VALIDATE(1 << 1);

        private final int bit;

        CreatePort(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }
}

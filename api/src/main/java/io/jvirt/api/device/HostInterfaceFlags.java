package io.jvirt.api.device;

import io.jvirt.api.Flag;

/** The flags of the host interface calls, an enum for each of libvirt's. */
public final class HostInterfaceFlags {
    private HostInterfaceFlags() {}

    /** Which interfaces to list; neither and both mean all ({@code virConnectListAllInterfacesFlags}). */
    public enum ListAll implements Flag {
        /** Not up. */
        INACTIVE,
        /** Up. */
        ACTIVE;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }

    /** Which document ({@code virInterfaceXMLFlags}). */
    public enum Xml implements Flag {
        /** The stored configuration. */
        INACTIVE;

        @Override
        public int bit() {
            return 1;
        }
    }

    /** How a document is read ({@code virInterfaceDefineFlags}). */
    public enum Define implements Flag {
        /** Reject unknown elements of the document. */
        VALIDATE;

        @Override
        public int bit() {
            return 1;
        }
    }
}

package io.jvirt.api.device;

import io.jvirt.api.Flag;

/** The flags of the node device calls, an enum for each of libvirt's. */
public final class NodeDeviceFlags {
    private NodeDeviceFlags() {}

    /**
     * Which devices to list: those that can do any of the named things, and of each pair neither and both mean all
     * ({@code virConnectListAllNodeDeviceFlags}).
     */
    public enum ListAll implements Flag {
        SYSTEM("system"),
        PCI_DEV("pci"),
        USB_DEV("usb_device"),
        USB_INTERFACE("usb"),
        NET("net"),
        SCSI_HOST("scsi_host"),
        SCSI_TARGET("scsi_target"),
        SCSI("scsi"),
        STORAGE("storage"),
        FC_HOST("fc_host"),
        VPORTS("vports"),
        SCSI_GENERIC("scsi_generic"),
        DRM("drm"),
        MDEV_TYPES("mdev_types"),
        MDEV("mdev"),
        CCW_DEV("ccw"),
        CSS_DEV("css"),
        VDPA("vdpa"),
        AP_CARD("ap_card"),
        AP_QUEUE("ap_queue"),
        AP_MATRIX("ap_matrix"),
        VPD("vpd"),
        CCWGROUP_DEV("ccwgroup"),
        /** With a stored definition. */
        PERSISTENT(28),
        /** Without one. */
        TRANSIENT(29),
        /** Defined and not there. */
        INACTIVE(30),
        /** There. */
        ACTIVE(31);

        private final int bit;
        private final String capability;

        ListAll(String capability) {
            this.bit = 1 << ordinal();
            this.capability = capability;
        }

        ListAll(int shift) {
            this.bit = 1 << shift;
            this.capability = "";
        }

        @Override
        public int bit() {
            return bit;
        }

        /** {@return what a device can do, as documents and commands name it; empty for flags about its state} */
        public String capability() {
            return capability;
        }
    }

    /** Which document ({@code virNodeDeviceXMLFlags}). */
    public enum Xml implements Flag {
        /** The stored definition, even of a device that is there. */
        INACTIVE;

        @Override
        public int bit() {
            return 1;
        }
    }

    /** How a document is read ({@code virNodeDeviceDefineXMLFlags}, {@code virNodeDeviceCreateXMLFlags}). */
    public enum Define implements Flag {
        /** Reject unknown elements of the document. */
        VALIDATE;

        @Override
        public int bit() {
            return 1;
        }
    }

    /** What a change is for ({@code virNodeDeviceUpdateFlags}); none means the present state. */
    public enum Update implements Flag {
        /** The device as it is there. */
        AFFECT_LIVE,
        /** The stored definition. */
        AFFECT_CONFIG;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }
}

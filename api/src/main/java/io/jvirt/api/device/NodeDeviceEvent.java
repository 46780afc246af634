package io.jvirt.api.device;

/** Something that happened to a device. */
public sealed interface NodeDeviceEvent {
    /** {@return the device} */
    NodeDevice device();

    /** {@return which registration gets it} */
    Kind kind();

    /** The registrations ({@code virNodeDeviceEventID}); the ordinal is the number. */
    enum Kind { LIFECYCLE, UPDATE }

    /** What can happen ({@code virNodeDeviceEventLifecycleType}); the ordinal is the number. */
    enum Change { CREATED, DELETED, DEFINED, UNDEFINED }

    /** It came, went, was defined or undefined. */
    record Lifecycle(NodeDevice device, Change change) implements NodeDeviceEvent {
        @Override
        public Kind kind() {
            return Kind.LIFECYCLE;
        }
    }

    /** Its document is another now. */
    record Update(NodeDevice device) implements NodeDeviceEvent {
        @Override
        public Kind kind() {
            return Kind.UPDATE;
        }
    }
}

package io.jvirt.api.network;

import io.jvirt.api.Metadata;
import org.jspecify.annotations.Nullable;

/** Something that happened to a network. */
public sealed interface NetworkEvent {
    /** {@return the network} */
    Network network();

    /** {@return which registration gets it} */
    Kind kind();

    /** The registrations ({@code virNetworkEventID}); the ordinal is the number. */
    enum Kind { LIFECYCLE, METADATA_CHANGE }

    /** What can happen ({@code virNetworkEventLifecycleType}); the ordinal is the number. */
    enum Change { DEFINED, UNDEFINED, STARTED, STOPPED }

    /** It was defined, undefined, started, stopped. */
    record Lifecycle(Network network, Change change) implements NetworkEvent {
        @Override
        public Kind kind() {
            return Kind.LIFECYCLE;
        }
    }

    /** Its title, description or an application's element was changed. */
    record MetadataChange(Network network, Metadata type, @Nullable String uri) implements NetworkEvent {
        @Override
        public Kind kind() {
            return Kind.METADATA_CHANGE;
        }
    }
}

package io.jvirt.api.network;

import io.jvirt.api.JvirtException;
import io.jvirt.api.TypedParameters;
import java.util.UUID;

/** What one card of a guest has of a network ({@code virNetworkPortPtr}). */
public interface NetworkPort {
    /** {@return the identity} ({@code virNetworkPortGetUUID}) */
    UUID uuid();

    /** {@return the network} ({@code virNetworkPortGetNetwork}) */
    Network network();

    /** {@return the document} ({@code virNetworkPortGetXMLDesc}) */
    default String xml() {
        throw JvirtException.noSupport("virNetworkPortGetXMLDesc");
    }

    /** Takes the port from the card ({@code virNetworkPortDelete}). */
    default void delete() {
        throw JvirtException.noSupport("virNetworkPortDelete");
    }

    /** {@return the limits: {@code inbound.average} and so on, in KiB and KiB a second} ({@code virNetworkPortGetParameters}) */
    default TypedParameters parameters() {
        throw JvirtException.noSupport("virNetworkPortGetParameters");
    }

    /** Changes limits; 0 as an average ends those of a direction ({@code virNetworkPortSetParameters}). */
    default void setParameters(TypedParameters parameters) {
        throw JvirtException.noSupport("virNetworkPortSetParameters");
    }
}

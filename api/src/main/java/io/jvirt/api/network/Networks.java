package io.jvirt.api.network;

import io.jvirt.api.EventRegistration;
import io.jvirt.api.JvirtException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The virtual networks of a connection. Reached by {@link io.jvirt.api.Connection#networks()}. Safe for use by many threads at once; calls block. What a driver does
 * not offer fails with {@link io.jvirt.api.ErrorCode#NO_SUPPORT}.
 */
public interface Networks extends AutoCloseable {
    /** Answers NO_SUPPORT to everything. */
    Networks NONE = new Networks() {};

    /** {@return the networks that match; no flag means all} ({@code virConnectListAllNetworks}) */
    default List<Network> list(NetworkFlags.ListAll... flags) {
        throw JvirtException.noSupport("virConnectListAllNetworks");
    }

    /**
     * {@return the network of this name} ({@code virNetworkLookupByName})
     *
     * @throws JvirtException {@link io.jvirt.api.ErrorCode#NO_NETWORK} when there is none
     */
    default Network network(String name) {
        throw JvirtException.noSupport("virNetworkLookupByName");
    }

    /** {@return the network of this identity} ({@code virNetworkLookupByUUID}) */
    default Network network(UUID uuid) {
        throw JvirtException.noSupport("virNetworkLookupByUUID");
    }

    /** Stores a definition, new or instead of the one with its name and UUID ({@code virNetworkDefineXML}). */
    default Network define(String xml, NetworkFlags.Define... flags) {
        throw JvirtException.noSupport("virNetworkDefineXMLFlags");
    }

    /** Starts a network that is gone when it stops ({@code virNetworkCreateXML}). */
    default Network create(String xml, NetworkFlags.Define... flags) {
        throw JvirtException.noSupport("virNetworkCreateXMLFlags");
    }

    /**
     * Registers a listener ({@code virConnectNetworkEventRegisterAny}).
     *
     * @param network the network that concerns it; null for all
     */
    default EventRegistration onEvent(
            NetworkEvent.Kind kind, @Nullable Network network, Consumer<? super NetworkEvent> listener) {
        throw JvirtException.noSupport("virConnectNetworkEventRegisterAny");
    }

    /** Ends the registrations for events; done with the connection. */
    @Override
    default void close() {}
}

package io.jvirt.api.network;

import io.jvirt.api.JvirtException;
import io.jvirt.api.Metadata;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A virtual network ({@code virNetworkPtr}). A handle: it names a network, and calls fail with
 * {@link io.jvirt.api.ErrorCode#NO_NETWORK} when that is gone.
 */
public interface Network {
    /** {@return the name} ({@code virNetworkGetName}) */
    String name();

    /** {@return the identity} ({@code virNetworkGetUUID}) */
    UUID uuid();

    /** {@return the document} ({@code virNetworkGetXMLDesc}) */
    default String xml(NetworkFlags.Xml... flags) {
        throw JvirtException.noSupport("virNetworkGetXMLDesc");
    }

    /** {@return the name of the bridge; fails when it has none} ({@code virNetworkGetBridgeName}) */
    default String bridgeName() {
        throw JvirtException.noSupport("virNetworkGetBridgeName");
    }

    /** {@return whether it runs} ({@code virNetworkIsActive}) */
    default boolean active() {
        throw JvirtException.noSupport("virNetworkIsActive");
    }

    /** {@return whether it has a stored definition} ({@code virNetworkIsPersistent}) */
    default boolean persistent() {
        throw JvirtException.noSupport("virNetworkIsPersistent");
    }

    /** {@return whether it starts with the daemon} ({@code virNetworkGetAutostart}) */
    default boolean autostart() {
        throw JvirtException.noSupport("virNetworkGetAutostart");
    }

    /** Says whether it starts with the daemon ({@code virNetworkSetAutostart}). */
    default void setAutostart(boolean autostart) {
        throw JvirtException.noSupport("virNetworkSetAutostart");
    }

    /** Starts it ({@code virNetworkCreate}). */
    default void start() {
        throw JvirtException.noSupport("virNetworkCreate");
    }

    /** Stops it; guests stay plugged into nothing ({@code virNetworkDestroy}). */
    default void destroy() {
        throw JvirtException.noSupport("virNetworkDestroy");
    }

    /** Removes the stored definition ({@code virNetworkUndefine}). */
    default void undefine() {
        throw JvirtException.noSupport("virNetworkUndefine");
    }

    /**
     * Changes one entry of the document ({@code virNetworkUpdate}).
     *
     * @param command libvirt's number: 1 modify, 2 delete, 3 add last, 4 add first
     * @param section libvirt's number of the list of entries ({@code virNetworkUpdateSection})
     * @param parentIndex which {@code <ip>} element; -1 for the one with DHCP
     * @param xml the entry
     */
    default void update(int command, int section, int parentIndex, String xml, NetworkFlags.Affect... flags) {
        throw JvirtException.noSupport("virNetworkUpdate");
    }

    /**
     * {@return the addresses that are given out} ({@code virNetworkGetDHCPLeases})
     *
     * @param mac the card concerned; null for all
     */
    default List<DhcpLease> leases(@Nullable String mac) {
        throw JvirtException.noSupport("virNetworkGetDHCPLeases");
    }

    /** {@return title, description or an element; fails with NO_NETWORK_METADATA when there is none} ({@code virNetworkGetMetadata}) */
    default String metadata(Metadata type, @Nullable String uri, NetworkFlags.Affect... flags) {
        throw JvirtException.noSupport("virNetworkGetMetadata");
    }

    /** Sets title, description or an element; null removes it ({@code virNetworkSetMetadata}). */
    default void setMetadata(Metadata type, @Nullable String value, @Nullable String key, @Nullable String uri, NetworkFlags.Affect... flags) {
        throw JvirtException.noSupport("virNetworkSetMetadata");
    }

    /** {@return what guests' cards are plugged into} ({@code virNetworkListAllPorts}) */
    default List<NetworkPort> ports() {
        throw JvirtException.noSupport("virNetworkListAllPorts");
    }

    /** {@return the port of this identity} ({@code virNetworkPortLookupByUUID}) */
    default NetworkPort port(UUID port) {
        throw JvirtException.noSupport("virNetworkPortLookupByUUID");
    }

    /** Gives a guest's card a port; what it is plugged into stands in the port's document ({@code virNetworkPortCreateXML}). */
    default NetworkPort createPort(String xml, NetworkFlags.CreatePort... flags) {
        throw JvirtException.noSupport("virNetworkPortCreateXML");
    }
}

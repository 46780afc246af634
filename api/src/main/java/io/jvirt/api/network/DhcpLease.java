package io.jvirt.api.network;

import org.jspecify.annotations.Nullable;

/**
 * An address that a network gave out ({@code virNetworkDHCPLease}).
 *
 * @param bridge the network's bridge
 * @param expiry until when, in seconds since 1970; 0 for ever
 * @param v6 whether the address is of IPv6
 * @param mac the card's hardware address; null where the client did not tell (IPv6)
 * @param iaid the client's number of the card (IPv6)
 * @param address the address
 * @param prefix how many bits name the network
 * @param hostname the client's name
 * @param clientId what the client calls itself; for IPv6 its DUID
 */
public record DhcpLease(
        String bridge, long expiry, boolean v6, @Nullable String mac, @Nullable String iaid, String address, int prefix,
        @Nullable String hostname, @Nullable String clientId) {}

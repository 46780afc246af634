package io.jvirt.rpc.protocol;

import java.util.UUID;

/**
 * A guest on the wire. The server goes by the UUID; the others are what the client knew.
 *
 * @param id -1 while it does not run
 */
public record DomainRef(String name, UUID uuid, int id) {}

package io.jvirt.rpc.protocol;

import java.util.UUID;

/** A network on the wire. The server goes by the UUID; the name is what the client knew. */
public record NetworkRef(String name, UUID uuid) {}

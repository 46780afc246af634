package io.jvirt.rpc.protocol;

import java.util.UUID;

/** A port of a network on the wire. */
public record NetworkPortRef(NetworkRef network, UUID uuid) {}

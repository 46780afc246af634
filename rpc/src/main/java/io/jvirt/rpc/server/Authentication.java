package io.jvirt.rpc.server;

import java.util.List;

/** Decides what a client must prove before it may do anything. */
@FunctionalInterface
public interface Authentication {
    /** Nothing beyond what the socket's permissions and the peer's credentials said already. */
    Authentication NONE = peer -> List.of(Method.NONE);

    /** Ways to authenticate; the ordinal is the number on the wire. */
    enum Method {
        /** Nothing to prove: the client is in as soon as it has asked. */
        NONE,
        /** A SASL mechanism. */
        SASL,
        /** The system's policy decides. */
        POLKIT
    }

    /** {@return what this client may choose from, never empty} */
    List<Method> offered(Peer peer);
}

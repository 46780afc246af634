package io.jvirt.rpc.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One row of the table of procedures.
 *
 * @param program the program it belongs to
 * @param number its number there
 * @param name the C function that it carries out, such as {@code virDomainCreate}; the protocol's own name where there
 *     is no function
 * @param kind what is sent
 * @param priority whether it may wait for a guest
 * @param access what it does
 * @param signature the types of its argument and result, null when it is known but not implemented
 * @param <A> the type of the argument; {@link Void} when there is none
 * @param <R> the type of the result; {@link Void} when there is none
 */
public record Procedure<A, R>(
        Program program,
        int number,
        String name,
        Kind kind,
        Priority priority,
        Access access,
        @Nullable Signature<A, R> signature) {

    /** What goes over the wire. */
    public enum Kind {
        /** A call that is answered. */
        CALL,
        /** A call whose answer opens a stream of the same serial. */
        STREAM,
        /** A message of the server that nobody answers. */
        EVENT
    }

    /** Whether a call may take long. */
    public enum Priority {
        /** It may wait for a guest or a hypervisor. */
        NORMAL,
        /** It never waits for a guest: it must get through even when all other calls hang. */
        HIGH
    }

    /** What a call does. */
    public enum Access {
        /** It only looks. */
        READ,
        /** It changes something or looks at secrets: refused on a read-only connection. */
        WRITE
    }

    /**
     * The types of a procedure.
     *
     * @param argument the argument
     * @param result the result
     * @param <A> the argument
     * @param <R> the result
     */
    public record Signature<A, R>(Class<A> argument, Class<R> result) {}

    /** {@return the types of a procedure that is implemented} */
    public Signature<A, R> types() {
        if (signature == null) {
            throw new IllegalStateException(name + " has no signature");
        }
        return signature;
    }
}

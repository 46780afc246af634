package io.jvirt.rpc.server;

import io.jvirt.api.DataStream;
import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.xdr.Xdr;
import io.jvirt.rpc.xdr.XdrCodecs;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which method carries out which procedure. To offer one more procedure: its row in the table, and here one method with
 * the line that binds it.
 */
final class Dispatch {
    private final Map<Procedure<?, ?>, Handler<?, ?>> handlers = new IdentityHashMap<>();

    /** A procedure that gives something back. */
    interface Method<A, R> {
        R call(Call call, A argument);
    }

    /** A procedure that gives nothing back. */
    interface Action<A> {
        void run(Call call, A argument);
    }

    /** A procedure that opens a stream. */
    interface Opener<A, R> {
        Opened<R> open(Call call, A argument);
    }

    /**
     * An open stream.
     *
     * @param result the answer to the call
     * @param data the driver's end
     * @param toClient whether data go to the client
     * @param fromClient whether the client sends data
     */
    record Opened<R>(R result, DataStream data, boolean toClient, boolean fromClient) {}

    /**
     * What carries out a procedure: a method, or what opens a stream. The forms of argument and result are derived when
     * they are first used: most of them never are, and all of them would be a tenth of a second of the start.
     */
    record Handler<A, R>(Procedure<A, R> procedure, @Nullable Method<A, R> method, @Nullable Opener<A, R> opener) {
        Xdr<A> argument() {
            return XdrCodecs.of(procedure.types().argument());
        }

        Xdr<R> result() {
            return XdrCodecs.of(procedure.types().result());
        }
    }

    /** {@return everything that we offer} */
    static Dispatch standard() {
        Dispatch dispatch = new Dispatch();
        ConnectHandlers.bind(dispatch);
        HostHandlers.bind(dispatch);
        EventHandlers.bind(dispatch);
        DomainLifecycleHandlers.bind(dispatch);
        DomainInformationHandlers.bind(dispatch);
        DomainTuningHandlers.bind(dispatch);
        DomainSharesHandlers.bind(dispatch);
        DomainDeviceHandlers.bind(dispatch);
        GuestHandlers.bind(dispatch);
        SecretHandlers.bind(dispatch);
        NodeDeviceHandlers.bind(dispatch);
        InterfaceHandlers.bind(dispatch);
        FilterHandlers.bind(dispatch);
        NetworkHandlers.bind(dispatch);
        StorageHandlers.bind(dispatch);
        StorageVolumeHandlers.bind(dispatch);
        return dispatch;
    }

    /** Binds a method that gives something back. */
    <A, R> void call(Procedure<A, R> procedure, Method<A, R> method) {
        put(procedure, method, null);
    }

    /** Binds a method that gives nothing back. */
    @SuppressWarnings("NullAway") // null is the only value of Void
    <A> void run(Procedure<A, Void> procedure, Action<A> action) {
        put(
                procedure,
                (call, argument) -> {
                    action.run(call, argument);
                    return null;
                },
                null);
    }

    /** Binds a method that opens a stream. */
    <A, R> void stream(Procedure<A, R> procedure, Opener<A, R> opener) {
        put(procedure, null, opener);
    }

    /** {@return what carries out a procedure, null when nothing does} */
    @Nullable Handler<?, ?> find(Procedure<?, ?> procedure) {
        return handlers.get(procedure);
    }

    private <A, R> void put(
            Procedure<A, R> procedure, @Nullable Method<A, R> method, @Nullable Opener<A, R> opener) {
        if (handlers.put(procedure, new Handler<>(procedure, method, opener)) != null) {
            throw new IllegalStateException(procedure.name() + " is bound twice");
        }
    }
}

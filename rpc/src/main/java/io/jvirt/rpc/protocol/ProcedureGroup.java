package io.jvirt.rpc.protocol;

import io.jvirt.rpc.protocol.Procedure.Access;
import io.jvirt.rpc.protocol.Procedure.Kind;
import io.jvirt.rpc.protocol.Procedure.Priority;
import io.jvirt.rpc.protocol.Procedure.Signature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one part of the table while its class is initialised. */
final class ProcedureGroup {
    private final Program program;
    private final List<Procedure<?, ?>> rows = new ArrayList<>();

    ProcedureGroup(Program program) {
        this.program = program;
    }

    List<Procedure<?, ?>> rows() {
        return rows;
    }

    <A, R> Procedure<A, R> call(
            int number, String name, Priority priority, Access access, Class<A> argument, Class<R> result) {
        return add(number, name, Kind.CALL, priority, access, new Signature<>(argument, result));
    }

    <A, R> Procedure<A, R> stream(
            int number, String name, Priority priority, Access access, Class<A> argument, Class<R> result) {
        return add(number, name, Kind.STREAM, priority, access, new Signature<>(argument, result));
    }

    <A> Procedure<A, Void> event(int number, String name, Class<A> body) {
        return add(number, name, Kind.EVENT, Priority.HIGH, Access.READ, new Signature<>(body, Void.class));
    }

    /** A call that is known, so that it is refused by its name. */
    void later(int number, String name, Priority priority, Access access) {
        add(number, name, Kind.CALL, priority, access, null);
    }

    /** An event that is known and never sent. */
    void laterEvent(int number, String name) {
        add(number, name, Kind.EVENT, Priority.HIGH, Access.READ, null);
    }

    private <A, R> Procedure<A, R> add(
            int number,
            String name,
            Kind kind,
            Priority priority,
            Access access,
            @Nullable Signature<A, R> signature) {
        Procedure<A, R> row = new Procedure<>(program, number, name, kind, priority, access, signature);
        rows.add(row);
        return row;
    }
}

package io.jvirt.rpc.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All procedures of all programs. Only a server needs them all; a client names those it calls. */
public final class ProcedureTable {
    private static final Procedure<?, ?>[][] BY_NUMBER = new Procedure<?, ?>[Program.values().length][];
    private static final List<Procedure<?, ?>> ALL;

    static {
        List<ProcedureGroup> groups = List.of(
                ConnectProcedures.GROUP,
                DomainProcedures.GROUP,
                DomainSharesProcedures.GROUP,
                DomainEventProcedures.GROUP,
                SnapshotProcedures.GROUP,
                MigrationProcedures.GROUP,
                NetworkProcedures.GROUP,
                FilterProcedures.GROUP,
                StorageProcedures.GROUP,
                HostProcedures.GROUP,
                SecretProcedures.GROUP,
                QemuProcedures.GROUP,
                LxcProcedures.GROUP);
        List<Procedure<?, ?>> all = new ArrayList<>();
        for (ProcedureGroup group : groups) {
            all.addAll(group.rows());
        }
        all.sort(Comparator.<Procedure<?, ?>>comparingInt(row -> row.program().ordinal())
                .thenComparingInt(Procedure::number));
        ALL = List.copyOf(all);
        for (Program program : Program.values()) {
            List<Procedure<?, ?>> rows = of(program);
            int last = rows.isEmpty() ? 0 : rows.getLast().number();
            Procedure<?, ?>[] byNumber = new Procedure<?, ?>[last + 1];
            for (Procedure<?, ?> row : rows) {
                byNumber[row.number()] = row;
            }
            BY_NUMBER[program.ordinal()] = byNumber;
        }
    }

    private ProcedureTable() {}

    /** {@return all rows by program and number} */
    public static List<Procedure<?, ?>> all() {
        return ALL;
    }

    /** {@return the rows of one program by number} */
    public static List<Procedure<?, ?>> of(Program program) {
        List<Procedure<?, ?>> rows = new ArrayList<>();
        for (Procedure<?, ?> row : ALL) {
            if (row.program() == program) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** {@return the procedure of this number, null when the program has none} */
    public static @Nullable Procedure<?, ?> find(Program program, int number) {
        Procedure<?, ?>[] rows = BY_NUMBER[program.ordinal()];
        return number >= 0 && number < rows.length ? rows[number] : null;
    }
}

package io.jvirt.rpc.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.rpc.xdr.XdrCodecs;
import org.junit.jupiter.api.Test;

final class ProcedureTableTest {
    @Test
    void everyNumberOfTheProtocolIsThereOnce() {
        assertThat(ProcedureTable.of(Program.REMOTE)).hasSize(453);
        assertThat(ProcedureTable.of(Program.QEMU)).hasSize(7);
        assertThat(ProcedureTable.of(Program.LXC)).hasSize(1);
        for (Program program : Program.values()) {
            int expected = 1;
            for (Procedure<?, ?> row : ProcedureTable.of(program)) {
                assertThat(row.number()).isEqualTo(expected++);
                assertThat(ProcedureTable.find(program, row.number())).isSameAs(row);
            }
        }
        assertThat(ProcedureTable.find(Program.REMOTE, 0)).isNull();
        assertThat(ProcedureTable.find(Program.REMOTE, 454)).isNull();
        assertThat(ProcedureTable.find(Program.REMOTE, -1)).isNull();
        assertThat(ProcedureTable.find(Program.KEEPALIVE, 1)).isNull();
    }

    @Test
    void everySignatureHasItsFormOnTheWire() {
        for (Procedure<?, ?> row : ProcedureTable.all()) {
            if (row.signature() != null) {
                assertThat(XdrCodecs.of(row.types().argument())).as(row.name()).isNotNull();
                assertThat(XdrCodecs.of(row.types().result())).as(row.name()).isNotNull();
            }
        }
    }

    @Test
    void asManyCallsAreOfHighPriorityAsInLibvirt() {
        long high = ProcedureTable.of(Program.REMOTE).stream()
                .filter(row -> row.kind() != Procedure.Kind.EVENT)
                .filter(row -> row.priority() == Procedure.Priority.HIGH)
                .count();
        assertThat(high).isEqualTo(187);
    }
}

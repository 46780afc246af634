package io.jvirt.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.protocol.ProcedureTable;
import io.jvirt.rpc.protocol.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/compatibility.md is made of the table of procedures; {@code -Djvirt.docs.write=true} makes it anew. */
final class CompatibilityPageTest {
    private final Dispatch dispatch = Dispatch.standard();

    @Test
    void thePageIsUpToDate() throws IOException {
        Path page = Path.of("../docs/compatibility.md");
        String expected = page();
        if (Boolean.getBoolean("jvirt.docs.write")) {
            Files.writeString(page, expected);
        }
        assertThat(page).as("stale: run this test with -Djvirt.docs.write=true").hasContent(expected);
    }

    private String page() {
        StringBuilder text = new StringBuilder(
                """
                # Compatibility with libvirt's protocol

                Made of the table of procedures; do not edit. A call that is not implemented is answered with
                `this function is not supported by the connection driver` and its name (error code 3), and so is one that
                the driver of the connection lacks. The priority `high` means that a call never waits for a guest;
                `write` means that a read-only connection is refused it (error code 29).

                | program | number | calls | implemented | events | sent |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (Program program : List.of(Program.REMOTE, Program.QEMU, Program.LXC)) {
            List<Procedure<?, ?>> rows = ProcedureTable.of(program);
            text.append("| ").append(name(program)).append(" | 0x").append(Integer.toHexString(program.number()));
            text.append(" | ").append(rows.stream().filter(row -> !isEvent(row)).count());
            text.append(" | ").append(rows.stream().filter(row -> !isEvent(row) && isThere(row)).count());
            text.append(" | ").append(rows.stream().filter(CompatibilityPageTest::isEvent).count());
            text.append(" | ").append(rows.stream().filter(row -> isEvent(row) && isThere(row)).count());
            text.append(" |\n");
        }
        for (Program program : List.of(Program.REMOTE, Program.QEMU, Program.LXC)) {
            text.append("\n## Program ").append(name(program)).append("\n\n");
            text.append("| number | name | kind | priority | access | implemented |\n");
            text.append("| --- | --- | --- | --- | --- | --- |\n");
            for (Procedure<?, ?> row : ProcedureTable.of(program)) {
                text.append("| ").append(row.number()).append(" | ").append(row.name()).append(" | ");
                text.append(row.kind().name().toLowerCase(Locale.ROOT)).append(" | ");
                text.append(isEvent(row) ? "" : row.priority().name().toLowerCase(Locale.ROOT)).append(" | ");
                text.append(isEvent(row) ? "" : row.access().name().toLowerCase(Locale.ROOT)).append(" | ");
                text.append(isThere(row) ? "yes" : "no").append(" |\n");
            }
        }
        return text.toString();
    }

    private static String name(Program program) {
        return program.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isEvent(Procedure<?, ?> row) {
        return row.kind() == Procedure.Kind.EVENT;
    }

    private boolean isThere(Procedure<?, ?> row) {
        return isEvent(row) ? row.signature() != null : dispatch.find(row) != null;
    }
}

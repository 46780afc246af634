package io.jvirt.qemu.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.api.StateReason;
import io.jvirt.api.spi.Place;
import io.jvirt.host.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusStoreTest {
    @TempDir
    Path root;

    private static RunStatus status(String name, StateReason reason) {
        return new RunStatus(
                UUID.randomUUID(),
                name,
                7,
                "boot-1",
                RunStatus.Phase.UP,
                reason,
                Path.of("/run/a \"quoted\" <folder>"),
                new ProcessIdentity(123, 456789),
                List.of(5900, 5700),
                StateReason.SHUTOFF_DESTROYED,
                true,
                new RunStatus.Work("save", Path.of("/x & y"), true, false, StateReason.PAUSED_USER, true),
                List.of(new RunStatus.Owner(Path.of("/disk"), 1000, 100)),
                "<domain type='qemu' id='7'>\n  <name>x</name>\n  <description>&lt;/domstatus></description>\n</domain>\n");
    }

    @Test
    void everyStateAndReasonSurvives() throws XMLStreamException {
        for (StateReason reason : StateReason.values()) {
            RunStatus written = status("a & b", reason);
            assertThat(StatusStore.parse(StatusStore.format(written))).isEqualTo(written);
        }
    }

    @Test
    void whatIsNotThereStaysSo() throws XMLStreamException {
        RunStatus written = new RunStatus(
                UUID.randomUUID(), "n", 1, "b", RunStatus.Phase.STARTING, StateReason.PAUSED_STARTING_UP, Path.of("/f"),
                null, List.of(), null, false, null, List.of(), "<domain type='qemu'>\n</domain>\n");
        assertThat(StatusStore.parse(StatusStore.format(written))).isEqualTo(written);
    }

    @Test
    void brokenFilesAreReported() throws IOException {
        Layout layout = Layout.in(Place.embed(root));
        layout.create();
        StatusStore store = new StatusStore(layout);
        store.write(status("good", StateReason.RUNNING_BOOTED));
        Files.writeString(layout.status("cut"), "<domstatus state='running'");
        Files.writeString(layout.status("lacking"), "<domstatus state='running' reason='1'><domain x='1'></domain></domstatus>");
        StatusStore.Contents contents = store.load();
        assertThat(contents.runs()).extracting(RunStatus::name).containsExactly("good");
        assertThat(contents.broken()).hasSize(2);
        store.delete("good");
        assertThat(store.load().runs()).isEmpty();
    }
}

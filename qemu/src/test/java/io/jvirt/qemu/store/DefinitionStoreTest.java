package io.jvirt.qemu.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionStoreTest {
    @TempDir
    Path root;

    private Layout layout;
    private DefinitionStore store;

    @BeforeEach
    void open() {
        layout = Layout.embed(root.toString());
        layout.create();
        store = new DefinitionStore(layout);
    }

    private static String document(String name, UUID uuid) {
        return "<domain type='qemu'>\n  <metadata><x:name xmlns:x='urn:x'>other</x:name></metadata>\n  <name>" + name
                + "</name>\n  <uuid>" + uuid + "</uuid>\n</domain>\n";
    }

    @Test
    void whatIsWrittenIsFound() throws IOException {
        UUID uuid = UUID.randomUUID();
        store.write("a--b & c", document("a--b &amp; c", uuid));
        assertThat(store.load().entries()).containsExactly(new DefinitionStore.Entry("a--b & c", uuid));
        assertThat(store.read("a--b & c")).startsWith("<!--").contains("jvirt edit").endsWith("</domain>\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.definition("a--b & c"))))
                .isEqualTo("rw-------");
        store.delete("a--b & c");
        assertThat(store.load().entries()).isEmpty();
        assertThatThrownBy(() -> store.read("a--b & c")).isInstanceOf(HostException.class);
    }

    @Test
    void brokenFilesAreReportedAndHinderNobody() throws IOException {
        UUID uuid = UUID.randomUUID();
        store.write("good", document("good", uuid));
        Files.writeString(layout.definition("cut"), "<domain><name>cut</na");
        Files.writeString(layout.definition("empty"), "");
        Files.writeString(layout.definition("tail"), document("tail", UUID.randomUUID()).replace("</domain>", ""));
        Files.writeString(layout.definition("doctype"), "<!DOCTYPE domain><domain/>");
        Files.writeString(layout.definition("network"), "<network><name>network</name></network>");
        Files.writeString(layout.definition("moved"), document("elsewhere", UUID.randomUUID()));
        Files.writeString(layout.definition("zdouble"), document("zdouble", uuid));
        Files.writeString(layout.definition("nouuid"), "<domain><name>nouuid</name></domain>");
        Files.writeString(layout.definition("baduuid"), "<domain><name>baduuid</name><uuid>1-2</uuid></domain>");
        Files.writeString(layout.config().resolve(".good.xml.1.jvirt-new"), "half");
        DefinitionStore.Contents contents = store.load();
        assertThat(contents.entries()).extracting(DefinitionStore.Entry::name).containsExactly("good");
        assertThat(contents.broken())
                .extracting(broken -> broken.file().getFileName() + " " + broken.problem())
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).startsWith("cut.xml was cut short"),
                        text -> assertThat(text).startsWith("tail.xml does not end with </domain>"),
                        text -> assertThat(text).startsWith("empty.xml has no <name>"),
                        text -> assertThat(text).startsWith("network.xml begins with <network>"),
                        text -> assertThat(text).startsWith("moved.xml holds the guest 'elsewhere'"),
                        text -> assertThat(text).startsWith("zdouble.xml has the UUID " + uuid + " of the guest 'good'"),
                        text -> assertThat(text).startsWith("nouuid.xml has no <uuid>"),
                        text -> assertThat(text).startsWith("baduuid.xml has the UUID '1-2'"),
                        text -> assertThat(text).startsWith("doctype.xml declares a document type"));
        assertThat(layout.config().resolve(".good.xml.1.jvirt-new")).doesNotExist();
        assertThat(layout.definition("cut")).as("left for a person to mend").exists();
    }

    @Test
    void namesAreFoundWhateverTheDocumentLooksLike() throws IOException {
        UUID uuid = UUID.randomUUID();
        Files.writeString(layout.definition("a&<\u00e4>"), """
                <?xml version='1.0'?><!-- <name>no</name> -->
                <domain type="q>emu" a='"<'><os><name>no</name><uuid/></os><!-- > -->
                <description><![CDATA[<name>no</name></domain>]]></description>
                <uuid>
                  %s
                </uuid><name >a&amp;&lt;&#xe4;&#62;</name></domain>
                """.formatted(uuid));
        assertThat(store.load().broken()).isEmpty();
        assertThat(store.load().entries()).containsExactly(new DefinitionStore.Entry("a&<\u00e4>", uuid));
    }

    @Test
    void autostartIsALink() throws IOException {
        store.write("a", document("a", UUID.randomUUID()));
        store.setAutostart("a", true);
        store.setAutostart("a", true);
        assertThat(store.load().autostart()).containsExactly("a");
        assertThat(Files.readSymbolicLink(layout.autostart().resolve("a.xml"))).isEqualTo(layout.definition("a"));
        store.setAutostart("a", false);
        assertThat(store.load().autostart()).isEmpty();
        store.setAutostart("a", true);
        store.delete("a");
        assertThat(layout.autostart()).isEmptyDirectory();
    }

    @Test
    void interruptedRemovalIsFinished() throws IOException {
        UUID uuid = UUID.randomUUID();
        store.write("a", document("a", uuid));
        Path image = layout.managedSave("a");
        Files.writeString(image, "memory");
        Files.writeString(layout.config().resolve(".undefine-" + uuid), "a\n" + image + "\n");
        assertThat(store.load().entries()).isEmpty();
        assertThat(image).doesNotExist();
        store.write("a", document("a", uuid));
        Files.writeString(image, "memory");
        store.delete(new DefinitionStore.Entry("a", uuid), List.of(image));
        assertThat(image).doesNotExist();
        assertThat(layout.config()).isDirectoryNotContaining("glob:**.undefine*");
    }

    @Test
    void interruptedRenameIsFinishedOrForgotten() throws IOException {
        UUID uuid = UUID.randomUUID();
        DefinitionStore.Entry old = new DefinitionStore.Entry("old", uuid);
        store.write("old", document("old", uuid));
        store.setAutostart("old", true);
        // Killed after the note.
        Files.writeString(layout.config().resolve(".rename-" + uuid), "old\nnew\n");
        assertThat(store.load().entries()).containsExactly(old);
        assertThat(layout.config().resolve(".rename-" + uuid)).doesNotExist();
        // Killed after the new file.
        Files.writeString(layout.config().resolve(".rename-" + uuid), "old\nnew\n");
        store.write("new", document("new", uuid));
        DefinitionStore.Contents contents = store.load();
        assertThat(contents.entries()).containsExactly(new DefinitionStore.Entry("new", uuid));
        assertThat(contents.autostart()).containsExactly("new");
        assertThat(contents.broken()).isEmpty();
        store.rename(new DefinitionStore.Entry("new", uuid), "newer", document("newer", uuid));
        assertThat(store.load().entries()).containsExactly(new DefinitionStore.Entry("newer", uuid));
        assertThat(store.load().autostart()).containsExactly("newer");
    }
}
